# SPDX-License-Identifier: MIT
mkdir -p layouts/report
printf 'like:\n  report: yes\n' >layouts/report/pdf.yaml
