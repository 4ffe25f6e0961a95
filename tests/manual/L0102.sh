# SPDX-License-Identifier: MIT
printf 'elm:\n  name: Kn\355hovna B\362hlov\n' >>content/valley/records/library.yaml
