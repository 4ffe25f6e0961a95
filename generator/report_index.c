/* SPDX-License-Identifier: MIT */
/*
 * The page that leads to a report's documents. There may be thousands: of each, five texts are kept
 * until then, one behind the other, each with a NUL
 *
 *     title  folder  base (of the PDF; empty: none)  note  language
 *
 * from which its line is made when the page is written, in pieces, into the edition. Together with
 * the names of its files (base/publish_parts.h) that is all that a document leaves behind: some 200
 * bytes.
 */
#include "report_parts.h"

bool report_take_folder(struct report_making *making, struct str folder)
{
    size_t before = making->folders.count;
    names_put(&making->folders, folder);
    return making->folders.count > before;
}

/* What the index says beside a document: that it is to be filled in, its further language. */
static struct str note_of(const struct report_making *own, size_t language)
{
    struct str name = language ? language_name(own->language) : (struct str){0};
    if (!own->document->blank || own->report->query.s.n == 0)
        return name;
    struct str parts[] = {language_word(own->language, "blank_form"),
                          name.n > 0 ? STR(", ") : STR(""), name};
    return arena_join(own->shop->document, parts, 3);
}

static void keep_text(struct buf *entries, struct str text)
{
    buf_str(entries, text);
    buf_char(entries, '\0');
}

void report_list_document(struct report_making *making, const struct report_making *own,
                          const struct doc_request *request, size_t language)
{
    bool has_pdf = own->shop->session->options->only != ONLY_HTML;
    struct str title = own->document->title, code = {0};
    /* Where all have the same title, it does not say which one this is. */
    if (request->query && !request->blank && str_equal(title, making->title))
        title = doc_record_name(request);
    if (language)
        code = language_code(own->language);
    keep_text(&making->entries, title);
    keep_text(&making->entries, own->folder);
    keep_text(&making->entries, has_pdf ? own->base : (struct str){0});
    keep_text(&making->entries, note_of(own, language));
    keep_text(&making->entries, code);
    if (making->title.n == 0)
        making->title = arena_str(making->shop->arena, title);
}

static struct str take_text(const struct buf *entries, size_t *at)
{
    struct str text = str_from(entries->p + *at);
    *at += text.n + 1;
    return text;
}

bool report_next_entry(void *owner, struct html_entry *entry)
{
    struct report_reader *reader = owner;
    const struct buf *entries = &reader->making->entries;
    if (reader->at == entries->n)
        return false;
    struct str title = take_text(entries, &reader->at);
    struct str folder = take_text(entries, &reader->at);
    struct str base = take_text(entries, &reader->at);
    struct str note = take_text(entries, &reader->at);
    struct str language = take_text(entries, &reader->at);
    buf_clear(&reader->url);
    buf_str(&reader->url, folder);
    buf_text(&reader->url, "index.html");
    buf_clear(&reader->pdf);
    if (base.n > 0) {
        buf_str(&reader->pdf, folder);
        buf_str(&reader->pdf, base);
        buf_text(&reader->pdf, ".pdf");
    }
    *entry = (struct html_entry){.title = title,
                                 .url = buf_view(&reader->url),
                                 .note = note,
                                 .pdf = buf_view(&reader->pdf),
                                 .language = language};
    return true;
}

void report_reader_free(struct report_reader *reader)
{
    buf_free(&reader->url);
    buf_free(&reader->pdf);
}

#define INDEX STR("index.html")

/* The first member is what report_next_entry() gets. */
struct page {
    struct report_reader reader;
    struct edition *edition;
    bool begun; /* too long for one piece */
};

static void flush(void *owner, struct buf *out)
{
    struct page *page = owner;
    if (!page->begun)
        edition_start(page->edition, INDEX);
    page->begun = true;
    edition_write(page->edition, buf_view(out));
    buf_clear(out);
}

void report_write_index(struct report_making *making)
{
    struct report_shop *shop = making->shop;
    const struct data_report *report = making->report;
    const struct language *language =
        report_find_language(making, report->languages[0], report->language_places[0]);
    if (language == NULL || shop->session->options->dump != DUMP_NOTHING)
        return;
    struct html_options options = {.language = language, .home = STR("../../index.html")};
    arena_reset(shop->document);
    if (!report_dress(making, &options) || making->edition == NULL)
        return;
    struct html_group group = {.title = (struct str){0}};
    struct page page = {.reader = {.making = making}, .edition = making->edition};
    struct html_index index = {.title = making->title,
                               .groups = &group,
                               .count = 1,
                               .next = report_next_entry,
                               .flush = flush,
                               .owner = &page};
    struct buf out = {0};
    html_write_index(&index, &options, shop->document, &out);
    if (page.begun)
        flush(&page, &out);
    else
        edition_file(making->edition, INDEX, buf_view(&out));
    report_reader_free(&page.reader);
    buf_free(&out);
}

void report_index_free(struct report_making *making)
{
    names_free(&making->folders);
    buf_free(&making->entries);
}
