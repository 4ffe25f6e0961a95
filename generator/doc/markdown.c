/* SPDX-License-Identifier: MIT */
/* Reading: masks, cmark, and the first walk, which meets every mark and evaluates nothing. */
#include "base/mem.h"
#include "doc/host.h"
#include "doc/markdown_parts.h"

#include <string.h>

/* --- cmark
 * ---------------------------------------------------------------------------------------- */

static void *allocate(size_t count, size_t size)
{
    return mem_alloc_zero(count, size);
}

static void *reallocate(void *old, size_t size)
{
    return mem_resize(old, size, 1);
}

cmark_node *md_parse(struct md *md, const char *before, struct str masked)
{
    static const cmark_mem memory = {allocate, reallocate, mem_free};
    cmark_parser *parser =
        cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, (cmark_mem *)(uintptr_t)&memory);
    cmark_parser_feed(parser, before, strlen(before));
    cmark_parser_feed(parser, masked.p, masked.n);
    cmark_node *node = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    ARENA_PUSH(md->context->arena, &md->trees, node);
    return node;
}

/* --- lines
 * ---------------------------------------------------------------------------------------- */

/* Ends of lines as cmark sees them: LF or CRLF. (CR alone is refused wherever texts come from.) */
static void index_lines(struct md *md)
{
    struct str s = md->mask.text.s;
    struct {
        size_t *items;
        size_t count, capacity;
    } lines = {0};
    ARENA_PUSH(md->context->arena, &lines, (size_t)0);
    for (size_t i = str_find(s, '\n', 0); i < s.n; i = str_find(s, '\n', i + 1))
        ARENA_PUSH(md->context->arena, &lines, i + 1);
    md->line_count = lines.count;
    ARENA_PUSH(md->context->arena, &lines, s.n);
    md->lines = lines.items;
}

struct str md_line(const struct md *md, size_t line, size_t *offset)
{
    struct str s = md->mask.text.s;
    size_t from = md->lines[line], to = md->lines[line + 1];
    while (to > from && (s.p[to - 1] == '\n' || s.p[to - 1] == '\r'))
        to--;
    *offset = from;
    return str_slice(s, from, to);
}

static size_t clamp_line(const struct md *md, const struct md_root *root, int line)
{
    size_t found = root->line + (line > 0 ? (size_t)line - 1 : 0);
    return found < md->line_count ? found : md->line_count - 1;
}

size_t md_first_line(const struct md *md, const struct md_root *root, cmark_node *block)
{
    return clamp_line(md, root, cmark_node_get_start_line(block));
}

size_t md_last_line(const struct md *md, const struct md_root *root, cmark_node *block)
{
    return clamp_line(md, root, cmark_node_get_end_line(block));
}

struct span md_block_span(const struct md *md, const struct md_root *root, cmark_node *block)
{
    size_t offset, skip = 0;
    struct str line = md_line(md, md_first_line(md, root, block), &offset);
    int column = cmark_node_get_start_column(block);
    if (root->line == 0 && root->dropped == 0 && column > 0)
        skip = (size_t)column - 1;
    while (skip < line.n && (line.p[skip] == ' ' || line.p[skip] == '\t'))
        skip++;
    return text_span(md->mask.text, offset + (skip < line.n ? skip : 0), offset + line.n);
}

size_t md_least(const struct md *md, const struct md_root *root, cmark_node *block)
{
    if (md->mask.count <= MASK_CODES)
        return 0; /* every code is used once */
    return mask_after(&md->mask, md->lines[md_first_line(md, root, block)]);
}

/* --- meeting marks
 * -------------------------------------------------------------------------------- */

/* Notes that mark `index` stands in `owner`. */
static void meet(struct md *md, size_t index, const void *owner, void *node, size_t offset)
{
    struct mark *mark = &md->mask.items[index];
    mark->owner = owner;
    mark->node = node;
    mark->offset = (uint32_t)offset;
    template_pair_next(&md->pairing, index);
}

size_t md_line_mark(cmark_node *node)
{
    return (size_t)(uintptr_t)cmark_node_get_user_data(node);
}

/* The first of ascending `offsets` at or after `from`. */
static size_t first_after(const uint32_t *offsets, size_t count, size_t from)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (offsets[middle] < from)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Braces that are not closed, in a block whose text shows such braces (and so not as code). */
static void report_open(struct md *md, const struct md_root *root, cmark_node *block)
{
    size_t from = md->lines[md_first_line(md, root, block)];
    size_t to = md->lines[md_last_line(md, root, block) + 1];
    size_t low = first_after(md->mask.open.items, md->mask.open.count, from);
    for (; low < md->mask.open.count && md->mask.open.items[low] < to; low++)
        diag_add(md->context->diags, MSG_MARK_UNCLOSED,
                 text_span(md->mask.text, md->mask.open.items[low], md->mask.open.items[low] + 2),
                 NO_ARGS);
}

