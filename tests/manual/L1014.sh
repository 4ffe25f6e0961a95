# SPDX-License-Identifier: MIT
# A blank form that sets another one.
mkdir -p content/valley/reports/application content/valley/reports/enclosure
printf 'title: Application\nblank: yes\n' > content/valley/reports/application/report.yaml
printf 'title: Enclosure\nblank: yes\n' > content/valley/reports/enclosure/report.yaml
printf 'Name: {{| line}}\n' > content/valley/reports/enclosure/1.md
printf '```form\nreport: enclosure\n```\n' > content/valley/reports/application/1.md
