/* SPDX-License-Identifier: MIT */
#include "pdf/flow.h"

/*
 * Greedy line breaking: each line takes what fits. All decisions are made on widths in 1/64 pt, so
 * every machine breaks the same. A word that is wider than the whole line is cut between letters:
 * text is never lost and never runs out of the column.
 */

static pdf_length glue_width(struct pdf_flow *flow, const struct pdf_piece *piece)
{
    bool space = piece->glue == PDF_GLUE_SPACE || piece->glue == PDF_GLUE_NO_BREAK;
    return space ? pdf_space_width(flow, (enum pdf_style)piece->style, piece->emphasis) : 0;
}

static bool may_break(const struct pdf_piece *piece)
{
    return piece->glue == PDF_GLUE_SPACE || piece->glue == PDF_GLUE_JOINT ||
           piece->glue == PDF_GLUE_LINE;
}

/* Cuts piece `index` after as many letters as fit into `width`, at least one. */
static void split_piece(struct pdf_flow *flow, struct pdf_pieces *pieces, size_t index,
                        pdf_length width)
{
    struct pdf_piece whole = pieces->items[index];
    pdf_length size = pdf_flow_style(flow, (enum pdf_style)whole.style)->size;
    int64_t units = 0;
    uint32_t cut = 0;
    for (uint32_t i = 0; i < whole.count; i++) {
        units += whole.glyphs[i].advance;
        bool starts = i + 1 == whole.count || whole.glyphs[i + 1].text_n;
        if (starts && cut && pdf_em_width((int32_t)units, size) > width)
            break;
        if (starts)
            cut = i + 1;
        if (starts && pdf_em_width((int32_t)units, size) > width)
            break;
    }
    if (cut == 0 || cut >= whole.count)
        return;
    ARENA_PUSH(flow->arena, pieces, (struct pdf_piece){0});
    for (size_t i = pieces->count - 1; i > index + 1; i--)
        pieces->items[i] = pieces->items[i - 1];
    struct pdf_piece *head = &pieces->items[index], *tail = head + 1;
    *tail = whole;
    tail->glue = PDF_GLUE_JOINT;
    tail->glyphs += cut;
    tail->count -= cut;
    head->count = cut;
    units = 0;
    for (uint32_t i = 0; i < cut; i++)
        units += whole.glyphs[i].advance;
    head->width = pdf_em_width((int32_t)units, size);
    tail->width = whole.width - head->width;
}

/* The unbreakable stretch that starts at `from`: its end and width (without the glue before). */
static size_t stretch_end(struct pdf_flow *flow, const struct pdf_pieces *pieces, size_t from,
                          pdf_length *width)
{
    size_t end = from;
    *width = 0;
    do {
        if (end > from)
            *width += glue_width(flow, &pieces->items[end]);
        *width += pieces->items[end].width;
        end++;
    } while (end < pieces->count && !may_break(&pieces->items[end]));
    return end;
}

/* Makes every stretch fit into the line by cutting the piece that passes over its end. Done from
 * the back, one stretch at a time; each cut shortens what is left, so it ends. */
static void cut_wide_words(struct pdf_flow *flow, struct pdf_pieces *pieces, pdf_length width)
{
    for (size_t from = 0; from < pieces->count;) {
        pdf_length stretch;
        size_t end = stretch_end(flow, pieces, from, &stretch);
        if (stretch <= width) {
            from = end;
            continue;
        }
        pdf_length used = 0;
        size_t i = from;
        for (; i < end; i++) {
            pdf_length glue = i > from ? glue_width(flow, &pieces->items[i]) : 0;
            if (used + glue + pieces->items[i].width > width)
                break;
            used += glue + pieces->items[i].width;
        }
        size_t count = pieces->count;
        split_piece(flow, pieces, i, width - used);
        if (pieces->count == count && i > from)
            pieces->items[i].glue = PDF_GLUE_JOINT; /* nothing to cut: break before the piece */
        from = pieces->count > count || i == from ? i + 1 : i;
    }
}

static void add_line(struct pdf_flow *flow, struct pdf_paragraph *paragraph, size_t *capacity,
                     struct pdf_line line)
{
    struct {
        struct pdf_line *items;
        size_t count, capacity;
    } list = {paragraph->lines, paragraph->line_count, *capacity};
    ARENA_PUSH(flow->arena, &list, line);
    paragraph->lines = list.items;
    paragraph->line_count = list.count;
    *capacity = list.capacity;
}

static struct pdf_line measure_line(struct pdf_flow *flow, const struct pdf_pieces *pieces,
                                    size_t from, size_t to, bool last)
{
    struct pdf_line line = {.from = (uint32_t)from, .to = (uint32_t)to, .last = last};
    for (size_t i = from; i < to; i++) {
        pdf_length glue = i > from ? glue_width(flow, &pieces->items[i]) : 0;
        line.spaces = (uint16_t)(line.spaces + (glue > 0));
        line.width += glue + pieces->items[i].width;
    }
    return line;
}

static void break_greedily(struct pdf_flow *flow, struct pdf_pieces *pieces,
                           struct pdf_paragraph *paragraph)
{
    size_t from = 0, capacity = 0;
    pdf_length used = 0;
    for (size_t at = 0; at < pieces->count;) {
        pdf_length stretch;
        size_t end = stretch_end(flow, pieces, at, &stretch);
        pdf_length glue = at > from ? glue_width(flow, &pieces->items[at]) : 0;
        bool forced = at > from && pieces->items[at].glue == PDF_GLUE_LINE;
        if (forced || (at > from && used + glue + stretch > paragraph->width)) {
            add_line(flow, paragraph, &capacity, measure_line(flow, pieces, from, at, forced));
            from = at;
            used = glue = 0;
        }
        used += glue + stretch;
        at = end;
    }
    if (from < pieces->count)
        add_line(flow, paragraph, &capacity, measure_line(flow, pieces, from, pieces->count, true));
}

struct pdf_paragraph *pdf_lines_break(struct pdf_flow *flow, struct pdf_pieces *pieces,
                                      pdf_length width, enum pdf_align align, enum pdf_style style)
{
    struct pdf_paragraph *paragraph = ARENA_NEW(flow->arena, struct pdf_paragraph);
    /* A space at the very end has nothing to stand before. */
    while (pieces->count && pieces->items[pieces->count - 1].count == 0)
        pieces->count--;
    cut_wide_words(flow, pieces, width);
    paragraph->width = width;
    paragraph->align = align;
    paragraph->style = style;
    break_greedily(flow, pieces, paragraph);
    paragraph->pieces = pieces->items;
    paragraph->piece_count = pieces->count;
    return paragraph;
}

pdf_length pdf_lines_width(struct pdf_flow *flow, const struct pdf_pieces *pieces)
{
    return measure_line(flow, pieces, 0, pieces->count, true).width;
}

pdf_length pdf_lines_least(struct pdf_flow *flow, const struct pdf_pieces *pieces)
{
    pdf_length least = 0;
    for (size_t at = 0; at < pieces->count;) {
        pdf_length stretch;
        at = stretch_end(flow, pieces, at, &stretch);
        if (least < stretch)
            least = stretch;
    }
    return least;
}
