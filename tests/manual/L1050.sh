# SPDX-License-Identifier: MIT
mkdir -p layouts/report
sed 's/^  spare_serif:/  odd:\n    family: Noto Serif Georgian\n    package: fonts-noto-core\n    fallback: spare_serif\n    bold: Regular\n    italic: Regular\n    bold_italic: Regular\n&/; /^  body:/,/face:/s/face: serif/face: odd/' "$LAYOUTS/report/pdf.yaml" >layouts/report/pdf.yaml
cp "$LAYOUTS/report/page.html" "$LAYOUTS/report/style.css" layouts/report
