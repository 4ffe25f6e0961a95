/* SPDX-License-Identifier: MIT */
/* Files that a text names: pictures and attachments, within the institution's folder. */
#ifndef LETOPIS_DOC_FILES_H
#define LETOPIS_DOC_FILES_H

#include "doc/context.h"

/*
 * `name` as written in a text of the report (relative to the report's folder) as a path within the
 * project. False when it leaves the institution's folder.
 */
bool doc_file_path(const struct doc_context *context, struct str name, struct str *path);

/* Whether the path lies in the report's own folder, and is none of its texts or report.yaml: then
 * it may leave with the report. */
bool doc_file_may_leave(const struct doc_context *context, struct str path);

/* The folder of the institution: "content/liberec". */
struct str doc_file_folder(const struct doc_context *context);

#endif
