/* SPDX-License-Identifier: MIT */
/* One report: its documents in all their forms, published as one edition. */
#ifndef LETOPIS_REPORT_H
#define LETOPIS_REPORT_H

#include "base/publish.h"
#include "doc/others.h"
#include "pdf/font.h"
#include "pdf/hyphens.h"
#include "session.h"

/* A published report, for the site's index pages. */
struct report_listed {
    const struct institution *institution;
    bool is_public;
    struct str title, url;     /* relative to output/public/ or output/internal/ */
    struct str note, language; /* of a further language: its name and code; else empty */
};

/* What the reports of a run share. */
struct report_shop {
    struct session *session;
    struct publish *publish; /* NULL: nothing is written */
    struct arena *arena;     /* of the report at hand; reset after each */
    struct arena *document;  /* of the document at hand; nothing of it is left behind */
    struct arena *font_arena;
    struct pdf_fonts *fonts; /* opened by the first PDF, as are */
    struct pdf_hyphens *hyphens;
    struct str color_profile;  /* read by the first PDF */
    struct map layouts;        /* name → const struct pdf_layout */
    struct doc_others *others; /* what links call other reports */
    struct buf bytes;          /* of the file at hand; its memory serves the next one */
    struct {
        struct report_listed *items;
        size_t count, capacity;
    } listed;
};

struct report_shop *report_shop_open(struct session *session, struct publish *publish);
void report_shop_close(struct report_shop *shop);

/* public/liberec/functions-2022, within the output folder. */
struct str report_folder(struct arena *arena, const struct institution *institution,
                         const struct data_report *report, bool is_public);

/* False when the report has errors; then nothing of it was published. */
bool report_make(struct report_shop *shop, struct institution *institution,
                 const struct data_report *report);

#endif
