/* SPDX-License-Identifier: MIT */
#include "base/map.h"
#include "pdf/flow.h"

/*
 * Text is cut at spaces into pieces that are shaped as a whole. No-break spaces cut as well (they
 * are stretched like any other), narrow ones stay inside. Where words may be divided is found later
 * (word.c), when a line ends near them.
 */

/* A box stays with the first of the words behind it. */
static bool follows_box(const struct pdf_pieces *pieces)
{
    const struct pdf_piece *last = pieces->count ? &pieces->items[pieces->count - 1] : NULL;
    return last && last->is_place && last->mark->place->kind == DOC_PLACE_BOX;
}

/* What stands before the next piece: the first piece of a text takes up a space that ended the
 * text before it. */
struct cutter {
    struct pdf_flow *flow;
    struct pdf_pieces *pieces;
    struct pdf_piece like; /* what the pieces of one text have in common */
    struct pdf_shaping shaping;
    pdf_length size;
    enum pdf_glue glue;
};

static struct cutter cutter_of(struct pdf_flow *flow, struct pdf_pieces *pieces,
                               const struct pdf_piece_style *style, struct span span,
                               enum pdf_glue glue)
{
    pdf_length size = pdf_flow_style(flow, style->style)->size;
    const struct pdf_piece like = {
        .whole = true,
        .style = (uint8_t)style->style,
        .emphasis = style->emphasis,
        .raised = style->raised,
        .muted = style->muted,
        .mark = style->mark,
    };
    return (struct cutter){
        .flow = flow,
        .pieces = pieces,
        .like = like,
        .shaping = pdf_shaping_of(flow->options->fonts, &flow->fonts[style->style][style->emphasis],
                                  flow->language, span, flow->diags),
        .size = style->raised ? size * 2 / 3 : size,
        .glue = glue,
    };
}

static void cut(struct cutter *cutter, struct str word)
{
    if (word.n == 0)
        return;
    if (cutter->glue == PDF_GLUE_SPACE && follows_box(cutter->pieces))
        cutter->glue = PDF_GLUE_NO_BREAK;
    struct pdf_piece piece = cutter->like;
    piece.word = pdf_shape_word(&cutter->shaping, word);
    piece.width = pdf_em_width(piece.word->shaped.width, cutter->size);
    piece.glue = (uint8_t)cutter->glue;
    ARENA_PUSH(pdf_pieces_arena(cutter->flow), cutter->pieces, piece);
    cutter->glue = PDF_GLUE_NONE;
}

/* How many bytes of space stand at `at`: 2 for a no-break one, 0 for none. */
static inline size_t space_at(struct str text, size_t at)
{
    unsigned char c = (unsigned char)text.p[at];
    if (c > ' ' && c != 0xC2)
        return 0;
    if (c == ' ' || c == '\n' || c == '\t')
        return 1;
    return c == 0xC2 && at + 1 < text.n && (unsigned char)text.p[at + 1] == 0xA0 ? 2 : 0;
}

static void cut_text(struct cutter *cutter, struct str text)
{
    size_t start = 0;
    for (size_t at = 0; at < text.n;) {
        size_t space = space_at(text, at);
        if (space == 0) {
            at++;
            continue;
        }
        cut(cutter, str_slice(text, start, at));
        if (cutter->glue != PDF_GLUE_NO_BREAK || space == 2)
            cutter->glue = space == 1 ? PDF_GLUE_SPACE : PDF_GLUE_NO_BREAK;
        start = at += space;
    }
    cut(cutter, str_slice(text, start, text.n));
}

/* An empty piece carries a space (or a forced break) over to the next text. */
static void leave_glue(struct cutter *cutter)
{
    if (cutter->glue == PDF_GLUE_NONE)
        return;
    struct pdf_piece piece = {.glue = (uint8_t)cutter->glue,
                              .style = cutter->like.style,
                              .emphasis = cutter->like.emphasis};
    ARENA_PUSH(pdf_pieces_arena(cutter->flow), cutter->pieces, piece);
}

enum pdf_glue pdf_pieces_glue(struct pdf_pieces *pieces)
{
    if (pieces->count == 0)
        return PDF_GLUE_NONE;
    const struct pdf_piece *last = &pieces->items[pieces->count - 1];
    if (!pdf_piece_is_empty(last))
        return PDF_GLUE_NONE;
    pieces->count--;
    return (enum pdf_glue)last->glue;
}

void pdf_pieces_text(struct pdf_flow *flow, struct pdf_pieces *pieces, struct str text,
                     const struct pdf_piece_style *style, struct span span)
{
    struct cutter cutter =
        cutter_of(flow, pieces, style, span.at ? span : flow->span, pdf_pieces_glue(pieces));
    cut_text(&cutter, text);
    leave_glue(&cutter);
}

