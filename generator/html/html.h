/* SPDX-License-Identifier: MIT */
/*
 * A document as one HTML page, and the index pages that lead to the documents.
 *
 * The page stands alone: its style sheet is in it, charts are inline SVG, there is no cookie and no
 * request to anywhere; a script only where a register may be searched, and the page is whole
 * without it. Everything that readers see was finished in the tree.
 */
#ifndef LETOPIS_HTML_HTML_H
#define LETOPIS_HTML_HTML_H

#include "base/buf.h"
#include "doc/tree.h"
#include "locale/language.h"

/* A file that lies beside the page and is offered for download. */
struct html_download {
    struct str name;  /* "functions-2022.pdf" */
    struct str label; /* "PDF", "CSV: Obsluhované knihovny" */
};

/* The same document in another language. */
struct html_other {
    struct str code, name; /* "uk", "українська" */
    struct str url;        /* relative, not yet escaped */
    struct str pdf;        /* likewise */
};

struct html_options {
    const struct language *language;
    struct str page;  /* layouts/<name>/page.html: placeholders as documented in html/page.h */
    struct str style; /* layouts/<name>/style.css, made ready by html_style() */
    const struct html_download *downloads;
    size_t download_count;
    const struct html_other *others;
    size_t other_count;
    struct str home; /* relative URL of the index page; empty: none */
};

/* A style sheet without its comments: once for all pages that bear it. */
struct str html_style(struct arena *arena, struct str css);

/* Writes the whole page. The tree was checked; nothing can fail but `out` growing too large. */
void html_write(const struct document *document, const struct html_options *options,
                struct arena *arena, struct buf *out);

/*
 * A picture that lies beside the page under `file` ("images/map-1f3a5c.png"): whoever publishes
 * the page writes the bytes there. Names are safe in URLs and differ where the paths do.
 */
struct html_image {
    struct str file, bytes;
};
struct html_image *html_images(const struct document *document, struct arena *arena, size_t *count);

/* One line of an index page. */
struct html_entry {
    struct str title, url,
        note;            /* url: a path, not yet escaped; note: period, language … or empty */
    struct str pdf;      /* a path too, or empty */
    struct str language; /* of the title and the page, where it is not the index's; else empty */
};
struct html_group {
    struct str title;
    struct str language; /* of the words, where it differs from the page's; else empty */
    const struct html_entry *entries;
    size_t count;
};

/* An index: groups (institutions) with their documents. */
struct html_index {
    struct str title;
    const struct html_group *groups;
    size_t count;
    /*
     * For an index of thousands of documents, neither their lines nor the page need be in memory as
     * a whole. With `next`, the last group's lines come from it, behind `entries`: it gives the
     * next one, false at the end. With `flush`, what is in `out` is taken, and `out` cleared, now
     * and then; the end is left there. Both may be NULL.
     */
    bool (*next)(void *owner, struct html_entry *entry);
    void (*flush)(void *owner, struct buf *out);
    void *owner;
};

void html_write_index(const struct html_index *index, const struct html_options *options,
                      struct arena *arena, struct buf *out);

#endif
