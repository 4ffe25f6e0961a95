# SPDX-License-Identifier: MIT
printf 'title: {en: Example, cs: Příklad}\npublic: yes\nlanguages: [en, cs]\n' >content/valley/reports/year-2024/report.yaml
printf 'Text.\n' >content/valley/reports/year-2024/50-example.md
printf 'Text.\n' >content/valley/reports/year-2024/60-other.cs.md
