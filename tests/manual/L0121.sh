# SPDX-License-Identifier: MIT
printf 'elm: %s\n' $(printf '%300s' '' | tr ' ' '[') >>content/valley/records/library.yaml