struct gathering {
    struct md *md;
    struct md_root *root;
    cmark_node *block; /* paragraph or heading at hand */
    size_t least;      /* number of its first mark */
    size_t next_line;  /* of the directives alone on their lines, the next one to come */
    bool defines;      /* it holds footnotes */
    unsigned depth, continued;
};

static void meet_in_text(struct gathering *g, cmark_node *text)
{
    struct md *md = g->md;
    if (md->mask.count + md->mask.open.count == 0)
        return;
    struct str literal = str_from(cmark_node_get_literal(text));
    bool open = false;
    size_t index, i = mask_find_start(literal, 0);
    for (; i < literal.n; i = mask_find_start(literal, i)) {
        if (!mask_letter(&md->mask, literal, i, g->least, &index)) {
            open = open || (literal.p[i] == '{' && i + 1 < literal.n && literal.p[i + 1] == '{');
            i++;
            continue;
        }
        struct mark *mark = &md->mask.items[index];
        g->least = md->mask.count > MASK_CODES ? index : 0;
        const void *owner = cmark_node_parent(text);
        if (g->defines && owner == g->block)
            owner = md->last_note; /* a footnote's text is a place of its own */
        meet(md, index, owner, text, i);
        if (mark->definition && md_note_define(md, g->root, index, text, i))
            g->defines = true;
        i += mark->to - mark->from;
    }
    if (open)
        report_open(md, g->root, g->block);
}

/* Values in addresses and titles, which are no nodes. */
static void meet_in_string(struct gathering *g, const char *string, cmark_node *owner)
{
    struct str s = str_from(string);
    size_t index, i = mask_find_start(s, 0);
    for (; i < s.n; i = mask_find_start(s, i)) {
        if (!mask_letter(&g->md->mask, s, i, g->least, &index)) {
            i++;
            continue;
        }
        struct mark *mark = &g->md->mask.items[index];
        meet(g->md, index, owner, NULL, 0);
        if (mark->kind != MARK_VALUE)
            mark->owner = NULL;
        i += mark->to - mark->from;
    }
}

/* HTML that is in truth a directive alone on its line: the next one, as they come in order. */
static void meet_html(struct gathering *g, cmark_node *node)
{
    struct md *md = g->md;
    bool block = cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK;
    size_t from = md->lines[md_first_line(md, g->root, block ? node : g->block)];
    size_t after = mask_after(&md->mask, from);
    size_t next = first_after(md->mask.lines.items, md->mask.lines.count, after);
    next = next > g->next_line ? next : g->next_line;
    if (next >= md->mask.lines.count)
        return;
    const struct mark *mark = &md->mask.items[md->mask.lines.items[next]];
    struct str literal = str_trim(str_from(cmark_node_get_literal(node)));
    if (!str_equal(literal, str_slice(md->mask.masked, mark->from, mark->to)))
        return;
    size_t index = md->mask.lines.items[next];
    g->next_line = next + 1;
    cmark_node_set_user_data(node, (void *)(uintptr_t)(index + 1));
    meet(md, index, cmark_node_parent(node), node, 0);
}

/* True when the children of a paragraph need not be walked: it is a table. */
static bool enter_paragraph(struct gathering *g, cmark_node *node)
{
    g->block = node;
    g->least = md_least(g->md, g->root, node);
    g->defines = false;
    if (g->root->dropped > 0)
        return false;
    struct md_table *table = md_table_find(g->md, g->root, node, g->continued);
    cmark_node_set_user_data(node, table);
    return table != NULL;
}

static void enter(struct gathering *g, cmark_node *node, cmark_iter *iter)
{
    switch ((int)cmark_node_get_type(node)) {
    case CMARK_NODE_PARAGRAPH:
        if (enter_paragraph(g, node))
            cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
        break;
    case CMARK_NODE_HEADING:
        g->block = node;
        g->least = md_least(g->md, g->root, node);
        g->defines = false;
        break;
    case CMARK_NODE_TEXT:
        meet_in_text(g, node);
        break;
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_HTML_INLINE:
        meet_html(g, node);
        break;
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
        meet_in_string(g, cmark_node_get_url(node), node);
        meet_in_string(g, cmark_node_get_title(node), node);
        break;
    default:
        break;
    }
}

static bool is_container(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    return type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_LIST || type == CMARK_NODE_EMPH ||
           type == CMARK_NODE_STRONG || type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE;
}

static void report_deep(struct gathering *g, cmark_node *node)
{
    cmark_node *block = node;
    while (cmark_node_get_type(block) >= CMARK_NODE_FIRST_INLINE)
        block = cmark_node_parent(block);
    if (!g->md->broken)
        diag_add(g->md->context->diags, MSG_TEXT_TOO_DEEP, md_block_span(g->md, g->root, block),
                 ARGS(arg_count("limit", MARKDOWN_DEPTH)));
    g->md->broken = true;
}

