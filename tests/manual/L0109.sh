# SPDX-License-Identifier: MIT
printf 'elm:\r  name: Elm\r' >>content/valley/records/library.yaml
