# SPDX-License-Identifier: MIT
cd content/valley
printf 'fields:\n  n:\n    type: number\n' >types/example.yaml
{
    echo n
    seq 90
} >records/example.csv
printf '```chart\nkind: bar\nfor: example\nshow: n\nlabel: n\n```\n' >reports/year-2024/50-example.md
