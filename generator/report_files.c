/* SPDX-License-Identifier: MIT */
#include "report_parts.h"

#include "doc/dump.h"
#include "export/export.h"
#include "html/html.h"
#include "layout_file.h"
#include "layout_like.h"
#include "pdf/pdf.h"
#include "version.h"

/* Adds a file to the edition, in the document's folder. */
static void put_file(struct report_making *making, struct str name, const struct buf *bytes)
{
    if (making->edition == NULL)
        return;
    struct str parts[] = {making->folder, name};
    edition_file(making->edition, arena_join(making->shop->document, parts, 2), buf_view(bytes));
}

/* Room for one file after the other. */
static struct buf *empty_bytes(struct report_making *making)
{
    buf_clear(&making->shop->bytes);
    return &making->shop->bytes;
}

static void add_download(struct report_making *making, struct str name, struct str label)
{
    ARENA_PUSH(making->shop->document, &making->downloads, ((struct html_download){name, label}));
}

/* A data file: beside the page, and inside the PDF. */
static void add_data(struct report_making *making, struct str name, struct str type,
                     struct str label, const struct buf *bytes, bool attached)
{
    put_file(making, name, bytes);
    add_download(making, name, label);
    if (!attached || making->shop->session->options->only == ONLY_HTML)
        return;
    struct arena *arena = making->shop->document;
    struct pdf_attachment file = {name, type, label, buf_copy(bytes, arena)};
    ARENA_PUSH(arena, &making->attachments, file);
}

static struct str plain_caption(struct report_making *making, const struct doc_table *table)
{
    struct buf text = {0};
    buf_str(&text, table->number);
    if (table->caption) {
        if (text.n)
            buf_char(&text, ' ');
        doc_plain_text(table->caption, &text);
    }
    if (text.n == 0)
        buf_str(&text, table->name);
    struct str copy = buf_copy(&text, making->shop->document);
    buf_free(&text);
    return copy;
}

static void make_data(struct report_making *making)
{
    const struct document *document = making->document;
    struct arena *arena = making->shop->document;
    struct buf *bytes = empty_bytes(making);
    export_json(document, bytes);
    add_data(making, STR("data.json"), STR("application/json"), STR("JSON"), bytes, true);
    if (document->printed_count) {
        buf_clear(bytes);
        export_figures_csv(document, bytes);
        add_data(making, STR("figures.csv"), STR("text/csv"),
                 language_word(making->language, "key_figures"), bytes, true);
    }
    if (document->filled_count) {
        buf_clear(bytes);
        export_form_csv(document, bytes);
        add_data(making, STR("form.csv"), STR("text/csv"),
                 language_word(making->language, "form_data"), bytes, true);
    }
    for (size_t i = 0; i < document->table_count; i++) {
        const struct doc_table *table = document->tables[i];
        struct str parts[] = {STR("data/"), table->name, STR(".csv")};
        buf_clear(bytes);
        export_table_csv(table, bytes);
        add_data(making, arena_join(arena, parts, 3), STR("text/csv"), plain_caption(making, table),
                 bytes, false);
    }
}

static const struct pdf_layout *find_layout(struct report_making *making)
{
    struct session *session = making->shop->session;
    const struct data_report *report = making->report;
    bool added;
    struct map_entry *entry =
        map_put(&making->shop->layouts, session->arena, report->layout, &added);
    if (added) {
        const struct node *node = node_get(report->node, "layout");
        struct span span = node ? node->span : report->node->span;
        entry->pointer = (void *)(uintptr_t)layout_file_read(session, report->layout, span);
    }
    return entry->pointer;
}

static void open_fonts(struct report_shop *shop)
{
    if (shop->fonts)
        return;
    shop->fonts = pdf_fonts_new(shop->font_arena, shop->session->system);
    shop->hyphens = pdf_hyphens_new(shop->font_arena, shop->session->system);
    fs_read(shop->session->system, STR(REPORT_COLOR_PROFILE), &shop->color_profile);
}

/* SOURCE_DATE_EPOCH as ISO 8601; empty when there is none: then files bear no date. */
static struct str file_date(struct report_shop *shop)
{
    int64_t seconds = shop->session->surroundings->date;
    if (seconds < 0)
        return (struct str){0};
    struct date_parts day = date_to_parts((int32_t)(seconds / 86400));
    int rest = (int)(seconds % 86400);
    return arena_format(shop->document, "%04d-%02d-%02dT%02d:%02d:%02dZ", day.year, day.month,
                        day.day, rest / 3600, rest / 60 % 60, rest % 60);
}

