# SPDX-License-Identifier: MIT
{
    printf 'example:\n  formula: 1 EUR'
    for i in $(seq 100); do printf ' * 1 EUR'; done
} >>content/valley/figures.yaml
