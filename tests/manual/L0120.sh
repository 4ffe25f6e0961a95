# SPDX-License-Identifier: MIT
printf 'elm:\n\tname: Elm\n' >>content/valley/records/library.yaml