void pdf_pieces_code(struct pdf_flow *flow, struct pdf_pieces *pieces, struct str line,
                     struct span span)
{
    const struct pdf_piece_style style = {.style = PDF_STYLE_CODE};
    struct cutter cutter = cutter_of(flow, pieces, &style, span, PDF_GLUE_NONE);
    size_t start = 0;
    bool word = false;
    for (size_t at = 0; at < line.n; at++) {
        bool begins = line.p[at] != ' ' && at > start && line.p[at - 1] == ' ';
        if (begins && word) {
            cut(&cutter, str_slice(line, start, at));
            cutter.glue = PDF_GLUE_JOINT;
            start = at;
        }
        word = word || line.p[at] != ' ';
    }
    cut(&cutter, str_slice(line, start, line.n));
}

static struct pdf_mark *new_mark(struct pdf_flow *flow, enum pdf_tag tag)
{
    struct pdf_mark *mark = ARENA_NEW(flow->arena, struct pdf_mark);
    mark->element = pdf_element_new(flow, flow->element, tag);
    return mark;
}

/* On which page the target is: in the first pass a number of common length. */
static void add_page(struct pdf_flow *flow, struct pdf_pieces *pieces, const struct doc_node *node,
                     const struct pdf_piece_style *style)
{
    const struct map_entry *entry = map_find(flow->known_pages, node->link.target);
    unsigned page = entry ? (unsigned)entry->number : 10;
    struct str words =
        language_phrase(flow->options->language, flow->arena, "on_page",
                        ARGS(arg_text("page", arena_format(flow->arena, "%u", page))));
    struct str parts[] = {STR(" "), words};
    pdf_pieces_text(flow, pieces, arena_join(flow->arena, parts, 2), style, node->span);
    flow->says_pages = true;
}

static void add_link(struct pdf_flow *flow, struct pdf_pieces *pieces, const struct doc_node *node,
                     const struct pdf_piece_style *style)
{
    struct pdf_mark *mark = new_mark(flow, PDF_TAG_LINK);
    mark->link.url = node->link.url;
    mark->link.target = node->link.target;
    mark->link.description = doc_plain_copy(node, flow->arena);
    struct pdf_piece_style inside = *style;
    inside.mark = mark;
    pdf_pieces_inlines(flow, pieces, node->first, &inside);
    if (flow->layout->link_pages && node->link.target.n > 0)
        add_page(flow, pieces, node, &inside);
}

/* The number of a footnote, raised, with a link to the note. */
static void add_note_ref(struct pdf_flow *flow, struct pdf_pieces *pieces,
                         const struct doc_node *node, const struct pdf_piece_style *style)
{
    struct pdf_mark *mark = new_mark(flow, PDF_TAG_REFERENCE);
    struct pdf_piece_style inside = *style;
    mark->element = pdf_element_new(flow, mark->element, PDF_TAG_LINK);
    inside.mark = mark;
    inside.raised = true;
    mark->link.target = arena_format(flow->arena, "note-%u", node->note_ref.number);
    mark->note = node->note_ref.number;
    struct str number = arena_format(flow->arena, "%u", node->note_ref.number);
    mark->link.description = number;
    pdf_pieces_text(flow, pieces, number, &inside, node->span);
}

static void add_line_break(struct pdf_flow *flow, struct pdf_pieces *pieces,
                           const struct pdf_piece_style *style)
{
    pdf_pieces_glue(pieces);
    struct cutter cutter = cutter_of(flow, pieces, style, (struct span){0}, PDF_GLUE_LINE);
    leave_glue(&cutter);
}

static void add_inline(struct pdf_flow *flow, struct pdf_pieces *pieces,
                       const struct doc_node *node, const struct pdf_piece_style *style)
{
    struct pdf_piece_style inside = *style;
    switch ((int)node->kind) {
    case DOC_TEXT:
        pdf_pieces_text(flow, pieces, node->text, style, node->span);
        break;
    case DOC_VALUE:
        pdf_pieces_text(flow, pieces, node->value.text, style, node->span);
        break;
    case DOC_CODE_SPAN:
        inside.style = style->style == PDF_STYLE_BODY ? PDF_STYLE_CODE : style->style;
        pdf_pieces_text(flow, pieces, node->text, &inside, node->span);
        break;
    case DOC_EMPHASIS:
        inside.emphasis |= PDF_ITALIC;
        pdf_pieces_inlines(flow, pieces, node->first, &inside);
        break;
    case DOC_STRONG:
        inside.emphasis |= PDF_BOLD;
        pdf_pieces_inlines(flow, pieces, node->first, &inside);
        break;
    case DOC_LINK:
        add_link(flow, pieces, node, style);
        break;
    case DOC_NOTE_REF:
        add_note_ref(flow, pieces, node, style);
        break;
    case DOC_PLACE:
        pdf_pieces_place(flow, pieces, node, style);
        break;
    case DOC_LINE_BREAK:
        add_line_break(flow, pieces, style);
        break;
    default: /* blocks don't stand here: the tree was checked */
        break;
    }
}

void pdf_pieces_inlines(struct pdf_flow *flow, struct pdf_pieces *pieces,
                        const struct doc_node *first, const struct pdf_piece_style *style)
{
    struct str outer = flow->language;
    for (const struct doc_node *node = first; node; node = node->next) {
        if (node->language.n)
            flow->language = node->language;
        add_inline(flow, pieces, node, style);
        flow->language = outer;
    }
}
