# SPDX-License-Identifier: MIT
text=content/valley/reports/year-2024/50-example.md
for i in $(seq 300); do printf '{{if libraries > 3}}'; done >$text
for i in $(seq 300); do printf '{{end}}'; done >>$text
