# SPDX-License-Identifier: MIT
printf '  hyphenation:\n    dictionary: hyph_xx.dic\n    package: hyphen-cs\n' >>content/valley/institution.yaml
{ for i in $(seq 60); do printf 'Uncharacteristically long words follow. '; done; echo; } \
    >content/valley/reports/year-2024/50-example.md
