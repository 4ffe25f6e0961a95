/* SPDX-License-Identifier: MIT */
/*
 * From a loaded project to published reports: records are judged, documents assembled, pages, PDFs
 * and data files made, and each report put in its place as a whole.
 *
 * In output/: public/<institution>/<report>/ or internal/…; in it index.html, <report>.pdf,
 * data.json, figures.csv and data/<table>.csv. A second language has a folder of its own inside
 * (uk/index.html …), and so has each document of a report that is made for many records.
 */
#ifndef LETOPIS_REPORTS_H
#define LETOPIS_REPORTS_H

#include "base/publish.h"
#include "session.h"

/*
 * Makes the reports that the options name (all, if none). With `publish` NULL nothing is written:
 * that is what `check` does. A report with errors keeps what was published before, and so do all
 * reports of an institution whose records are at fault.
 */
void reports_make(struct session *session, struct publish *publish);

#endif
