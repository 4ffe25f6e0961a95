/* SPDX-License-Identifier: MIT */
#include "doc/assemble.h"

#include "doc/links.h"
#include "doc/markdown.h"
#include "doc/numbering.h"
#include "doc/words.h"
#include "locale/format.h"
#include "locale/letter.h"
#include "locale/typography.h"

/* Documents with fewer sections need no table of contents. */
enum { CONTENTS_FROM = 4 };

/* A request's context: `inside` holds the record at hand. */
struct assembly {
    struct doc_context context;
    struct doc_inside inside;
};

static void begin(struct assembly *assembly, const struct doc_request *request)
{
    assembly->context = (struct doc_context){.arena = request->arena,
                                             .formulas = request->formulas,
                                             .diags = request->diags,
                                             .sources = request->sources,
                                             .fs = request->fs,
                                             .institution = request->institution,
                                             .language = request->language,
                                             .find_language = request->find_language,
                                             .owner = request->owner,
                                             .report = request->report,
                                             .others = request->others,
                                             .blank = request->blank};
    const struct data_report *report = request->report;
    assembly->context.is_public = request->blank ? report->blank_public : report->is_public;
    assembly->context.at.period = request->report->period;
    assembly->context.at.as_of = request->report->as_of;
    assembly->context.document = ARENA_NEW(request->arena, struct document);
    assembly->context.state = doc_state_new(&assembly->context);
    /* A record and a further language have folders of their own. */
    bool further = request->report->language_count > 0 &&
                   !str_equal(request->report->languages[0], language_code(request->language));
    assembly->context.state->depth = (request->query ? 1U : 0U) + (further ? 1U : 0U);
    if (request->query) {
        doc_inside_enter(&assembly->inside, &assembly->context, calc_query_type(request->query),
                         calc_query_alias(request->query));
        doc_inside_record(&assembly->inside, request->record.row);
        assembly->context = assembly->inside.context;
        assembly->context.state->frame = assembly->context.at.frame;
        assembly->context.asked = assembly->context.scope;
        assembly->context.own = assembly->context.at.frame;
    }
}

/* --- documents for records
 * ------------------------------------------------------------------------ */

struct calc_rows doc_records(const struct doc_request *request, const struct calc_query **query)
{
    const struct data_report *report = request->report;
    struct calc_rows none = {0};
    struct calc_at at = {.period = report->period, .as_of = report->as_of};
    *query = NULL;
    if (report->query.s.n == 0)
        return none;
    *query = calc_compile_query(request->institution->calc, request->arena, report->query, NULL,
                                request->diags);
    if (*query && !doc_may_select(report->is_public, request->diags, report->query, *query))
        *query = NULL;
    if (*query == NULL)
        return none;
    return calc_select(request->institution->calc, request->arena, *query, at, request->diags,
                       NULL);
}

struct str doc_file_name(const struct doc_request *request)
{
    struct assembly assembly;
    const struct calc_world *world = &request->institution->world;
    begin(&assembly, request);
    if (request->query == NULL)
        return STR("index");
    if (request->blank)
        return STR("blank");
    struct str name = request->report->file.s.n > 0
                          ? doc_raw_string(&assembly.context, request->report->file)
                          : world->reader->id(world->store, request->record);
    return format_file_name(request->language, request->arena, name);
}

/* --- the document
 * ------------------------------------------------------------------------------------ */

static bool is_blank(uint32_t code)
{
    return code == ' ' || code == 0xA0 || code == 0x202F;
}

static bool is_sign(uint32_t code)
{
    return code == ',' || code == ':' || code == ';' || code == 0x2013 || code == 0x2014;
}

