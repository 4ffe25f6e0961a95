/* SPDX-License-Identifier: MIT */
/*
 * The output half: frames in, a PDF file out. The only module that sees libharu.
 *
 *     pdf_writer_new → pdf_writer_page for each page in order → pdf_writer_finish
 *
 * A page's content is compressed and its frame may be forgotten as soon as pdf_writer_page()
 * returns. Links to anchors that come later are settled at the end. The bytes depend on nothing
 * but the arguments (no clock, no random ID).
 */
#ifndef LETOPIS_PDF_WRITER_H
#define LETOPIS_PDF_WRITER_H

#include "base/buf.h"
#include "pdf/font.h"
#include "pdf/frame.h"

struct pdf_writer;

struct pdf_writer_options {
    bool tagged; /* structure tree, PDF/UA-1 and PDF/A-3a; false: plain PDF */
    struct pdf_properties properties;
    /* Of the font of fields: a face, and the letters of the language. */
    uint16_t form_face;
    struct str form_letters, form_others;
    struct str color_profile; /* ICC profile of sRGB for the output intent; empty: none */
};

struct pdf_writer *pdf_writer_new(struct arena *arena, struct pdf_fonts *fonts,
                                  const struct pdf_writer_options *options);
void pdf_writer_page(struct pdf_writer *writer, const struct pdf_frame *frame);
void pdf_writer_bookmark(struct pdf_writer *writer, const struct pdf_bookmark *bookmark);
void pdf_writer_attach(struct pdf_writer *writer, const struct pdf_attachment *attachment);

/*
 * Completes the file into `out` and frees the writer. False when it could not be made; then `why`
 * says what libharu or HarfBuzz reported.
 */
bool pdf_writer_finish(struct pdf_writer *writer, struct buf *out, const char **why);

#endif
