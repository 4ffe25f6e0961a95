/* SPDX-License-Identifier: MIT */
/* The second walk, over blocks: paragraphs, lists, quotations, conditions around them. */
#include "doc/amended.h"
#include "doc/markdown_parts.h"

#include <string.h>

struct blocks {
    struct md_walk *walk;
    struct doc_node *parent; /* NULL: the section at hand */
    bool merge; /* the list that comes next continues the last one: a directive stands between */
};

static struct doc_node *parent_of(const struct blocks *blocks)
{
    const struct doc_outline *outline = blocks->walk->md->outline;
    return blocks->parent ? blocks->parent : outline->open[outline->level];
}

static struct doc_node *new_block(const struct blocks *blocks, cmark_node *node, enum doc_kind kind)
{
    const struct md_walk *walk = blocks->walk;
    return doc_node_new(walk->context->arena, kind, md_block_span(walk->md, walk->root, node));
}

/* --- paragraphs
 * ------------------------------------------------------------------------------------ */

/* Where a paragraph's own words end: at its first footnote definition. */
static struct md_at end_of_words(const struct md *md, cmark_node *paragraph)
{
    const struct md_extra *extra = cmark_node_get_user_data(paragraph);
    if (extra == NULL || extra->kind != MD_NOTE)
        return (struct md_at){0};
    const struct md_note *note = (const struct md_note *)extra;
    const struct mark *mark = &md->mask.items[note->mark];
    return (struct md_at){mark->node, mark->offset};
}

static void warn_row(const struct md_walk *walk, cmark_node *node)
{
    struct span span = md_block_span(walk->md, walk->root, node);
    size_t offset;
    struct str line =
        str_trim(md_line(walk->md, md_first_line(walk->md, walk->root, node), &offset));
    if (line.n > 1 && line.p[0] == '|' && line.p[line.n - 1] == '|')
        diag_add(walk->context->diags, MSG_TABLE_NO_HEAD, span, NO_ARGS);
}

/* The item that a paragraph begins: an id behind the paragraph is the item's. */
static struct doc_node *begun_by(struct doc_node *parent, struct doc_node *paragraph)
{
    return parent->kind == DOC_ITEM && parent->first == NULL ? parent : paragraph;
}

static void report_place(const struct md_walk *walk, const struct md_attributes *given)
{
    struct str found = given->appendix ? STR("appendix") : STR("unnumbered");
    struct str parts[] = {STR("{"), found, STR("}")};
    if (given->appendix || given->unnumbered)
        diag_add(walk->context->diags, MSG_ATTRIBUTE_PLACE, given->span,
                 ARGS(arg_text("found", found),
                      arg_text("example", arena_join(walk->context->arena, parts, 3))));
}

static void write_words(struct blocks *blocks, cmark_node *node)
{
    struct md_walk *walk = blocks->walk;
    struct doc_node *paragraph = new_block(blocks, node, DOC_PARAGRAPH);
    struct locator locator = md_locator(walk, node);
    md_write_inlines(walk, (struct md_at){cmark_node_first_child(node), 0},
                     end_of_words(walk->md, node), paragraph, &locator);
    struct md_attributes given = md_take_attributes(walk, paragraph);
    struct doc_node *parent = parent_of(blocks);
    paragraph->parent = parent; /* places are described by what stands above them */
    md_set_words(walk, paragraph, &given, walk->md->prose);
    if (paragraph->first == NULL)
        return;
    if (given.id.n > 0)
        doc_state_id(walk->context, begun_by(parent, paragraph), given.id, given.span);
    report_place(walk, &given);
    doc_amended(walk->context, paragraph, given.amended, given.span);
    doc_append(parent, paragraph);
    warn_row(walk, node);
    if (blocks->parent == NULL)
        md_warn_heading(walk, node);
}

static void write_paragraph(struct blocks *blocks, cmark_node *node)
{
    struct md_walk *walk = blocks->walk;
    const struct md_table *table = md_table_of(node);
    if (table)
        md_table_write(walk, table, node, parent_of(blocks));
    else if (md_is_image(node))
        md_write_image(walk, node, parent_of(blocks));
    else if (!md_record_text(walk, node, blocks->parent))
        write_words(blocks, node);
}

