/* SPDX-License-Identifier: MIT */
/*
 * `link: REPORT` at a column: its cells lead to the documents that a report with `for:` makes of
 * the records. It is the record that the cell shows, where it shows one of that type, else the
 * row's. A record that the other report leaves out is not linked.
 */
#include "base/suggest.h"
#include "doc/assemble.h"
#include "doc/links.h"
#include "doc/table_parts.h"

struct table_link {
    struct doc_request request; /* of the other report's documents */
    bool own_row;               /* it is about the row's record */
    struct str before;          /* from this page to the other report's folder */
    struct map made;            /* rows that have a document → their address */
};

static const struct data_report *find_report(const struct institution *institution, struct str id)
{
    for (size_t i = 0; i < institution->report_count; i++)
        if (str_equal(institution->reports[i].id, id))
            return &institution->reports[i];
    return NULL;
}

static void report_nothing(const struct doc_context *context, const struct node *node)
{
    const struct institution *institution = context->institution;
    struct str *names = ARENA_ARRAY(context->arena, struct str, institution->report_count + 1);
    for (size_t i = 0; i < institution->report_count; i++)
        names[i] = institution->reports[i].id;
    struct str near = suggest_nearest(node->text.s, names, institution->report_count);
    diag_add(context->diags, near.n > 0 ? MSG_LINK_REPORT_NEAR : MSG_LINK_REPORT, node->span,
             ARGS(arg_text("name", node->text.s), arg_text("near", near)));
}

/* Whether the other report is made of what the column, or the row, is. */
static bool check_type(const struct table *table, const struct table_source *source,
                       const struct node *node, struct table_link *link)
{
    const struct doc_context *context = table->context;
    uint16_t type = link->request.query ? calc_query_type(link->request.query) : TYPE_NOTHING;
    const struct calc_type *shown = &source->entry.type;
    bool shows = shown->kind == VALUE_RECORD && shown->record == type;
    link->own_row = !shows;
    if (type != TYPE_NOTHING && (shows || calc_query_type(table->query) == type))
        return true;
    diag_add(context->diags, MSG_COLUMN_LINK, node->span, ARGS(arg_text("name", node->text.s)));
    return false;
}

static struct str row_key(uint32_t *row)
{
    return (struct str){(const char *)row, sizeof *row};
}

static void note_documents(const struct table *table, struct table_link *link,
                           struct calc_rows rows)
{
    uint32_t *kept = ARENA_ARRAY(table->scratch, uint32_t, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) {
        kept[i] = rows.items[i];
        map_put(&link->made, table->scratch, row_key(&kept[i]), NULL);
    }
}

bool table_plan_link(struct table *table, struct table_source *source)
{
    const struct doc_context *context = table->context;
    const struct node *node = node_get(source->entry.node, "link");
    if (node == NULL || node->kind != NODE_SCALAR)
        return true;
    const struct data_report *report = find_report(context->institution, node->text.s);
    if (report == NULL) {
        report_nothing(context, node);
        return false;
    }
    if (context->is_public && !report->is_public) {
        diag_add(context->diags, MSG_LINK_INTERNAL_REPORT, node->span,
                 ARGS(arg_text("name", report->id)));
        return false;
    }
    struct table_link *link = ARENA_NEW(table->scratch, struct table_link);
    link->request = (struct doc_request){.arena = table->scratch,
                                         .diags = diags_new(table->scratch),
                                         .sources = context->sources,
                                         .fs = context->fs,
                                         .institution = context->institution,
                                         .language = context->language,
                                         .find_language = context->find_language,
                                         .owner = context->owner,
                                         .report = report,
                                         .record = {.type = TYPE_NOTHING}};
    struct calc_rows rows = doc_records(&link->request, &link->request.query);
    if (!check_type(table, source, node, link))
        return false;
    link->request.record.type = calc_query_type(link->request.query);
    link->before = doc_link_folder(context, report);
    note_documents(table, link, rows);
    source->link = link;
    return true;
}

/* Where the record's document is, worked out once; empty: there is none. */
static struct str address_of(const struct table *table, struct table_link *link, uint32_t row)
{
    const struct data_report *report = link->request.report;
    struct map_entry *entry = map_find(&link->made, row_key(&row));
    if (entry == NULL)
        return (struct str){NULL, 0};
    if (entry->pointer)
        return *(const struct str *)entry->pointer;
    struct str code = language_code(table->context->language);
    bool second = false;
    for (size_t i = 1; i < report->language_count; i++)
        second |= str_equal(report->languages[i], code);
    link->request.record.row = row;
    struct str parts[] = {link->before, doc_file_name(&link->request), STR("/"),
                          second ? code : STR(""), STR("index.html")};
    if (parts[1].n == 0)
        return (struct str){NULL, 0};
    if (second)
        parts[4] = STR("/index.html");
    struct str *kept = ARENA_NEW(table->scratch, struct str);
    *kept = arena_join(table->context->arena, parts, 5);
    entry->pointer = kept;
    return *kept;
}

void table_link_cell(struct table *table, const struct table_source *source, size_t row,
                     struct value value, struct doc_cell *cell)
{
    struct arena *arena = table->context->arena;
    struct table_link *link = source->link;
    if (link == NULL || cell->text.n == 0 || (!link->own_row && value.kind != VALUE_RECORD))
        return;
    struct str url = address_of(table, link, link->own_row ? table->rows.items[row] : value.size);
    if (url.n == 0)
        return;
    struct doc_node *words = doc_node_new(arena, DOC_TEXT, (struct span){0, 0});
    struct doc_node *node = doc_node_new(arena, DOC_LINK, (struct span){0, 0});
    words->text = arena_str(arena, cell->text);
    node->link.url = url;
    doc_append(node, words);
    cell->inlines = node;
}
