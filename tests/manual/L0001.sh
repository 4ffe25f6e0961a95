# SPDX-License-Identifier: MIT
mkdir content/valley/reports/plan
