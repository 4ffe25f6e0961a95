/* SPDX-License-Identifier: MIT */
/*
 * What was published and could not even be read this time: an institution or a report whose file
 * has errors is not in the loaded project, or marked there as faulty, yet it has not been given up.
 * Only a folder of content/ that is gone takes its published reports with it.
 */
#ifndef LETOPIS_KEEP_H
#define LETOPIS_KEEP_H

#include "base/publish.h"
#include "session.h"

/* Keeps the published folders of all institutions and reports that the project lacks, and of
 * faulty reports. */
void keep_unread(struct session *session, struct publish *publish);

#endif
