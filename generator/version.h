/* SPDX-License-Identifier: MIT */
#ifndef LETOPIS_VERSION_H
#define LETOPIS_VERSION_H

#define LETOPIS_VERSION "1.0"

#endif
