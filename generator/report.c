/* SPDX-License-Identifier: MIT */
#include "report.h"

#include "doc/assemble.h"
#include "doc/dump.h"
#include "export/export.h"
#include "html/html.h"
#include "layout_file.h"
#include "pdf/pdf.h"
#include "version.h"

static const char profile_path[] = "/usr/share/color/icc/sRGB.icc";

struct report_shop *report_shop_open(struct session *session, struct publish *publish)
{
    struct report_shop *shop = ARENA_NEW(session->arena, struct report_shop);
    shop->session = session;
    shop->publish = publish;
    shop->arena = arena_new();
    shop->font_arena = arena_new();
    return shop;
}

void report_shop_close(struct report_shop *shop)
{
    pdf_fonts_free(shop->fonts);
    arena_free(shop->arena);
    arena_free(shop->font_arena);
}

struct str report_folder(struct arena *arena, const struct institution *institution,
                         const struct data_report *report)
{
    struct str parts[] = {report->is_public ? STR("public/") : STR("internal/"), institution->id,
                          STR("/"), report->id};
    return arena_join(arena, parts, 4);
}

/* One document of a report while it is made. */
struct making {
    struct report_shop *shop;
    const struct institution *institution;
    const struct data_report *report;
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
    /* Of the report as a whole. */
    struct map names; /* folders of its documents */
    struct {
        struct html_entry *items;
        size_t count, capacity;
    } entries;
    struct str title;
};

static void put_file(struct making *making, struct str name, const struct buf *bytes)
{
    if (making->edition == NULL)
        return;
    struct str parts[] = {making->folder, name};
    edition_file(making->edition, arena_join(making->shop->arena, parts, 2), buf_view(bytes));
}

static void add_download(struct making *making, struct str name, struct str label)
{
    ARENA_PUSH(making->shop->arena, &making->downloads, ((struct html_download){name, label}));
}

/* A data file: beside the page, and inside the PDF. */
static void add_data(struct making *making, struct str name, struct str type, struct str label,
                     const struct buf *bytes, bool attached)
{
    put_file(making, name, bytes);
    add_download(making, name, label);
    if (!attached)
        return;
    struct arena *arena = making->shop->arena;
    struct pdf_attachment file = {name, type, label, buf_copy(bytes, arena)};
    ARENA_PUSH(arena, &making->attachments, file);
}

static struct str plain_caption(struct making *making, const struct doc_table *table)
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
    struct str copy = buf_copy(&text, making->shop->arena);
    buf_free(&text);
    return copy;
}

static void make_data(struct making *making)
{
    const struct document *document = making->document;
    struct arena *arena = making->shop->arena;
    struct buf bytes = {0};
    export_json(document, &bytes);
    add_data(making, STR("data.json"), STR("application/json"), STR("JSON"), &bytes, true);
    if (document->printed_count) {
        buf_clear(&bytes);
        export_figures_csv(document, &bytes);
        add_data(making, STR("figures.csv"), STR("text/csv"),
                 language_word(making->language, "key_figures"), &bytes, true);
    }
    for (size_t i = 0; i < document->table_count; i++) {
        const struct doc_table *table = document->tables[i];
        struct str parts[] = {STR("data/"), table->name, STR(".csv")};
        buf_clear(&bytes);
        export_table_csv(table, &bytes);
        add_data(making, arena_join(arena, parts, 3), STR("text/csv"), plain_caption(making, table),
                 &bytes, false);
    }
    buf_free(&bytes);
}

static const struct pdf_layout *find_layout(struct making *making)
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
    fs_read(shop->session->system, str_from(profile_path), &shop->color_profile);
}

/* SOURCE_DATE_EPOCH as ISO 8601; empty when there is none: then files bear no date. */
static struct str file_date(struct report_shop *shop)
{
    int64_t seconds = shop->session->surroundings->date;
    if (seconds < 0)
        return (struct str){0};
    struct date_parts day = date_to_parts((int32_t)(seconds / 86400));
    int rest = (int)(seconds % 86400);
    return arena_format(shop->arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", day.year, day.month, day.day,
                        rest / 3600, rest / 60 % 60, rest % 60);
}

/* False when the layout cannot be read. */
static bool pdf_options_of(struct making *making, struct pdf_options *options)
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
        .tagged = !shop->session->options->plain_pdf,
        .producer = STR("letopis " LETOPIS_VERSION),
        .color_profile = shop->color_profile,
        .hyphenation = language_hyphenation(making->language),
        .date = file_date(shop),
        .attachments = making->attachments.items,
        .attachment_count = making->attachments.count,
    };
    return true;
}

