# SPDX-License-Identifier: MIT
mkdir -p output/public/valley
touch output/public/valley/year-2024
