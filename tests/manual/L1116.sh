# SPDX-License-Identifier: MIT
cat >content/valley/reports/year-2024/report.yaml <<END
title: Example
period: 2024
public: yes
numbering:
  levels: [I, "1."]
  appendix: none
END
cat >content/valley/reports/year-2024/50-example.md <<END
Text.
END
