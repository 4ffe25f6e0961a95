/* SPDX-License-Identifier: MIT */
/* The index pages of output/public/ and output/internal/. */
#ifndef LETOPIS_SITE_H
#define LETOPIS_SITE_H

#include "report.h"

/* Writes both (the internal one only if there are internal reports). Only after a build of all
 * reports, since they list what was made. */
void site_publish(struct report_shop *shop);

#endif