/* Where values leave nothing, no blanks and no signs before them are left over. */
static struct str close_gaps(const struct doc_context *context, struct str text)
{
    struct buf out = {0};
    size_t end = 0;
    for (size_t at = 0; at < text.n;) {
        size_t from = at;
        uint32_t code = str_next(text, &at);
        bool blank = is_blank(code), sign = is_sign(code);
        if (blank && (out.n == 0 || out.p[out.n - 1] == ' '))
            continue;
        if (blank)
            buf_char(&out, ' ');
        else
            buf_str(&out, str_slice(text, from, at));
        if (!blank && !sign)
            end = out.n;
    }
    struct str closed = str_slice(buf_copy(&out, context->arena), 0, end);
    buf_free(&out);
    return closed;
}

/* Of a form whose title says nothing but the record's name: what its records are called. */
static struct str blank_title(const struct doc_context *context)
{
    const struct calc_frame *frame = context->state->frame;
    struct str form = language_word(context->language, "form");
    return frame ? doc_words(context, context->institution->types[frame->record.type].label, form)
                 : form;
}

static struct text pick_title(const struct doc_context *context)
{
    struct text title = context->report->title;
    const struct node *node = context->report->title_node;
    if (node)
        doc_pick(context, node, &title);
    doc_words(context, node, title.s); /* reports a title in one language alone */
    return title;
}

static struct str title_of(const struct doc_context *context)
{
    struct str words = doc_string(context, pick_title(context));
    if (!context->blank)
        return words;
    words = close_gaps(context, words);
    return words.n > 0 ? words : blank_title(context);
}

/*
 * A value at the beginning left a sign behind it: "{{name}}: summary" becomes "Summary". Empty
 * where words went on: they are no title without it.
 */
static struct str without_beginning(const struct doc_context *context, struct str words)
{
    size_t at = 0, behind = 0;
    uint32_t code = words.n > 0 ? str_next(words, &behind) : 0;
    if (is_blank(code))
        return (struct str){0};
    if (!is_sign(code))
        return close_gaps(context, words);
    while (at < words.n && (is_blank(code) || is_sign(code))) {
        at = behind;
        code = at < words.n ? str_next(words, &behind) : 0;
    }
    struct buf out = {0};
    if (code)
        buf_code(&out, letter_upper(code));
    buf_str(&out, str_slice(words, behind, words.n));
    struct str title = close_gaps(context, buf_view(&out));
    buf_free(&out);
    return title;
}

struct str doc_common_title(const struct doc_request *request)
{
    struct assembly assembly;
    struct doc_request blank = *request;
    const struct doc_context *context = &assembly.context;
    blank.blank = true;
    blank.record.row = ROW_BLANK;
    /* Compiled for itself: what may be asked differs between blank and filled documents. */
    blank.formulas = NULL;
    begin(&assembly, &blank);
    struct text title = pick_title(context);
    struct str words = without_beginning(context, doc_string(context, title));
    return words.n > 0 ? words : blank_title(context);
}

struct str doc_record_name(const struct doc_request *request)
{
    const struct institution *institution = request->institution;
    const struct calc_world *world = &institution->world;
    uint16_t type = request->record.type;
    bool hidden = request->report->is_public && doc_title_is_private(institution, type);
    struct str name = hidden ? world->reader->id(world->store, request->record)
                             : world->reader->title(world->store, request->record);
    return typography_text(request->language, request->arena, name);
}

/* The period, unless the title says it already. A blank form is of no period. */
static struct str subtitle_of(const struct doc_context *context, struct str title)
{
    enum period_mode mode = context->institution->world.period_mode;
    if (context->at.period == PERIOD_NONE || context->blank)
        return (struct str){NULL, 0};
    struct str period = format_period(context->language, context->arena, context->at.period, mode);
    if (str_find_str(title, period, 0) != STR_NOT_FOUND)
        return (struct str){NULL, 0};
    /* A year says by itself what it is, a school year less so. */
    return mode == PERIOD_SCHOOL
               ? format_period_named(context->language, context->arena, context->at.period, mode)
               : period;
}