static void make_pdf(struct making *making)
{
    struct report_shop *shop = making->shop;
    struct pdf_options options;
    if (!pdf_options_of(making, &options))
        return;
    struct buf bytes = {0};
    struct str parts[] = {making->base, STR(".pdf")};
    struct str name = arena_join(shop->arena, parts, 2);
    if (pdf_write(making->document, &options, shop->arena, shop->session->diags, &bytes)) {
        put_file(making, name, &bytes);
        add_download(making, name, STR("PDF"));
    }
    buf_free(&bytes);
}

static struct str layout_text(struct making *making, const char *file)
{
    struct session *session = making->shop->session;
    struct str parts[] = {making->report->layout, STR("/"), str_from(file)};
    struct str path = arena_join(session->arena, parts, 3);
    const struct source *source = session_layout_file(session, path);
    if (source)
        return source->text;
    const struct node *node = node_get(making->report->node, "layout");
    diag_add(session->diags, MSG_LAYOUT_MISSING, node ? node->span : making->report->node->span,
             ARGS(arg_text("name", making->report->layout), arg_text("file", str_from(file))));
    return (struct str){0};
}

/* Pictures, and files that a text links to, go beside the page. */
static void copy_files(struct making *making)
{
    size_t count;
    const struct html_image *images = html_images(making->document, making->shop->arena, &count);
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

static void make_page(struct making *making)
{
    size_t depth = 3; /* public/liberec/functions-2022/ */
    for (size_t i = 0; i < making->folder.n; i++)
        depth += making->folder.p[i] == '/';
    struct buf home = {0}, page = {0};
    for (size_t i = 1; i < depth; i++)
        buf_text(&home, "../");
    buf_text(&home, "index.html");
    struct html_options options = {
        .language = making->language,
        .page = layout_text(making, "page.html"),
        .style = layout_text(making, "style.css"),
        .downloads = making->downloads.items,
        .download_count = making->downloads.count,
        .home = buf_view(&home),
    };
    if (options.page.n) {
        html_write(making->document, &options, making->shop->arena, &page);
        put_file(making, STR("index.html"), &page);
        copy_files(making);
    }
    buf_free(&home);
    buf_free(&page);
}

static void dump(struct making *making)
{
    struct session *session = making->shop->session;
    struct pdf_options options;
    if (session->options->dump == DUMP_TREE)
        doc_dump(making->document, &session->out);
    else if (pdf_options_of(making, &options))
        pdf_dump(making->document, &options, making->shop->arena, session->diags, &session->out);
}

static void make_document(struct making *making, const struct document *document)
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

/* A line for the report's own index, and its title for the site's. */
static void note_document(struct making *making, const struct making *own, size_t language)
{
    struct arena *arena = making->shop->arena;
    struct str page[] = {own->folder, STR("index.html")};
    struct str pdf[] = {own->folder, own->base, STR(".pdf")};
    struct html_entry entry = {.title = own->document->title,
                               .url = arena_join(arena, page, 2),
                               .note = language ? language_code(own->language) : (struct str){0},
                               .pdf = arena_join(arena, pdf, 3)};
    ARENA_PUSH(arena, &making->entries, entry);
    if (making->title.n == 0)
        making->title = own->document->title;
}

/* The folder of a document: nothing for the first language of a report of one document. */
static struct str document_folder(struct arena *arena, struct str file, struct str language)
{
    struct str parts[] = {file, file.n ? STR("/") : STR(""), language,
                          language.n ? STR("/") : STR("")};
    return arena_join(arena, parts, 4);
}

static void make_language(struct making *making, struct doc_request *request, size_t index)
{
    struct session *session = making->shop->session;
    struct arena *arena = making->shop->arena;
    const struct data_report *report = making->report;
    struct str code = report->languages[index];
    const struct node *named = node_get(report->node, "languages");
    struct language *language = session_language(session, making->institution, code,
                                                 named ? named->span : report->node->span);
    if (language == NULL)
        return;
    request->language = language;
    struct str file = request->query ? doc_file_name(request) : (struct str){0};
    struct str suffix = index ? code : (struct str){0};
    struct str parts[] = {file.n ? file : report->id, suffix.n ? STR(".") : STR(""), suffix};
    struct making own = *making;
    own.language = language;
    own.folder = document_folder(arena, file, suffix);
    own.base = arena_join(arena, parts, 3);
    bool added;
    map_put(&making->names, arena, own.folder, &added);
    if (!added) {
        const struct node *node = node_get(report->node, "file");
        diag_add(session->diags, MSG_DOCUMENT_TWICE, node ? node->span : report->node->span,
                 ARGS(arg_text("file", file)));
        return;
    }
    size_t before = diags_count(session->diags, SEVERITY_ERROR);
    struct document *document = doc_assemble(request);
    if (diags_count(session->diags, SEVERITY_ERROR) > before)
        return;
    make_document(&own, document);
    note_document(making, &own, index);
}

static void make_record(struct making *making, struct doc_request *request)
{
    for (size_t i = 0; i < making->report->language_count; i++)
        make_language(making, request, i);
}

/* The page that leads to the documents of a report made for many records. */
static void make_index(struct making *making)
{
    struct report_shop *shop = making->shop;
    struct session *session = shop->session;
    struct language *language = session_language(
        session, making->institution, making->report->languages[0], making->report->node->span);
    if (language == NULL || session->options->dump != DUMP_NOTHING)
        return;
    making->language = language;
    making->folder = (struct str){0};
    struct html_options options = {
        .language = language,
        .page = layout_text(making, "page.html"),
        .style = layout_text(making, "style.css"),
        .home = STR("../../index.html"),
    };
    struct html_group group = {
        .title = (struct str){0}, .entries = making->entries.items, .count = making->entries.count};
    struct buf page = {0};
    if (options.page.n) {
        html_write_index(making->title, &group, 1, &options, shop->arena, &page);
        put_file(making, STR("index.html"), &page);
    }
    buf_free(&page);
}

static void make_documents(struct making *making)
{
    struct report_shop *shop = making->shop;
    struct session *session = shop->session;
    struct doc_request request = {
        .arena = shop->arena,
        .diags = session->diags,
        .sources = session->sources,
        .fs = session->fs,
        .institution = making->institution,
        .report = making->report,
        .record = {.type = TYPE_NOTHING},
    };
    const struct node *named = node_get(making->report->node, "languages");
    request.language = session_language(session, making->institution, making->report->languages[0],
                                        named ? named->span : making->report->node->span);
    if (request.language == NULL)
        return;
    struct calc_rows rows = doc_records(&request, &request.query);
    if (request.query == NULL) {
        make_record(making, &request);
        return;
    }
    request.record.type = calc_query_type(request.query);
    /* Such a report is called by what its documents are about. */
    struct text label;
    const struct data_type *type = &making->institution->types[request.record.type];
    if (type->label && language_pick(request.language, type->label, &label))
        making->title = label.s;
    for (size_t i = 0; i < rows.count; i++) {
        request.record.row = rows.items[i];
        make_record(making, &request);
    }
    make_index(making);
}

/* The report as the site's index page lists it. */
static void note_report(struct making *making)
{
    struct report_shop *shop = making->shop;
    struct arena *arena = shop->session->arena;
    struct str folder = report_folder(arena, making->institution, making->report);
    size_t slash = str_find(folder, '/', 0);
    struct str parts[] = {str_slice(folder, slash + 1, folder.n), STR("/index.html")};
    struct report_listed listed = {.institution = making->institution,
                                   .is_public = making->report->is_public,
                                   .title = arena_str(arena, making->title),
                                   .url = arena_join(arena, parts, 2)};
    ARENA_PUSH(arena, &shop->listed, listed);
}

static bool commit(struct making *making, bool good)
{
    struct session *session = making->shop->session;
    if (making->edition == NULL)
        return good;
    if (!good) {
        edition_abort(making->edition);
        return false;
    }
    enum publish_change change;
    if (edition_commit(making->edition, &change) == FS_OK)
        return true;
    session_machine_failed(session, session->fs);
    return false;
}

bool report_make(struct report_shop *shop, struct institution *institution,
                 const struct data_report *report)
{
    struct session *session = shop->session;
    struct making making = {.shop = shop, .institution = institution, .report = report};
    size_t before = diags_count(session->diags, SEVERITY_ERROR);
    arena_reset(shop->arena);
    if (shop->publish)
        making.edition =
            edition_begin(shop->publish, report_folder(session->arena, institution, report));
    make_documents(&making);
    bool good = commit(&making, diags_count(session->diags, SEVERITY_ERROR) == before);
    if (good)
        note_report(&making);
    return good;
}
