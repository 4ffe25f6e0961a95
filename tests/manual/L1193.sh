# SPDX-License-Identifier: MIT
mkdir -p layouts/report
sed 's/top: 28 mm/top: 0/' "$LAYOUTS/report/pdf.yaml" >layouts/report/pdf.yaml
cp "$LAYOUTS/report/page.html" "$LAYOUTS/report/style.css" layouts/report
