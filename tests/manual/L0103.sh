# SPDX-License-Identifier: MIT
printf 'elm:\n  name: \302\377\347\n' >>content/valley/records/library.yaml
