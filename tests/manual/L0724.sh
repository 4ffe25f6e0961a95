# SPDX-License-Identifier: MIT
cd content/valley/reports/year-2024
echo '<svg/>' >map.svg
echo '![Map](map.svg)' >50-example.md
