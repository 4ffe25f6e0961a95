/* SPDX-License-Identifier: MIT */
/*
 * The page that leads to a report's documents. There may be thousands: of each, one name is kept
 * until then, five texts with a character between them that no text may hold,
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

#define BETWEEN "\1"

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
    struct str base = has_pdf ? own->base : (struct str){0};
    struct str parts[] = {title,        STR(BETWEEN),           own->folder,  STR(BETWEEN), base,
                          STR(BETWEEN), note_of(own, language), STR(BETWEEN), code};
    names_put(&making->entries,
              arena_join(own->shop->document, parts, sizeof parts / sizeof *parts));
    if (making->title.n == 0)
        making->title = arena_str(making->shop->arena, title);
}

static struct str take_text(struct str *rest)
{
    size_t end = str_find(*rest, BETWEEN[0], 0);
    struct str text = str_slice(*rest, 0, end == STR_NOT_FOUND ? rest->n : end);
    *rest = str_slice(*rest, text.n + 1, rest->n);
    return text;
}

bool report_next_entry(void *owner, struct html_entry *entry)
{
    struct report_reader *reader = owner;
    if (reader->at == NAMES_END)
        return false;
    struct str rest = names_text(reader->entries, reader->at);
    reader->at = names_next(reader->entries, reader->at);
    struct str title = take_text(&rest), folder = take_text(&rest), base = take_text(&rest);
    struct str note = take_text(&rest), language = take_text(&rest);
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
    struct page page = {
        .reader = {.entries = &making->entries, .at = names_first(&making->entries)},
        .edition = making->edition};
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
    names_free(&making->entries);
}
