# SPDX-License-Identifier: MIT
{
    printf 'fields:\n  place:\n    type: choice\n    of:\n'
    for i in $(seq 65); do echo "      place$i: Place $i"; done
} >content/valley/types/example.yaml
