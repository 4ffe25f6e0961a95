/* SPDX-License-Identifier: MIT */
/* The second walk, within lines: words, values, emphasis, conditions. */
#include "doc/host.h"
#include "doc/markdown_parts.h"
#include "doc/places.h"
#include "doc/traces.h"

#include <string.h>

struct locator md_locator(const struct md_walk *walk, cmark_node *block)
{
    const struct md *md = walk->md;
    return locator_new(md->mask.text, md->lines[md_first_line(md, walk->root, block)],
                       md->lines[md_last_line(md, walk->root, block) + 1]);
}

struct inlines {
    struct md_walk *walk;
    struct locator *locator;
    struct doc_node *parent;
};

static struct doc_node *add(struct inlines *in, enum doc_kind kind, struct span span)
{
    struct doc_node *node = doc_node_new(in->walk->context->arena, kind, span);
    doc_append(in->parent, node);
    return node;
}

static void add_text(struct inlines *in, struct str text)
{
    if (text.n == 0)
        return;
    struct span span = locator_find(in->locator, text);
    add(in, DOC_TEXT, span)->text = arena_str(in->walk->context->arena, text);
}

static void add_value(struct inlines *in, const struct mark *mark)
{
    struct md_walk *walk = in->walk;
    if (!mark->ready)
        return;
    struct span place = mark_span(&walk->md->mask, mark);
    struct doc_context inner = *walk->context;
    struct doc_shown shown = {0};
    inner.scope = mark->scope;
    if (doc_place_add(&inner, mark, place, in->parent, &shown)) {
        walk->machine = shown.machine;
        return;
    }
    if (mark->filter && mark->filter->word) { /* a word of the sentence, no number to explain */
        add(in, DOC_TEXT, place)->text = shown.text;
        return;
    }
    struct doc_node *node = add(in, DOC_VALUE, place);
    node->value.text = shown.text;
    node->value.marks = shown.marks;
    node->value.trace = doc_trace_expr(&inner, mark->expr, &shown);
    walk->machine = shown.machine;
}

static struct md_at at_mark(const struct mark *mark)
{
    return (struct md_at){mark->node, mark->offset};
}

/* Behind a mark: within its text node, or at the next node where it was HTML to cmark. */
static struct md_at behind_mark(const struct mark *mark)
{
    if (mark->own_line)
        return (struct md_at){cmark_node_next(mark->node), 0};
    return (struct md_at){mark->node, mark->offset + (mark->to - mark->from)};
}

static void write_for(struct inlines *in, const struct mark *mark, struct md_at end)
{
    struct md_walk inner = *in->walk;
    struct doc_inside inside;
    struct calc_rows rows =
        template_rows(&inner.md->host, &inner.md->mask, mark, inner.context->at);
    doc_inside_enter(&inside, in->walk->context, template_row_type(mark),
                     calc_query_alias(mark->query));
    inner.context = &inside.context;
    for (size_t i = 0; i < rows.count; i++) {
        doc_inside_record(&inside, rows.items[i]);
        locator_set(in->locator, mark->to);
        md_write_inlines(&inner, behind_mark(mark), end, in->parent, in->locator);
    }
}

/* An `if` or `for` up to its end; gives where to go on. */
static struct md_at write_directive(struct inlines *in, const struct mark *mark)
{
    struct md *md = in->walk->md;
    if (mark->faulty || mark->end == 0)
        return behind_mark(mark);
    const struct mark *end = &md->mask.items[mark->end];
    const struct mark *stop = mark->otherwise ? &md->mask.items[mark->otherwise] : end;
    struct calc_at at = in->walk->context->at;
    if (!mark->ready) {
        /* reported; what it encloses was checked */
    } else if (mark->kind == MARK_FOR) {
        write_for(in, mark, at_mark(end));
    } else if (template_holds(&md->host, &md->mask, mark, at)) {
        md_write_inlines(in->walk, behind_mark(mark), at_mark(stop), in->parent, in->locator);
    } else if (mark->otherwise) {
        locator_set(in->locator, stop->to);
        md_write_inlines(in->walk, behind_mark(stop), at_mark(end), in->parent, in->locator);
    }
    locator_set(in->locator, end->to);
    return behind_mark(end);
}

/* One mark; gives where to go on. */
static struct md_at write_mark(struct inlines *in, size_t index)
{
    const struct mark *mark = &in->walk->md->mask.items[index];
    locator_set(in->locator, mark->to);
    switch ((enum mark_kind)mark->kind) {
    case MARK_VALUE:
        add_value(in, mark);
        break;
    case MARK_LITERAL: {
        struct text inner = mark_inner(&in->walk->md->mask, mark);
        add(in, DOC_TEXT, text_span(inner, 0, inner.s.n))->text = inner.s;
        break;
    }
    case MARK_NOTE:
        md_note_refer(in->walk, index, in->parent);
        break;
    case MARK_IF:
    case MARK_FOR:
        return write_directive(in, mark);
    case MARK_ELSE:
    case MARK_END:
        break;
    }
    return behind_mark(mark);
}

/* A text node's words. Their length is kept: a line may hold a million marks. */
static struct str literal_of(struct md *md, cmark_node *node)
{
    const char *words = cmark_node_get_literal(node);
    if (md->literal.p != words)
        md->literal = str_from(words);
    return md->literal;
}

