# SPDX-License-Identifier: MIT
cd content/valley
printf 'fields:\n  n:\n    type: integer\n  kind:\n    type: choice\n    of: {a: A, b: B}\n' >types/example.yaml
{
    echo n,kind
    for i in $(seq 0 10 3000); do echo "$i,a"; done
} >records/example.csv
printf '```matrix\nfor: example\nrows: kind\ncolumns: n\n```\n' >reports/year-2024/50-example.md