/* --- containers
 * ----------------------------------------------------------------------------------- */

static void write_children(struct blocks *blocks, cmark_node *node, struct doc_node *container)
{
    blocks->walk->depth++;
    md_write_blocks(blocks->walk, cmark_node_first_child(node), NULL, container);
    blocks->walk->depth--;
}

/* The list that `node` continues when only directives stand between: items made by a `for`. */
static struct doc_node *list_before(const struct blocks *blocks, cmark_node *node)
{
    struct doc_node *last = parent_of(blocks)->last;
    bool ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    if (!blocks->merge || last == NULL || last->kind != DOC_LIST || last->list.ordered != ordered)
        return NULL;
    return last;
}

static void write_items(struct blocks *blocks, cmark_node *node, struct doc_node *list)
{
    for (cmark_node *child = cmark_node_first_child(node); child; child = cmark_node_next(child)) {
        struct doc_node *item = new_block(blocks, child, DOC_ITEM);
        write_children(blocks, child, item);
        if (item->first)
            doc_append(list, item);
    }
}

static void write_list(struct blocks *blocks, cmark_node *node)
{
    bool tight = cmark_node_get_list_tight(node);
    struct doc_node *before = list_before(blocks, node);
    if (before) {
        before->list.tight = before->list.tight && tight;
        write_items(blocks, node, before);
        return;
    }
    struct doc_node *list = new_block(blocks, node, DOC_LIST);
    list->list.ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    list->list.start = list->list.ordered ? cmark_node_get_list_start(node) : 1;
    list->list.tight = tight;
    write_items(blocks, node, list);
    if (list->first)
        doc_append(parent_of(blocks), list);
}

static void write_quote(struct blocks *blocks, cmark_node *node)
{
    struct doc_node *quote = new_block(blocks, node, DOC_QUOTE);
    write_children(blocks, node, quote);
    if (quote->first)
        doc_append(parent_of(blocks), quote);
}

/* --- conditions
 * ----------------------------------------------------------------------------------- */

static cmark_node *node_of(const struct md *md, uint32_t index)
{
    return md->mask.items[index].node;
}

static void write_for(struct blocks *blocks, const struct mark *mark)
{
    struct md_walk inner = *blocks->walk;
    struct doc_inside inside;
    struct calc_rows rows =
        template_rows(&inner.md->host, &inner.md->mask, mark, inner.context->at);
    doc_inside_enter(&inside, blocks->walk->context, template_row_type(mark),
                     calc_query_alias(mark->query));
    inner.context = &inside.context;
    inner.merge = blocks->merge;
    for (size_t i = 0; i < rows.count; i++) {
        doc_inside_record(&inside, rows.items[i]);
        md_write_blocks(&inner, cmark_node_next(mark->node), node_of(inner.md, mark->end),
                        blocks->parent);
        inner.merge = true;
    }
}

/* Sections begun inside of an `if` end with it: what follows must begin with a heading. */
static void check_after(struct blocks *blocks, const struct mark *mark)
{
    const struct md *md = blocks->walk->md;
    cmark_node *end = node_of(md, mark->end), *node;
    for (node = cmark_node_next(mark->node); node != end; node = cmark_node_next(node))
        if (cmark_node_get_type(node) == CMARK_NODE_HEADING)
            break;
    if (node == end || blocks->parent)
        return;
    for (node = cmark_node_next(end); node; node = cmark_node_next(node))
        if (cmark_node_get_type(node) != CMARK_NODE_HTML_BLOCK || md_line_mark(node) == 0)
            break;
    if (node == NULL || cmark_node_get_type(node) == CMARK_NODE_HEADING)
        return;
    diag_add(blocks->walk->context->diags, MSG_TEXT_AFTER_SECTION,
             md_block_span(md, blocks->walk->root, node),
             ARGS(arg_place("begin", mark_span(&md->mask, mark))));
}

