/* SPDX-License-Identifier: MIT */
/* One page's items as a content stream. */
#ifndef LETOPIS_PDF_CONTENT_H
#define LETOPIS_PDF_CONTENT_H

#include "pdf/embed.h"
#include "pdf/structure.h"

struct pdf_content {
    struct arena *arena;
    struct pdf_embed *embed;
    struct pdf_structure *structure; /* NULL: a plain file */
    /* What cannot be written into the stream is handed back. */
    void *context;
    void (*link)(void *context, const struct pdf_item *item);
    void (*field)(void *context, const struct pdf_item *item);
    void (*anchor)(void *context, const struct pdf_item *item);
    /* The number of an image, for the resource name /I<number>. */
    unsigned (*image)(void *context, const struct doc_image *image);
};

/* Writes the operators of `frame` into `out`. */
void pdf_content_write(struct pdf_content *content, const struct pdf_frame *frame, struct buf *out);

#endif
