# SPDX-License-Identifier: MIT
touch output
