# SPDX-License-Identifier: MIT
printf 'elm:\n  name: Elm\002\n' >>content/valley/records/library.yaml
