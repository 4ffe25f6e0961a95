# SPDX-License-Identifier: MIT
mkdir -p layouts/report
sed 's/family: Noto Serif/family: Elm Serif/' "$LAYOUTS/report/pdf.yaml" >layouts/report/pdf.yaml
cp "$LAYOUTS/report/page.html" "$LAYOUTS/report/style.css" layouts/report
