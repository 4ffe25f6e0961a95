# SPDX-License-Identifier: MIT
mkfifo content/valley/types/loan.yaml