/* False when the layout cannot be read. */
static bool pdf_options_of(struct report_making *making, struct pdf_options *options)
{
    struct report_shop *shop = making->shop;
    const struct pdf_layout *layout = find_layout(making);
    if (layout == NULL)
        return false;
    open_fonts(shop);
    *options = (struct pdf_options){
        .layout = layout,
        .language = making->language,
        .fonts = shop->fonts,
        .hyphens = shop->hyphens,
        .find_language = report_find_language,
        .owner = making,
        .tagged = !shop->session->options->plain_pdf,
        .others = report_other_links(making),
        .producer = STR("letopis " LETOPIS_VERSION),
        .color_profile = shop->color_profile,
        .date = file_date(shop),
        .attachments = making->attachments.items,
        .attachment_count = making->attachments.count,
    };
    return true;
}

static void make_pdf(struct report_making *making)
{
    struct report_shop *shop = making->shop;
    struct pdf_options options;
    if (!pdf_options_of(making, &options))
        return;
    struct buf *bytes = empty_bytes(making);
    struct str parts[] = {making->base, STR(".pdf")};
    struct str name = arena_join(shop->document, parts, 2);
    if (pdf_write(making->document, &options, shop->document, shop->session->diags, bytes)) {
        put_file(making, name, bytes);
        add_download(making, name, STR("PDF"));
    }
}

static void report_lacking(const struct report_making *making, const char *file, struct span span)
{
    diag_add(making->shop->session->diags, MSG_LAYOUT_MISSING, span,
             ARGS(arg_text("name", making->report->layout), arg_text("file", str_from(file))));
}

bool report_dress(const struct report_making *making, struct html_options *options)
{
    const struct data_report *report = making->report;
    const struct node *node = node_get(report->node, "layout");
    struct span span = node ? node->span : report->node->span;
    const struct layout_files *files = layout_files(making->shop->session, report->layout, span);
    if (files->pdf && files->page.n == 0)
        report_lacking(making, "page.html", span);
    if (files->pdf && files->style.n == 0)
        report_lacking(making, "style.css", span);
    options->page = files->page;
    options->style = files->style;
    return files->pdf && files->page.n > 0;
}

/* Pictures, and files that a text links to, go beside the page. */
static void copy_files(struct report_making *making)
{
    size_t count;
    const struct html_image *images = html_images(making->document, making->shop->document, &count);
    for (size_t i = 0; i < count; i++) {
        struct str bytes = images[i].bytes;
        struct buf view = {.p = (char *)(uintptr_t)bytes.p, .n = bytes.n};
        put_file(making, images[i].file, &view);
    }
    for (size_t i = 0; i < making->document->file_count; i++) {
        const struct doc_file *file = &making->document->files[i];
        struct buf view = {.p = (char *)(uintptr_t)file->bytes.p, .n = file->bytes.n};
        put_file(making, file->name, &view);
    }
}

static void make_page(struct report_making *making)
{
    size_t depth = 3; /* public/liberec/functions-2022/ */
    for (size_t i = 0; i < making->folder.n; i++)
        depth += making->folder.p[i] == '/';
    struct buf home = {0}, *page = empty_bytes(making);
    for (size_t i = 1; i < depth; i++)
        buf_text(&home, "../");
    buf_text(&home, "index.html");
    struct html_options options = {
        .language = making->language,
        .downloads = making->downloads.items,
        .download_count = making->downloads.count,
        .others = making->others,
        .other_count = making->other_count,
        .home = buf_view(&home),
    };
    if (report_dress(making, &options)) {
        html_write(making->document, &options, making->shop->document, page);
        put_file(making, STR("index.html"), page);
        copy_files(making);
    }
    buf_free(&home);
}

static void dump(struct report_making *making)
{
    struct session *session = making->shop->session;
    struct pdf_options options;
    if (session->options->dump == DUMP_TREE)
        doc_dump(making->document, &session->out);
    else if (pdf_options_of(making, &options))
        pdf_dump(making->document, &options, session->diags, &session->out);
}

void report_make_files(struct report_making *making, const struct document *document)
{
    making->document = document;
    if (making->shop->session->options->dump != DUMP_NOTHING) {
        dump(making);
        return;
    }
    enum only only = making->shop->session->options->only;
    make_data(making);
    if (only != ONLY_HTML)
        make_pdf(making);
    if (only != ONLY_PDF)
        make_page(making);
}