/* Streets have one name in all languages. */
static struct str address_of(const struct doc_context *context)
{
    struct text address;
    const struct node *node = node_get(context->institution->node, "address");
    if (node == NULL || !doc_pick(context, node, &address))
        return (struct str){NULL, 0};
    return typography_text(context->language, context->arena, address.s);
}

static void fill_front(const struct doc_context *context)
{
    struct document *document = context->document;
    const struct institution *institution = context->institution;
    document->title = title_of(context);
    document->title_span = context->report->title.span;
    document->subtitle = subtitle_of(context, document->title);
    document->language = language_code(context->language);
    document->institution = doc_words(context, institution->name, institution->id);
    document->address = address_of(context);
    bool dated = context->report->period != PERIOD_NONE || node_get(context->report->node, "as_of");
    if (dated && !context->blank)
        document->date =
            format_date(context->language, context->arena, context->at.as_of, DATE_LONG);
    document->layout = context->report->layout;
    document->blank = context->blank;
    document->fillable = context->blank && context->report->fillable;
    /* A blank form says nothing that could be invented, whatever the filled ones say. */
    document->all_sample = !context->blank && (institution->sample || context->report->sample);
}

static bool is_wanted(const struct doc_context *context, const struct data_chapter *chapter)
{
    struct str code = language_code(context->language);
    if (chapter->language.n > 0)
        return str_equal(chapter->language, code);
    return context->report->language_count == 0 || str_equal(context->report->languages[0], code);
}

static void read_chapter(const struct doc_context *context, const struct data_chapter *chapter,
                         struct doc_outline *outline)
{
    struct str text;
    const struct source *source = chapter->source;
    if (!node_check_text(source, context->diags, &text))
        return;
    size_t skipped = text.n > 0 ? (size_t)(text.p - source->text.p) : 0;
    doc_markdown(context, text_plain(text, source->base + (uint32_t)skipped), outline);
}

void doc_read_chapters(const struct doc_context *context, struct doc_outline *outline)
{
    const struct data_report *report = context->report;
    size_t read = 0;
    for (size_t i = 0; i < report->chapter_count; i++) {
        if (!is_wanted(context, &report->chapters[i]))
            continue;
        read_chapter(context, &report->chapters[i], outline);
        read++;
    }
    if (read == 0 && report->chapter_count > 0)
        diag_add(context->diags, MSG_CHAPTER_MISSING, report->title.span,
                 ARGS(arg_text("language", language_code(context->language))));
}

static size_t count_sections(const struct doc_node *node)
{
    size_t count = 0; /* sections are at most six deep */
    for (const struct doc_node *child = node->first; child; child = child->next)
        if (child->kind == DOC_SECTION)
            count += 1 + count_sections(child);
    return count;
}

/* Whether a printed figure or a table's cell stems from an invented record. */
static bool prints_sample(const struct doc_context *context)
{
    const struct document *document = context->document;
    for (size_t i = 0; i < document->printed_count; i++)
        if (document->printed[i].marks & MARK_SAMPLE)
            return true;
    for (size_t t = 0; t < document->table_count; t++)
        if (doc_rows_marks(document->tables[t]->rows) & MARK_SAMPLE)
            return true;
    return false;
}

struct document *doc_assemble(const struct doc_request *request)
{
    struct assembly assembly;
    begin(&assembly, request);
    const struct doc_context *context = &assembly.context;
    struct document *document = context->document;
    document->root = doc_node_new(context->arena, DOC_DOCUMENT, (struct span){0, 0});
    fill_front(context);
    struct doc_outline outline = {.open = {document->root}};
    doc_read_chapters(context, &outline);
    doc_numbering(context);
    doc_links_resolve(context);
    doc_state_finish(context);
    bool many = count_sections(document->root) >= CONTENTS_FROM;
    document->contents = schema_yes_no(request->report->node, "contents", many);
    if (document->all_sample || prints_sample(context))
        document->notice = language_word(
            context->language, document->all_sample ? "sample_notice_all" : "sample_notice");
    return document;
}
