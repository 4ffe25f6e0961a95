# SPDX-License-Identifier: MIT
ln -s ../../../../loan.yaml content/valley/types/loan.yaml
