# SPDX-License-Identifier: MIT
{
    printf 'elm:\n  name: Elm\n  inhabitants: '
    head -c 2000 /dev/zero | tr '\0' 9
} >>content/valley/records/library.yaml
