# SPDX-License-Identifier: MIT
# A blank form with a heading.
mkdir -p content/valley/reports/application
printf 'title: Application\nblank: yes\n' > content/valley/reports/application/report.yaml
printf '# Who\n\nName: {{| line}}\n' > content/valley/reports/application/1.md
