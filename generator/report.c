/* SPDX-License-Identifier: MIT */
#include "report_parts.h"

#include "doc/assemble.h"
#include "doc/formulas.h"
#include "doc/others.h"

struct report_shop *report_shop_open(struct session *session, struct publish *publish)
{
    struct report_shop *shop = ARENA_NEW(session->arena, struct report_shop);
    shop->session = session;
    shop->publish = publish;
    shop->arena = arena_new();
    shop->document = arena_new();
    shop->font_arena = arena_new();
    shop->others = doc_others_new(session->arena);
    return shop;
}

void report_shop_close(struct report_shop *shop)
{
    pdf_fonts_free(shop->fonts);
    pdf_hyphens_free(shop->hyphens);
    buf_free(&shop->bytes);
    arena_free(shop->arena);
    arena_free(shop->document);
    arena_free(shop->font_arena);
}

struct str report_folder(struct arena *arena, const struct institution *institution,
                         const struct data_report *report, bool is_public)
{
    struct str parts[] = {is_public ? STR("public/") : STR("internal/"), institution->id, STR("/"),
                          report->id};
    return arena_join(arena, parts, 4);
}

/* Nothing for the first language of a report of one document. */
struct str report_document_folder(struct arena *arena, const struct data_report *report,
                                  struct str file, size_t language)
{
    struct str code = language ? report->languages[language] : (struct str){0};
    struct str parts[] = {file, file.n ? STR("/") : STR(""), code, code.n ? STR("/") : STR("")};
    return arena_join(arena, parts, 4);
}

struct str report_document_base(struct arena *arena, const struct data_report *report,
                                struct str file, size_t language)
{
    struct str suffix = language ? report->languages[language] : (struct str){0};
    struct str parts[] = {file.n ? file : report->id, suffix.n ? STR(".") : STR(""), suffix};
    return arena_join(arena, parts, 3);
}

/* A name of signs alone leaves nothing for a file's name. */
static void report_nameless(const struct report_making *making, const struct doc_request *request)
{
    const struct calc_world *world = &making->institution->world;
    const struct node *node = node_get(making->report->node, "file");
    diag_add(making->shop->session->diags, MSG_DOCUMENT_NAMELESS,
             node ? node->span : making->report->node->span,
             ARGS(arg_text("record", world->reader->id(world->store, request->record))));
}

static void make_language(struct report_making *making, struct doc_request *request, size_t index)
{
    struct session *session = making->shop->session;
    struct arena *arena = making->shop->document;
    const struct data_report *report = making->report;
    struct str code = report->languages[index];
    struct language *language =
        session_language(session, making->institution, code, report->language_places[index]);
    if (language == NULL)
        return;
    request->language = language;
    struct str file = request->query ? doc_file_name(request) : (struct str){0};
    if (request->query && file.n == 0) {
        report_nameless(making, request);
        return;
    }
    struct report_making own = *making;
    own.language = language;
    own.folder = report_document_folder(arena, report, file, index);
    own.base = report_document_base(arena, report, file, index);
    if (!report_take_folder(making, own.folder)) {
        const struct node *node = node_get(report->node, "file");
        diag_add(session->diags, MSG_DOCUMENT_TWICE, node ? node->span : report->node->span,
                 ARGS(arg_text("file", file)));
        return;
    }
    size_t before = diags_count(session->diags, SEVERITY_ERROR);
    struct document *document = doc_assemble(request);
    if (diags_count(session->diags, SEVERITY_ERROR) > before)
        return;
    report_find_others(&own, request, index);
    report_make_files(&own, document);
    report_list_document(making, &own, request, index);
}

static void make_record(struct report_making *making, struct doc_request *request)
{
    request->arena = making->shop->document;
    for (size_t i = 0; i < making->report->language_count; i++) {
        arena_reset(request->arena);
        if (making->shop->fonts)
            pdf_fonts_rest(making->shop->fonts, making->entries.count > 0);
        make_language(making, request, i);
    }
}

const struct language *report_find_language(void *owner, struct str code, struct span span)
{
    const struct report_making *making = owner;
    return session_language(making->shop->session, making->institution, code, span);
}

/* The report as the site's index page lists it. */
static void note_report(struct report_making *making)
{
    struct report_shop *shop = making->shop;
    struct arena *arena = shop->session->arena;
    struct str folder =
        report_folder(arena, making->institution, making->report, making->is_public);
    size_t slash = str_find(folder, '/', 0);
    struct str parts[] = {str_slice(folder, slash + 1, folder.n), STR("/index.html")};
    struct report_listed listed = {.institution = making->institution,
                                   .is_public = making->is_public,
                                   .title = arena_str(arena, making->title),
                                   .url = arena_join(arena, parts, 2)};
    ARENA_PUSH(arena, &shop->listed, listed);
    report_list_others(making, str_slice(folder, slash + 1, folder.n));
}