/* An `if` or `for`; gives the node to go on with. */
static cmark_node *write_directive(struct blocks *blocks, cmark_node *node, size_t index)
{
    struct md *md = blocks->walk->md;
    const struct mark *mark = &md->mask.items[index];
    if (mark->faulty || mark->end == 0)
        return cmark_node_next(node);
    struct md_walk inner = *blocks->walk;
    cmark_node *end = node_of(md, mark->end);
    cmark_node *otherwise = mark->otherwise ? node_of(md, mark->otherwise) : NULL;
    inner.merge = true;
    check_after(blocks, mark);
    if (!mark->ready) {
        /* reported; what it encloses was checked */
    } else if (mark->kind == MARK_FOR) {
        write_for(blocks, mark);
    } else if (template_holds(&md->host, &md->mask, mark, blocks->walk->context->at)) {
        md_write_blocks(&inner, cmark_node_next(node), otherwise ? otherwise : end, blocks->parent);
    } else if (otherwise) {
        md_write_blocks(&inner, cmark_node_next(otherwise), end, blocks->parent);
    }
    return cmark_node_next(end);
}

static void report_html(const struct md_walk *walk, cmark_node *node)
{
    struct str found = str_trim(str_from(cmark_node_get_literal(node)));
    size_t line = str_find(found, '\n', 0);
    diag_add(walk->context->diags, MSG_RAW_HTML, md_block_span(walk->md, walk->root, node),
             ARGS(arg_text("found", str_slice(found, 0, line))));
}

/* HTML is an error, unless it stands for a directive; gives the node to go on with. */
static cmark_node *write_html(struct blocks *blocks, cmark_node *node)
{
    size_t found = md_line_mark(node);
    if (found == 0) {
        report_html(blocks->walk, node);
        return cmark_node_next(node);
    }
    const struct mark *mark = &blocks->walk->md->mask.items[found - 1];
    cmark_node *next = mark->kind == MARK_IF || mark->kind == MARK_FOR
                           ? write_directive(blocks, node, found - 1)
                           : cmark_node_next(node);
    blocks->merge = true;
    return next;
}

/* --- all
 * ------------------------------------------------------------------------------------------ */

/* What follows the sections that a form brought would belong to none of them; `last` came before
 * the block. */
static void check_brought(struct blocks *blocks, cmark_node *node, const struct doc_node *last)
{
    const struct doc_context *context = blocks->walk->context;
    if (last == NULL || last->next == NULL || last->next->kind == DOC_SECTION)
        return;
    context->state->brought = NULL; /* said once */
    diag_add(context->diags, MSG_TEXT_AFTER_FORM,
             md_block_span(blocks->walk->md, blocks->walk->root, node), NO_ARGS);
}

static cmark_node *write_block(struct blocks *blocks, cmark_node *node)
{
    cmark_node *next = cmark_node_next(node);
    cmark_node_type type = cmark_node_get_type(node);
    const struct doc_node *brought = blocks->walk->context->state->brought;
    switch ((int)type) {
    case CMARK_NODE_PARAGRAPH:
        write_paragraph(blocks, node);
        break;
    case CMARK_NODE_HEADING:
        md_write_heading(blocks->walk, node, blocks->parent);
        break;
    case CMARK_NODE_LIST:
        write_list(blocks, node);
        break;
    case CMARK_NODE_BLOCK_QUOTE:
        write_quote(blocks, node);
        break;
    case CMARK_NODE_CODE_BLOCK:
        md_write_code(blocks->walk, node, parent_of(blocks));
        break;
    case CMARK_NODE_THEMATIC_BREAK:
        doc_append(parent_of(blocks), new_block(blocks, node, DOC_RULE));
        break;
    case CMARK_NODE_HTML_BLOCK:
        return write_html(blocks, node);
    default:
        break;
    }
    check_brought(blocks, node, brought);
    blocks->merge = false;
    return next;
}

void md_write_blocks(struct md_walk *walk, cmark_node *node, cmark_node *stop,
                     struct doc_node *parent)
{
    struct blocks blocks = {.walk = walk, .parent = parent, .merge = walk->merge};
    walk->merge = false;
    while (node && node != stop)
        node = write_block(&blocks, node);
}
