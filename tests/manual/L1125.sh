# SPDX-License-Identifier: MIT
cat >content/valley/reports/year-2024/report.yaml <<END
title: Example
period: 2024
public: yes
END
cat >content/valley/reports/year-2024/50-example.md <<END
See [](other#here).
END
mkdir content/valley/reports/other
printf 'title: Other\npublic: yes\n' >content/valley/reports/other/report.yaml
printf 'Here. {#here}\n' >content/valley/reports/other/1.md
