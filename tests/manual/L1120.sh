# SPDX-License-Identifier: MIT
cat >content/valley/reports/year-2024/report.yaml <<END
title: Example
period: 2024
public: yes
amendments: ruling
END
cat >content/valley/reports/year-2024/50-example.md <<END
1. A clause. {amended=res12}
END
