# SPDX-License-Identifier: MIT
printf 'elm:\n  name: K\305\257\305\210 a \305\276\303\241b\377\n' >>content/valley/records/library.yaml
