# SPDX-License-Identifier: MIT
mkdir -p layouts/languages
echo 'name: X' >layouts/languages/xx.yaml
echo 'languages: xx' >>content/valley/reports/year-2024/report.yaml
