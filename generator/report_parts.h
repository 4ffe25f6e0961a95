/* SPDX-License-Identifier: MIT */
/* What report.c (which documents a report has, and where they go), report_files.c (the files of one
 * document) and report_index.c (the page that leads to them) share. */
#ifndef LETOPIS_REPORT_PARTS_H
#define LETOPIS_REPORT_PARTS_H

#include "base/names.h"
#include "doc/assemble.h"
#include "html/html.h"
#include "pdf/pdf.h"
#include "report.h"

/* The output intent of PDF/A; without it none is made. */
#define REPORT_COLOR_PROFILE "/usr/share/color/icc/sRGB.icc"

/* One document of a report while it is made. */
struct report_making {
    struct report_shop *shop;
    const struct institution *institution;
    const struct data_report *report;
    bool is_public;          /* where it goes */
    struct edition *edition; /* NULL: nothing is written */
    const struct language *language;
    const struct document *document;
    struct str folder; /* within the report's folder, with a slash behind; or empty */
    struct str base;   /* name of its files, without the ending */
    struct {
        struct html_download *items;
        size_t count, capacity;
    } downloads;
    struct {
        struct pdf_attachment *items;
        size_t count, capacity;
    } attachments;
    const struct html_other *others; /* the same document in other languages */
    size_t other_count;
    /* Of the report as a whole; of a document that is done nothing else is kept. */
    struct names folders; /* of its documents */
    struct names entries; /* its documents as the index lists them, see report_index.c */
    struct str title;     /* that of its first document, or of all of them together */
};

/* --- report.c --- */

/* A language of the institution of `owner`, a struct report_making; NULL after reporting that there
 * is none. */
const struct language *report_find_language(void *owner, struct str code, struct span span);

/* The folder of a document, named after its `file` and the language's number. */
struct str report_document_folder(struct arena *arena, const struct data_report *report,
                                  struct str file, size_t language);
/* The name of its files, without an ending. */
struct str report_document_base(struct arena *arena, const struct data_report *report,
                                struct str file, size_t language);

/* --- report_index.c --- */

/* False when another document has that folder. */
bool report_take_folder(struct report_making *making, struct str folder);

/* A line for the document `own` in the index of `making`, which is called by its title unless it
 * has a name. */
void report_list_document(struct report_making *making, const struct report_making *own,
                          const struct doc_request *request, size_t language);

/* One document after the other as the index lists it. An entry is valid until the next one. */
struct report_reader {
    const struct names *entries;
    uint32_t at;         /* names_first() at first */
    struct buf url, pdf; /* of the entry; empty at first */
};
/* `reader`: a struct report_reader. False at the end. */
bool report_next_entry(void *reader, struct html_entry *entry);
void report_reader_free(struct report_reader *reader);

/* The page that leads to the documents of a report made for many records. */
void report_write_index(struct report_making *making);

void report_index_free(struct report_making *making);

/* --- report_languages.c --- */

/* Where the other languages of the document at hand are; `language` is the number of its own. */
void report_find_others(struct report_making *making, const struct doc_request *request,
                        size_t language);

/* Links to their PDFs, as inlines; NULL where there are none. */
const struct doc_node *report_other_links(const struct report_making *making);

/* The documents in further languages, for the site's index; of reports without `for:`. */
void report_list_others(struct report_making *making, struct str folder);

/* --- report_files.c --- */

/* Page and style of the report's layout; false after reporting that there is none. */
bool report_dress(const struct report_making *making, struct html_options *options);

/* Data files, PDF and page of a document with what belongs to it; or what --dump asks for. */
void report_make_files(struct report_making *making, const struct document *document);

#endif
