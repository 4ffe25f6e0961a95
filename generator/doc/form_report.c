/* SPDX-License-Identifier: MIT */
/*
 * The blank form that another report defines, as a part of this document: an appendix. Its texts
 * are read once more, with a record of which nothing is known; its headings sink below the section
 * at hand.
 */
#include "doc/form_parts.h"

#include "doc/assemble.h"

static const struct data_report *find_report(const struct doc_context *context,
                                             const struct node *name)
{
    const struct institution *institution = context->institution;
    for (size_t i = 0; i < institution->report_count; i++) {
        const struct data_report *report = &institution->reports[i];
        if (str_equal(report->id, name->text.s) && report->blank)
            return report;
    }
    diag_add(context->diags, MSG_FORM_REPORT, name->span, ARGS(arg_text("name", name->text.s)));
    return NULL;
}

static unsigned depth(const struct doc_node *node)
{
    unsigned deepest = 0;
    for (const struct doc_node *child = node->first; child; child = child->next) {
        unsigned below = child->kind == DOC_SECTION ? 1 + depth(child) : 0;
        deepest = below > deepest ? below : deepest;
    }
    return deepest;
}

/* Headings that the form brought lie one level deeper for each that is around them. */
static void sink(struct doc_node *node, uint8_t levels)
{
    for (struct doc_node *child = node->first; child; child = child->next) {
        if (child->kind == DOC_SECTION) {
            child->section.level = (uint8_t)(child->section.level + levels);
            if (levels > 0) /* what is an appendix there is a part of one here */
                child->section.appendix = child->break_before = false;
        } else if (child->kind == DOC_FORM_LINE && child->form_line.kind == DOC_LINE_TITLE) {
            child->form_line.level = (uint8_t)(child->form_line.level + levels);
        }
        if (child->kind == DOC_SECTION || child->kind == DOC_FORM)
            sink(child, levels);
    }
}

/* Whether the form's headings have a place below `parent`. */
static bool fits(const struct doc_context *context, const struct node *name,
                 const struct doc_node *part, const struct doc_node *parent)
{
    unsigned deepest = depth(part);
    unsigned around = parent->kind == DOC_SECTION ? parent->section.level : 0;
    if (deepest > 0 && parent->kind != DOC_SECTION && parent->kind != DOC_DOCUMENT)
        diag_add(context->diags, MSG_FORM_REPORT_NESTED, name->span,
                 ARGS(arg_text("name", name->text.s)));
    else if (around + deepest > HEADING_LEVELS)
        diag_add(context->diags, MSG_FORM_REPORT_DEEP, name->span,
                 ARGS(arg_text("name", name->text.s), arg_count("level", around + deepest),
                      arg_count("most", HEADING_LEVELS)));
    else
        return true;
    return false;
}

static void read(const struct doc_context *context, const struct node *name,
                 struct doc_node *parent)
{
    struct doc_node *part = doc_node_new(context->arena, DOC_DOCUMENT, (struct span){0, 0});
    struct doc_outline outline = {.open = {part}};
    doc_read_chapters(context, &outline);
    if (!fits(context, name, part, parent))
        return;
    sink(part, form_level(parent));
    for (struct doc_node *child = part->first, *next; child; child = next) {
        next = child->next;
        doc_append(parent, child);
        if (child->kind == DOC_SECTION)
            context->state->brought = child;
    }
}

void form_of_report(const struct doc_context *context, const struct node *name,
                    struct doc_node *parent)
{
    if (context->form.n > 0) {
        diag_add(context->diags, MSG_FORM_REPORT_WITHIN, name->span, NO_ARGS);
        return;
    }
    const struct data_report *report = find_report(context, name);
    if (report == NULL)
        return;
    struct doc_context top = *context;
    struct doc_inside *inside = ARENA_NEW(context->arena, struct doc_inside);
    top.report = report;
    top.form = report->id;
    top.blank = true;
    top.scope = top.asked = NULL;
    top.at = (struct calc_at){.period = report->period, .as_of = report->as_of};
    top.own = NULL;
    if (report->query.s.n == 0) {
        read(&top, name, parent);
        return;
    }
    const struct calc_query *query = doc_compile_query(&top, report->query);
    if (query == NULL)
        return;
    doc_inside_enter(inside, &top, calc_query_type(query), calc_query_alias(query));
    doc_inside_record(inside, ROW_BLANK);
    inside->context.asked = inside->context.scope;
    inside->context.own = inside->context.at.frame;
    read(&inside->context, name, parent);
}
