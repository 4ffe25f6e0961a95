/* SPDX-License-Identifier: MIT */
/*
 * Code and blocks. The text of a block is taken from the source, not from cmark, so that every
 * position in its YAML is one in the file: what a list item or quotation puts before its lines is
 * blanked out, byte for byte.
 */
#include "doc/block.h"
#include "doc/markdown_parts.h"

#include <string.h>

static bool is_fence_at(struct str line, size_t at)
{
    struct str rest = str_slice(line, at, line.n);
    return str_starts(rest, STR("```")) || str_starts(rest, STR("~~~"));
}

/* The line that opens a fenced block; false for indented code. */
static bool find_fence(const struct md *md, const struct md_root *root, cmark_node *node,
                       struct str *line, size_t *offset)
{
    *line = md_line(md, md_first_line(md, root, node), offset);
    int column = cmark_node_get_start_column(node);
    size_t at = root->line == 0 && column > 0 ? (size_t)column - 1 : 0;
    while (at < line->n && (line->p[at] == ' ' || line->p[at] == '\t' || line->p[at] == '>'))
        at++;
    if (!is_fence_at(*line, at))
        return false;
    struct str literal = str_from(cmark_node_get_literal(node));
    struct str first = str_slice(literal, 0, str_find(literal, '\n', 0));
    /* Indented code may show a fence; then it begins with that very line. */
    struct str masked = str_slice(md->mask.masked, *offset, *offset + line->n);
    return !str_ends(masked, first) || !is_fence_at(first, 0) || first.n == 0;
}

/* The first word after the fence, with its place. */
static struct text fence_word(const struct md *md, struct str line, size_t offset)
{
    size_t from = 0;
    while (from < line.n && line.p[from] != '`' && line.p[from] != '~')
        from++;
    while (from < line.n && (line.p[from] == '`' || line.p[from] == '~'))
        from++;
    while (from < line.n && (line.p[from] == ' ' || line.p[from] == '\t'))
        from++;
    size_t to = from;
    while (to < line.n && line.p[to] != ' ' && line.p[to] != '\t')
        to++;
    return text_slice(md->mask.text, offset + from, offset + to);
}

/* Blanks out in `out`, a copy of the source from `line` on, what stands before each line of
 * `literal`. False when the lines do not fit (a tab that is partly indentation). */
static bool blank_out(const struct md *md, size_t line, struct str literal, char *out)
{
    size_t base = md->lines[line];
    size_t from = 0;
    struct str masked = md->mask.masked;
    while (from < literal.n) {
        size_t end = str_find(literal, '\n', from);
        struct str shown = str_slice(literal, from, end);
        if (shown.n > 0 && shown.p[shown.n - 1] == '\r')
            shown.n--;
        size_t offset;
        if (line >= md->line_count)
            return false;
        struct str whole = md_line(md, line, &offset);
        struct str cut = str_slice(masked, offset, offset + whole.n);
        if (!str_ends(cut, shown))
            return false;
        memset(out + (offset - base), ' ', whole.n - shown.n);
        from = end == STR_NOT_FOUND ? literal.n : end + 1;
        line++;
    }
    return true;
}

/* The text of a fenced block, as long as its lines in the source and at their place. */
static struct text block_text(const struct md_walk *walk, cmark_node *node)
{
    const struct md *md = walk->md;
    struct str literal = str_from(cmark_node_get_literal(node));
    size_t first = md_first_line(md, walk->root, node) + 1, lines = 0;
    for (size_t i = 0; i < literal.n; i++)
        lines += literal.p[i] == '\n';
    if (first >= md->line_count)
        return text_slice(md->mask.text, md->mask.text.s.n, md->mask.text.s.n);
    size_t last = first + lines < md->line_count ? first + lines : md->line_count;
    struct text text = text_slice(md->mask.text, md->lines[first], md->lines[last]);
    struct str copy = arena_str(walk->context->arena, text.s);
    char *bytes = (char *)(uintptr_t)copy.p;
    if (blank_out(md, first, literal, bytes))
        text.s = copy;
    return text;
}

/* Whether a block of code looks like YAML, so that its name is a slip and no language. */
static bool looks_like_block(struct str literal)
{
    struct str line = str_trim(str_slice(literal, 0, str_find(literal, '\n', 0)));
    size_t colon = str_find(line, ':', 0);
    if (colon == STR_NOT_FOUND || colon == 0)
        return false;
    for (size_t i = 0; i < colon; i++)
        if (line.p[i] < 'a' || line.p[i] > 'z')
            return false;
    return true;
}

static void report_unknown(const struct md_walk *walk, struct text word)
{
    diag_add(walk->context->diags, MSG_BLOCK_UNKNOWN, text_span(word, 0, word.s.n),
             ARGS(arg_text("kind", word.s), arg_text("near", doc_block_nearest(word.s))));
}

/* Lines end in LF in the tree. */
static void drop_returns(struct buf *out)
{
    size_t to = 0;
    for (size_t i = 0; i < out->n; i++)
        if (out->p[i] != '\r')
            out->p[to++] = out->p[i];
    out->n = to;
}

static void write_plain(struct md_walk *walk, cmark_node *node, struct doc_node *parent,
                        size_t first)
{
    const struct md *md = walk->md;
    struct buf out = {0};
    size_t least = first < md->line_count ? mask_after(&md->mask, md->lines[first]) : 0;
    mask_restore(&md->mask, str_from(cmark_node_get_literal(node)), least, &out);
    drop_returns(&out);
    struct doc_node *code =
        doc_node_new(walk->context->arena, DOC_CODE, md_block_span(md, walk->root, node));
    code->text = buf_copy(&out, walk->context->arena);
    buf_free(&out);
    doc_append(parent, code);
}

void md_write_code(struct md_walk *walk, cmark_node *node, struct doc_node *parent)
{
    struct str line;
    size_t offset, first = md_first_line(walk->md, walk->root, node);
    if (!find_fence(walk->md, walk->root, node, &line, &offset)) {
        write_plain(walk, node, parent, first);
        return;
    }
    struct text word = fence_word(walk->md, line, offset);
    if (doc_block_known(word.s)) {
        struct doc_state *state = walk->context->state;
        struct md *before = state->text;
        state->text = walk->md;
        doc_block_read(walk->context, word, block_text(walk, node), parent);
        state->text = before;
        return;
    }
    if (word.s.n > 0 && doc_block_nearest(word.s).n > 0 &&
        looks_like_block(str_from(cmark_node_get_literal(node))))
        report_unknown(walk, word);
    write_plain(walk, node, parent, first + 1);
}
