# SPDX-License-Identifier: MIT
{
    printf 'example:\n  formula: '
    printf '%300s' '' | tr ' ' '('
    printf 1
    printf '%300s' '' | tr ' ' ')'
} >>content/valley/figures.yaml
