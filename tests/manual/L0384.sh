# SPDX-License-Identifier: MIT
{
    before=people
    for i in $(seq 6); do
        printf 'example%d:\n  formula: %s' $i $before
        for k in $(seq 99); do printf ' * %s' $before; done
        echo
        before=example$i
    done
} >>content/valley/figures.yaml
echo '{{example6}}' >content/valley/reports/year-2024/50-example.md