/* A text node from `from` on, up to `stop` if that lies in it; gives where to go on. */
static struct md_at write_text(struct inlines *in, struct md_at from, struct md_at stop,
                               size_t least)
{
    const struct mask *mask = &in->walk->md->mask;
    struct str literal = literal_of(in->walk->md, from.node);
    size_t end = stop.node == from.node ? stop.offset : literal.n;
    size_t index, i = mask->count > 0 ? mask_find_start(literal, from.offset) : end;
    for (; i < end; i = mask_find_start(literal, i + 1)) {
        if (!mask_letter(mask, literal, i, least, &index))
            continue;
        add_text(in, str_slice(literal, from.offset, i));
        return write_mark(in, index);
    }
    add_text(in, str_slice(literal, from.offset, end));
    if (stop.node == from.node)
        return stop;
    return (struct md_at){cmark_node_next(from.node), 0};
}

static void write_span(struct inlines *in, cmark_node *node, enum doc_kind kind)
{
    struct doc_node *span = doc_node_new(in->walk->context->arena, kind, locator_here(in->locator));
    md_write_inlines(in->walk, (struct md_at){cmark_node_first_child(node), 0}, (struct md_at){0},
                     span, in->locator);
    if (span->first)
        doc_append(in->parent, span);
}

/* `|` in a table's cell is written `\|`, also within code. */
static struct str unescape_bars(struct arena *arena, struct str text)
{
    if (str_find_str(text, STR("\\|"), 0) == STR_NOT_FOUND)
        return text;
    struct buf out = {0};
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] != '\\' || i + 1 == text.n || text.p[i + 1] != '|')
            buf_char(&out, text.p[i]);
    struct str clean = buf_copy(&out, arena);
    buf_free(&out);
    return clean;
}

static void write_code(struct inlines *in, cmark_node *node, size_t least)
{
    struct md_walk *walk = in->walk;
    struct buf out = {0};
    mask_restore(&walk->md->mask, str_from(cmark_node_get_literal(node)), least, &out);
    struct span span = locator_find(in->locator, buf_view(&out));
    struct str code = buf_copy(&out, walk->context->arena);
    buf_free(&out);
    if (walk->root->dropped > 0)
        code = unescape_bars(walk->context->arena, code);
    add(in, DOC_CODE_SPAN, span)->text = code;
}

static void report_html(struct inlines *in, cmark_node *node)
{
    struct str found = str_from(cmark_node_get_literal(node));
    struct span span = locator_find(in->locator, found);
    if (span.len == 0)
        span = locator_here(in->locator);
    diag_add(in->walk->context->diags, MSG_RAW_HTML, span, ARGS(arg_text("found", found)));
}

/* A directive alone on a line that cmark took into the paragraph, being indented too far. */
static struct md_at write_html(struct inlines *in, cmark_node *node)
{
    size_t found = md_line_mark(node);
    if (found > 0)
        return write_mark(in, found - 1);
    report_html(in, node);
    return (struct md_at){cmark_node_next(node), 0};
}

static struct md_at write_node(struct inlines *in, struct md_at from, struct md_at stop,
                               size_t least)
{
    cmark_node *node = from.node;
    switch ((int)cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        return write_text(in, from, stop, least);
    case CMARK_NODE_HTML_INLINE:
        return write_html(in, node);
    case CMARK_NODE_SOFTBREAK:
        add(in, DOC_TEXT, locator_here(in->locator))->text = STR(" ");
        break;
    case CMARK_NODE_LINEBREAK:
        add(in, DOC_LINE_BREAK, locator_here(in->locator));
        break;
    case CMARK_NODE_CODE:
        write_code(in, node, least);
        break;
    case CMARK_NODE_EMPH:
        write_span(in, node, DOC_EMPHASIS);
        break;
    case CMARK_NODE_STRONG:
        write_span(in, node, DOC_STRONG);
        break;
    case CMARK_NODE_LINK:
        md_write_link(in->walk, node, in->parent, in->locator);
        break;
    case CMARK_NODE_IMAGE:
        diag_add(in->walk->context->diags, MSG_IMAGE_IN_TEXT, locator_here(in->locator), NO_ARGS);
        break;
    default:
        break;
    }
    return (struct md_at){cmark_node_next(node), 0};
}

void md_write_inlines(struct md_walk *walk, struct md_at from, struct md_at to,
                      struct doc_node *parent, struct locator *locator)
{
    struct inlines in = {.walk = walk, .locator = locator, .parent = parent};
    while (from.node && (from.node != to.node || from.offset < to.offset)) {
        /* A mark's code is unique but in huge texts; there it is the next one of that code. */
        size_t least =
            walk->md->mask.count <= MASK_CODES ? 0 : mask_after(&walk->md->mask, locator->at);
        from = write_node(&in, from, to, least);
    }
}

struct str md_write_string(struct md_walk *walk, struct str masked, size_t least)
{
    const struct mask *mask = &walk->md->mask;
    struct buf out = {0};
    for (size_t i = 0, index; i < masked.n;) {
        if (!mask_letter(mask, masked, i, least, &index)) {
            buf_char(&out, masked.p[i++]);
            continue;
        }
        const struct mark *mark = &mask->items[index];
        if (mark->kind == MARK_LITERAL)
            buf_str(&out, mark_inner(mask, mark).s);
        else if (mark->kind == MARK_NOTE)
            buf_str(&out, str_slice(mask->text.s, mark->from, mark->to));
        else if (mark->ready && mark->kind == MARK_VALUE && mark->expr)
            buf_str(&out,
                    doc_host_value(walk->context, mark, mark_span(mask, mark), NULL, NULL).text);
        i += mark->to - mark->from;
    }
    struct str text = buf_copy(&out, walk->context->arena);
    buf_free(&out);
    return text;
}
