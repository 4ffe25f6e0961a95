# SPDX-License-Identifier: MIT
mv content elsewhere
