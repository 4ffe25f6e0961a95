# SPDX-License-Identifier: MIT
mkdir -p layouts/report
sed 's/width: 210 mm/width: many mm/' "$LAYOUTS/report/pdf.yaml" >layouts/report/pdf.yaml
cp "$LAYOUTS/report/page.html" "$LAYOUTS/report/style.css" layouts/report
