# SPDX-License-Identifier: MIT
printf '%300s' '' | tr ' ' '>' >content/valley/reports/year-2024/50-example.md
