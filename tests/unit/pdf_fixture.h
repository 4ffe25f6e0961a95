/* SPDX-License-Identifier: MIT */
/* What laying out a document by hand takes: fonts, hyphens, Czech, the layout "report". */
#ifndef LETOPIS_TESTS_PDF_FIXTURE_H
#define LETOPIS_TESTS_PDF_FIXTURE_H

#include "layout_file.h"
#include "pdf/hyphens.h"
#include "pdf/pdf.h"
#include "unit.h"

struct pdf_fixture {
    struct session session;
    struct arena *arena; /* the session's */
    struct pdf_fonts *fonts;
    struct pdf_hyphens *hyphens;
    struct language *language;
    const struct pdf_layout *layout;
};

void pdf_fixture_open(struct pdf_fixture *fixture);
void pdf_fixture_close(struct pdf_fixture *fixture);

/* In Czech, with a title, without contents. */
struct document *pdf_fixture_document(const struct pdf_fixture *fixture);
struct pdf_options pdf_fixture_options(const struct pdf_fixture *fixture);

/* A node at the end of `parent`. */
struct doc_node *pdf_fixture_add(const struct pdf_fixture *fixture, struct doc_node *parent,
                                 enum doc_kind kind);

#endif
