# SPDX-License-Identifier: MIT
mkdir -p layouts/report
printf 'like: report\n' >layouts/report/pdf.yaml
