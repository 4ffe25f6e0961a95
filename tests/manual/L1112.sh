# SPDX-License-Identifier: MIT
cat >content/valley/reports/year-2024/report.yaml <<END
title: Example
period: 2024
public: yes
numbering:
  levels: ["1.", "1.1."]
END
cat >content/valley/reports/year-2024/50-example.md <<END
# One

1. A clause:

   1. a point.
END
