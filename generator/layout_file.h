/* SPDX-License-Identifier: MIT */
/* Reads layouts/<name>/pdf.yaml into the plain values that pdf works with. */
#ifndef LETOPIS_LAYOUT_FILE_H
#define LETOPIS_LAYOUT_FILE_H

#include "pdf/layout.h"
#include "session.h"

/* NULL after reporting what is wrong (at `span`, where the layout is named, if there is no such
 * file). Lives in the session's arena. */
const struct pdf_layout *layout_file_read(struct session *session, struct str name,
                                          struct span span);

#endif
