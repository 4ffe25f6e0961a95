# SPDX-License-Identifier: MIT
mkdir -p layouts/report
sed 's/size: 10.5$/size: 0.5/' "$LAYOUTS/report/pdf.yaml" >layouts/report/pdf.yaml
cp "$LAYOUTS/report/page.html" "$LAYOUTS/report/style.css" layouts/report