/* A face, a dictionary or the colour profile that cannot be read would give another PDF of the same
 * content, in silence. A dictionary that is missing was warned of, a face is looked for elsewhere.
 */
static bool system_is_readable(struct session *session)
{
    size_t count = 0;
    const struct fs_input *inputs = session->system ? fs_inputs(session->system, &count) : NULL;
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        struct str path = inputs[i].path, bytes;
        bool needed = inputs[i].status != FS_MISSING || str_is(path, REPORT_COLOR_PROFILE);
        if (inputs[i].status == FS_OK || !needed)
            continue;
        fs_read(session->system, path, &bytes); /* not again: for the reason */
        diag_add(
            session->diags, MSG_FILE_UNREADABLE, (struct span){0},
            ARGS(arg_text("path", path), arg_words("reason", fs_failure(session->system)->reason)));
        good = false;
    }
    return good;
}

static bool commit(struct report_making *making, bool good)
{
    struct session *session = making->shop->session;
    good = system_is_readable(session) && good;
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

/* A form that is public though the documents of records are not has a folder of its own there. */
static void make_blank_apart(const struct report_making *making, struct doc_request *request)
{
    struct report_shop *shop = making->shop;
    struct session *session = shop->session;
    struct report_making apart = {.shop = shop,
                                  .institution = making->institution,
                                  .report = making->report,
                                  .is_public = true};
    size_t before = diags_count(session->diags, SEVERITY_ERROR);
    if (shop->publish)
        apart.edition =
            edition_begin(shop->publish,
                          report_folder(session->arena, making->institution, making->report, true));
    make_record(&apart, request);
    report_write_index(&apart);
    if (commit(&apart, diags_count(session->diags, SEVERITY_ERROR) == before))
        note_report(&apart);
    report_index_free(&apart);
}

/* The form for a record that is not there yet. */
static void make_blank(struct report_making *making, const struct doc_request *request)
{
    struct doc_request blank = *request;
    blank.blank = true;
    blank.record.row = ROW_BLANK;
    if (making->report->blank_public == making->is_public)
        make_record(making, &blank);
    else
        make_blank_apart(making, &blank);
}

static void warn_empty(struct diags *diags, struct text query)
{
    diag_add(diags, MSG_REPORT_EMPTY, query.span, ARGS(arg_text("query", query.s)));
}

static void make_documents(struct report_making *making)
{
    struct report_shop *shop = making->shop;
    struct session *session = shop->session;
    struct doc_request request = {
        .arena = shop->arena,
        .diags = session->diags,
        .sources = session->sources,
        .fs = session->fs,
        .institution = making->institution,
        .find_language = report_find_language,
        .owner = making,
        .report = making->report,
        .others = shop->others,
        .record = {.type = TYPE_NOTHING},
    };
    request.language = session_language(session, making->institution, making->report->languages[0],
                                        making->report->language_places[0]);
    if (request.language == NULL)
        return;
    struct doc_formulas formulas = {.arena = shop->arena};
    struct calc_rows rows = doc_records(&request, &request.query);
    if (request.query == NULL) {
        request.blank = making->report->blank;
        make_record(making, &request);
        return;
    }
    request.formulas = &formulas;
    request.record.type = calc_query_type(request.query);
    making->title = doc_common_title(&request);
    if (making->report->blank)
        make_blank(making, &request);
    else if (rows.count == 0)
        warn_empty(session->diags, making->report->query);
    for (size_t i = 0; i < rows.count; i++) {
        request.record.row = rows.items[i];
        make_record(making, &request);
    }
    report_write_index(making);
}

bool report_make(struct report_shop *shop, struct institution *institution,
                 const struct data_report *report)
{
    struct session *session = shop->session;
    struct report_making making = {
        .shop = shop, .institution = institution, .report = report, .is_public = report->is_public};
    size_t before = diags_count(session->diags, SEVERITY_ERROR);
    arena_reset(shop->arena);
    if (shop->publish)
        making.edition = edition_begin(
            shop->publish, report_folder(session->arena, institution, report, report->is_public));
    make_documents(&making);
    bool good = commit(&making, diags_count(session->diags, SEVERITY_ERROR) == before);
    if (good)
        note_report(&making);
    report_index_free(&making);
    return good;
}
