/* SPDX-License-Identifier: MIT */
#include "data/model.h"

#include "base/suggest.h"

void data_report_unknown(struct data_loader *loader, enum message unknown, enum message near,
                         struct text found, struct str type, const struct str *names, size_t count)
{
    struct str nearest = suggest_nearest(found.s, names, count);
    diag_add(
        loader->diags, nearest.n ? near : unknown, found.span,
        ARGS(arg_text("found", found.s), arg_text("type", type), arg_text("nearest", nearest)));
}
