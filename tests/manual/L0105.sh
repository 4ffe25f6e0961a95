# SPDX-License-Identifier: MIT
printf 'PK\003\004\000\000' >content/valley/records/library.yaml
