# SPDX-License-Identifier: MIT
printf '  speaker: Ann Reed\n' >> content/valley/records/event.yaml
