# SPDX-License-Identifier: MIT
printf 'elm:\n  name: Elma' >>content/valley/records/library.yaml
printf '\314\201%.0s' 1 2 3 4 5 6 7 8 9 10 >>content/valley/records/library.yaml
