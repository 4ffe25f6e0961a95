# SPDX-License-Identifier: MIT
file=content/valley/records/library.yaml
iconv -f UTF-8 -t UTF-16 $file >saved
mv saved $file
