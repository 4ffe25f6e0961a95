# SPDX-License-Identifier: MIT
cd content/valley
printf 'fields:\n  n:\n    type: integer\n' >types/example.yaml
{
    echo n
    seq 100
} >records/example.csv
printf '```table\nfor: example\ntranspose: yes\ncolumns:\n  - n\n  - n * n\n```\n' >reports/year-2024/50-example.md
