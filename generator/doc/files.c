/* SPDX-License-Identifier: MIT */
#include "doc/files.h"

#define REPORTS STR("/reports/")

struct str doc_file_folder(const struct doc_context *context)
{
    struct str path = context->report->source->path;
    size_t reports = str_find_str(path, REPORTS, 0);
    return str_slice(path, 0, reports == STR_NOT_FOUND ? 0 : reports);
}

/* With its slash. */
static struct str report_folder(const struct doc_context *context)
{
    struct str folder = context->report->source->path;
    while (folder.n > 0 && folder.p[folder.n - 1] != '/')
        folder.n--;
    return folder;
}

bool doc_file_path(const struct doc_context *context, struct str name, struct str *path)
{
    struct str within = doc_file_folder(context);
    if (!fs_join(context->arena, report_folder(context), name, path))
        return false;
    return within.n == 0 ||
           (str_starts(*path, within) && path->n > within.n && path->p[within.n] == '/');
}

bool doc_file_may_leave(const struct doc_context *context, struct str path)
{
    return str_starts(path, report_folder(context)) && !str_ends(path, STR(".yaml")) &&
           !str_ends(path, STR(".md"));
}
