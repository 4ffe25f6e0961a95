# SPDX-License-Identifier: MIT
mkdir -p content/valley/reports/sheets-2024
printf 'title: Sheet\nperiod: 2024\npublic: yes\nfor: library\n' >content/valley/reports/sheets-2024/report.yaml
printf 'Text.\n' >content/valley/reports/sheets-2024/1.md
printf 'See [](sheets-2024).\n' >content/valley/reports/year-2024/50-example.md
