# SPDX-License-Identifier: MIT
printf 'The sign \360\222\200\200 is old.\n' >content/valley/reports/year-2024/50-example.md
