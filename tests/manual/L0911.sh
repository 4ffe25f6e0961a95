# SPDX-License-Identifier: MIT
mkdir -p layouts/report
sed 's/rule: "#333333"/rule: blue/' "$LAYOUTS/report/pdf.yaml" >layouts/report/pdf.yaml
cp "$LAYOUTS/report/page.html" "$LAYOUTS/report/style.css" layouts/report
