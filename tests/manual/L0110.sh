# SPDX-License-Identifier: MIT
printf 'elm:\n  name: Elm\357\277\275\n' >>content/valley/records/library.yaml
