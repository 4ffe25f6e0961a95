# SPDX-License-Identifier: MIT
mkdir -p layouts/report
sed 's/left: 27 mm/left: 190 mm/' "$LAYOUTS/report/pdf.yaml" >layouts/report/pdf.yaml
cp "$LAYOUTS/report/page.html" "$LAYOUTS/report/style.css" layouts/report
