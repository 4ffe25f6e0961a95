/* SPDX-License-Identifier: MIT */
/*
 * A document as a PDF file: tree → lines → frames (layout half: measure, lines, blocks, tables,
 * pages) → file (output half: writer.h).
 */
#ifndef LETOPIS_PDF_PDF_H
#define LETOPIS_PDF_PDF_H

#include "pdf/layout.h"
#include "pdf/writer.h"

struct pdf_options {
    const struct pdf_layout *layout;
    const struct language *language;
    struct pdf_fonts *fonts; /* shared by all documents of a run, as are */
    struct pdf_hyphens *hyphens;
    /* The language of a paragraph that is not in the document's; NULL: not known. */
    const struct language *(*find_language)(void *owner, struct str code, struct span span);
    void *owner;
    bool tagged;
    struct str producer;           /* "letopis 1.0" */
    struct str color_profile;      /* bytes of the ICC profile */
    struct str date;               /* of the file, 2022-11-06T12:00:00Z, or empty */
    const struct doc_node *others; /* inlines that lead to it in other languages; NULL: none */
    const struct pdf_attachment *attachments;
    size_t attachment_count;
};

/*
 * Lays the document out and writes the file. False after errors (reported: a missing face or
 * glyph, something that fits on no page). `arena` holds what the file is made from until then.
 */
bool pdf_write(const struct document *document, const struct pdf_options *options,
               struct arena *arena, struct diags *diags, struct buf *out);

/* The laid-out pages as text, for tests: one line for each item with its place in points. */
bool pdf_dump(const struct document *document, const struct pdf_options *options,
              struct diags *diags, struct buf *out);

#endif
