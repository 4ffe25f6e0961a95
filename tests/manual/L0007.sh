# SPDX-License-Identifier: MIT
: >content/valley/types/loan.yml
