# SPDX-License-Identifier: MIT
row() { printf '|'; for i in $(seq 60); do printf '%s|' "$1"; done; echo; }
{ row Column; row -; row word; } >content/valley/reports/year-2024/50-example.md
