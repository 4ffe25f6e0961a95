# SPDX-License-Identifier: MIT
printf 'elm:\n  name: Elm\342\200\250Oak\n' >>content/valley/records/library.yaml