void md_gather(struct md *md, struct md_root *root, unsigned depth)
{
    struct gathering g = {.md = md, .root = root, .continued = depth};
    cmark_iter *iter = cmark_iter_new(root->node);
    cmark_event_type event;
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        bool container = is_container(node);
        if (event == CMARK_EVENT_ENTER) {
            g.depth += container;
            if (g.depth > MARKDOWN_DEPTH)
                report_deep(&g, node);
            enter(&g, node, iter);
        } else {
            g.depth -= container;
            if (cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH && g.defines) {
                md_note_continue(md, root, node, depth);
                cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
                g.defines = false;
            }
        }
    }
    cmark_iter_free(iter);
}

/* --- whole texts
 * ---------------------------------------------------------------------------------- */

static void read_text(struct md *md, const struct doc_context *context, struct text text,
                      const char *before)
{
    *md = (struct md){.context = context, .host = doc_host(context), .scratch = arena_new()};
    mask_make(md->scratch, text, true, &md->mask);
    md->pairing = (struct template_pairing){.mask = &md->mask, .diags = context->diags};
    index_lines(md);
    md->root =
        (struct md_root){.node = md_parse(md, before, md->mask.masked), .dropped = strlen(before)};
    md_gather(md, &md->root, 0);
    template_pair_finish(&md->pairing);
    template_compile(&md->host, &md->mask, context->scope);
}

static void finish(struct md *md)
{
    for (size_t i = 0; i < md->trees.count; i++)
        cmark_node_free(md->trees.items[i]);
    arena_free(md->scratch);
}

void doc_markdown(const struct doc_context *context, struct text text, struct doc_outline *outline)
{
    struct md md;
    read_text(&md, context, text, "");
    md.outline = outline;
    md.prose = true;
    struct md_walk walk = {.md = &md, .context = context, .root = &md.root};
    if (!md.broken) {
        md_write_blocks(&walk, cmark_node_first_child(md.root.node), NULL, NULL);
        md_notes_write(&md);
    }
    finish(&md);
}

/* The level of the highest heading: it comes right below the section at hand, whether it was
 * written with one # or with three. */
static int highest_level(cmark_node *root)
{
    int level = HEADING_LEVELS;
    for (cmark_node *node = cmark_node_first_child(root); node; node = cmark_node_next(node))
        if (cmark_node_get_type(node) == CMARK_NODE_HEADING &&
            cmark_node_get_heading_level(node) < level)
            level = cmark_node_get_heading_level(node);
    return level;
}

void md_read_plain(const struct doc_context *context, struct text text, struct doc_outline *outline,
                   struct doc_node *parent)
{
    struct md md = {.context = context, .host = doc_host(context), .scratch = arena_new()};
    char *masked = ARENA_ARRAY(md.scratch, char, text.s.n + 1);
    if (text.s.n > 0)
        memcpy(masked, text.s.p, text.s.n);
    md.mask = (struct mask){.text = text, .masked = {masked, text.s.n}};
    md.pairing = (struct template_pairing){.mask = &md.mask, .diags = context->diags};
    md.outline = outline;
    md.of_record = true;
    index_lines(&md);
    md.root = (struct md_root){.node = md_parse(&md, "", md.mask.masked)};
    md.sink = outline ? (int)outline->level + 1 - highest_level(md.root.node) : 0;
    md_gather(&md, &md.root, 0);
    struct md_walk walk = {.md = &md, .context = context, .root = &md.root};
    if (!md.broken)
        md_write_blocks(&walk, cmark_node_first_child(md.root.node), NULL, parent);
    finish(&md);
}

struct doc_node *doc_inline_paragraph(const struct doc_context *context, struct text text)
{
    struct md md;
    struct str trimmed = str_trim(text.s);
    if (trimmed.n == 0)
        return NULL;
    struct text line = text_slice(text, (size_t)(trimmed.p - text.s.p),
                                  (size_t)(trimmed.p - text.s.p) + trimmed.n);
    read_text(&md, context, line, ".");
    md.outer = context->state->text;
    struct doc_node *paragraph =
        doc_node_new(context->arena, DOC_PARAGRAPH, text_span(line, 0, line.s.n));
    struct md_walk walk = {.md = &md, .context = context, .root = &md.root};
    cmark_node *block = cmark_node_first_child(md.root.node);
    if (!md.broken && block && cmark_node_get_type(block) == CMARK_NODE_PARAGRAPH) {
        struct locator locator = locator_new(md.mask.text, 0, md.mask.text.s.n);
        struct md_at from = {cmark_node_first_child(block), 1};
        md_write_inlines(&walk, from, (struct md_at){0}, paragraph, &locator);
        doc_prose_finish(context, paragraph, false);
    }
    finish(&md);
    return paragraph->first ? paragraph : NULL;
}
