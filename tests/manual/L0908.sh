# SPDX-License-Identifier: MIT
rm -r content/valley/reports
