# SPDX-License-Identifier: MIT
{
    echo '  no_break:'
    for i in $(seq 100); do printf '    - left: a%d\n      right: b\n' $i; done
} >>content/valley/institution.yaml
