# SPDX-License-Identifier: MIT
printf '\357\273\277elm:\n  name: Elm\n' >>content/valley/records/library.yaml
