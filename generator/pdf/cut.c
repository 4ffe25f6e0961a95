/* SPDX-License-Identifier: MIT */
/*
 * Pieces and where they may be cut: at the breaks of their words, and between letters where a word
 * is wider than the whole line. Text is never lost and never runs out of the column.
 */
#include "locale/letter.h"
#include "pdf/flow.h"

static bool may_break(const struct pdf_piece *piece)
{
    return piece->glue == PDF_GLUE_SPACE || piece->glue == PDF_GLUE_JOINT ||
           piece->glue == PDF_GLUE_LINE;
}

size_t pdf_stretch_end(struct pdf_flow *flow, const struct pdf_pieces *pieces, size_t from,
                       pdf_length *width)
{
    size_t end = from;
    *width = 0;
    do {
        if (end > from)
            *width += pdf_glue_width(flow, &pieces->items[end]);
        *width += pieces->items[end].width;
        end++;
    } while (end < pieces->count && !may_break(&pieces->items[end]));
    return end;
}

/* --- at the breaks of words ---------------------------------------------------------------------
 */

/* The styles in which lines are long enough, or narrow enough, to divide words. */
static bool is_running(uint8_t style)
{
    switch ((enum pdf_style)style) {
    case PDF_STYLE_BODY:
    case PDF_STYLE_NOTE:
    case PDF_STYLE_CAPTION:
    case PDF_STYLE_TABLE:
    case PDF_STYLE_TABLE_HEAD:
        return true;
    case PDF_STYLE_TITLE:
    case PDF_STYLE_SUBTITLE:
    case PDF_STYLE_H1:
    case PDF_STYLE_H2:
    case PDF_STYLE_H3:
    case PDF_STYLE_RUNNING:
    case PDF_STYLE_CODE:
    case PDF_STYLE_FIGURE:
    case PDF_STYLE_COUNT:
        break;
    }
    return false;
}

static struct str text_of(const struct pdf_piece *piece)
{
    return piece->whole ? piece->word->text : (struct str){0};
}

static bool begins_with_letter(const struct pdf_piece *piece)
{
    struct str text = text_of(piece);
    size_t at = 0;
    return text.n > 0 && letter_is(str_next(text, &at));
}

static bool ends_in_letter(const struct pdf_piece *piece)
{
    struct str text = text_of(piece);
    size_t at = text.n > 0 ? text.n - 1 : 0;
    while (at > 0 && ((unsigned char)text.p[at] & 0xC0) == 0x80)
        at--;
    return text.n > 0 && letter_is(str_next(text, &at));
}

/* A preposition or conjunction, perhaps behind a bracket; not an initial, a number or a sign. */
static bool is_one_letter(const struct pdf_piece *piece)
{
    struct str text = text_of(piece);
    size_t at = 0, letters = 0;
    while (at < text.n && letters == 0)
        letters += letter_is(str_next(text, &at));
    return letters > 0 && at == text.n;
}

/* Whether two neighbouring pieces are parts of one word between which markup stands. */
static bool is_joined(const struct pdf_piece *left, const struct pdf_piece *right)
{
    return right->glue == PDF_GLUE_NONE && ends_in_letter(left) && begins_with_letter(right);
}

enum pdf_division pdf_may_hyphenate(const struct pdf_flow *flow, const struct pdf_pieces *pieces,
                                    size_t index)
{
    const struct pdf_piece *piece = &pieces->items[index];
    const struct pdf_piece *before = index > 0 ? piece - 1 : NULL;
    const struct pdf_piece *behind = index + 1 < pieces->count ? piece + 1 : NULL;
    if (!flow->layout->hyphenated || !is_running(piece->style) || piece->raised)
        return PDF_DIVISION_NONE;
    if ((before && is_joined(before, piece)) || (behind && is_joined(piece, behind)))
        return PDF_DIVISION_NONE;
    if (behind && behind->glue == PDF_GLUE_NO_BREAK)
        return PDF_DIVISION_NONE;
    if (before && piece->glue == PDF_GLUE_NO_BREAK)
        return is_one_letter(before) ? PDF_DIVISION_RELUCTANT : PDF_DIVISION_NONE;
    return PDF_DIVISION_FREE;
}

/* U+2010 where the face has it, else the hyphen of the keyboard. */
static const struct pdf_shaped *shape_hyphen(struct pdf_flow *flow, const struct pdf_piece *piece)
{
    const struct pdf_font *font = &flow->fonts[piece->style][piece->emphasis];
    bool own = pdf_font_has(flow->options->fonts, font, 0x2010);
    return pdf_shape(flow->options->fonts, font, own ? STR("\xE2\x80\x90") : STR("-"),
                     flow->language, (struct span){0}, flow->diags);
}

static pdf_length size_of(const struct pdf_flow *flow, const struct pdf_piece *piece)
{
    pdf_length size = pdf_flow_style(flow, (enum pdf_style)piece->style)->size;
    return piece->raised ? size * 2 / 3 : size;
}

pdf_length pdf_cut_hyphen(struct pdf_flow *flow, const struct pdf_piece *piece)
{
    pdf_length *known = &flow->hyphens[piece->style][piece->emphasis];
    if (*known == 0)
        *known = pdf_em_width(shape_hyphen(flow, piece)->width, size_of(flow, piece));
    return *known;
}

/* Glyphs of their own, `glyphs` in the flow's arena. */
static struct pdf_word *part_of(struct pdf_flow *flow, const struct pdf_glyph *glyphs,
                                uint32_t count)
{
    struct pdf_word *part = ARENA_NEW(flow->arena, struct pdf_word);
    part->shaped.glyphs = glyphs;
    part->shaped.count = count;
    for (uint32_t i = 0; i < count; i++)
        part->shaped.width += glyphs[i].advance;
    return part;
}

/* `part` with a hyphen behind it that is a soft one: nothing when it is copied. */
static struct pdf_word *with_hyphen(struct pdf_flow *flow, const struct pdf_shaped *part,
                                    const struct pdf_shaped *hyphen)
{
    uint32_t count = part->count + hyphen->count;
    struct pdf_glyph *glyphs = ARENA_ARRAY(flow->arena, struct pdf_glyph, count);
    if (part->count)
        memcpy(glyphs, part->glyphs, part->count * sizeof *glyphs);
    for (uint32_t i = 0; i < hyphen->count; i++) {
        glyphs[part->count + i] = hyphen->glyphs[i];
        glyphs[part->count + i].text = "\xC2\xAD";
        glyphs[part->count + i].text_n = 2;
    }
    return part_of(flow, glyphs, count);
}

struct pdf_piece pdf_cut_part(struct pdf_flow *flow, const struct pdf_piece *piece, size_t from,
                              size_t to)
{
    const struct pdf_word *word = piece->word;
    const struct pdf_word_break *begin = from ? &word->breaks[from - 1] : NULL;
    const struct pdf_word_break *end = to ? &word->breaks[to - 1] : NULL;
    struct str text = str_slice(word->text, begin ? begin->at : 0, end ? end->at : word->text.n);
    struct pdf_piece cut = *piece;
    cut.whole = false;
    struct pdf_shaping shaping =
        pdf_shaping_of(flow->options->fonts, &flow->fonts[piece->style][piece->emphasis],
                       flow->language, (struct span){0}, flow->diags);
    cut.word = pdf_shape_word(&shaping, text);
    cut.width = pdf_em_width(cut.word->shaped.width, size_of(flow, piece));
    cut.hyphen = end && end->hyphen;
    if (begin)
        cut.glue = PDF_GLUE_JOINT;
    if (cut.hyphen) {
        cut.word = with_hyphen(flow, &cut.word->shaped, shape_hyphen(flow, piece));
        cut.width += pdf_cut_hyphen(flow, piece);
    }
    return cut;
}

/* --- between letters ----------------------------------------------------------------------------
 */

/* Cuts piece `index` after as many letters as fit into `width`; with `force` after one at least.
 * False: there is nothing to cut. */
static bool split_piece(struct pdf_flow *flow, struct pdf_pieces *pieces, size_t index,
                        pdf_length width, bool force)
{
    struct pdf_piece whole = pieces->items[index];
    bool has_glyphs = !whole.is_place && whole.word;
    const struct pdf_glyph *glyphs = has_glyphs ? whole.word->shaped.glyphs : NULL;
    uint32_t count = has_glyphs ? whole.word->shaped.count : 0;
    pdf_length size = size_of(flow, &whole);
    int64_t units = 0;
    uint32_t cut = 0;
    for (uint32_t i = 0; i < count; i++) {
        units += glyphs[i].advance;
        if (i + 1 < count && glyphs[i + 1].text_n == 0)
            continue; /* within a ligature or a letter with its marks */
        bool over = pdf_em_width((int32_t)units, size) > width;
        if (over && (cut || !force))
            break;
        cut = i + 1;
        if (over)
            break;
    }
    if (cut == 0 || cut >= count)
        return false;
    ARENA_PUSH(pdf_pieces_arena(flow), pieces, (struct pdf_piece){0});
    for (size_t i = pieces->count - 1; i > index + 1; i--)
        pieces->items[i] = pieces->items[i - 1];
    struct pdf_piece *head = &pieces->items[index], *tail = head + 1;
    *tail = whole;
    tail->glue = PDF_GLUE_JOINT;
    head->word = part_of(flow, glyphs, cut);
    tail->word = part_of(flow, glyphs + cut, count - cut);
    head->whole = tail->whole = false;
    head->width = pdf_em_width(head->word->shaped.width, size);
    tail->width = whole.width - head->width;
    return true;
}

/* Whether the breaks of its words let a stretch that is too wide be broken into parts that fit. */
static bool breaks_help(struct pdf_flow *flow, const struct pdf_pieces *pieces, size_t from,
                        size_t to, pdf_length width)
{
    int64_t part = 0;
    for (size_t i = from; i < to; i++) {
        const struct pdf_piece *piece = &pieces->items[i];
        const struct pdf_word *word = piece->whole ? piece->word : NULL;
        size_t count = word && !piece->raised ? word->break_count : 0;
        bool divided = count > 0 && pdf_may_hyphenate(flow, pieces, i) != PDF_DIVISION_NONE;
        pdf_length done = 0, size = size_of(flow, piece);
        part += i > from ? pdf_glue_width(flow, piece) : 0;
        for (size_t k = 0; k < count; k++) {
            const struct pdf_word_break *place = &word->breaks[k];
            if (place->hyphen && !divided)
                continue;
            pdf_length at = pdf_em_width(place->width, size);
            pdf_length hyphen = place->hyphen ? pdf_cut_hyphen(flow, piece) : 0;
            if (part + at - done + hyphen > width)
                return false;
            part = 0;
            done = at;
        }
        part += piece->width - done;
        if (part > width)
            return false;
    }
    return true;
}

/* The first piece of [from, end) that does not fit into a line with those before it; `used` is how
 * much of the line is taken in front of it. */
static size_t find_overflow(struct pdf_flow *flow, const struct pdf_pieces *pieces, size_t from,
                            size_t end, pdf_length width, pdf_length *used)
{
    size_t i = from;
    *used = 0;
    for (; i < end; i++) {
        pdf_length glue = i > from ? pdf_glue_width(flow, &pieces->items[i]) : 0;
        if (*used + glue + pieces->items[i].width > width)
            break;
        *used += glue + pieces->items[i].width;
    }
    return i;
}

/*
 * One stretch at a time; each cut shortens what is left, so it ends. Between pieces a line ends
 * rather than within one, but a word that wants more than a line begins where it stands.
 */
bool pdf_cut_wide(struct pdf_flow *flow, struct pdf_pieces *pieces, pdf_length width)
{
    bool cut = false;
    for (size_t from = 0; from < pieces->count;) {
        pdf_length stretch, used;
        size_t end = pdf_stretch_end(flow, pieces, from, &stretch);
        if (stretch <= width || breaks_help(flow, pieces, from, end, width)) {
            from = end;
            continue;
        }
        size_t i = find_overflow(flow, pieces, from, end, width, &used);
        struct pdf_piece *piece = &pieces->items[i];
        bool attached = piece->glue == PDF_GLUE_NONE && piece->width > width;
        bool splits = i == from || attached;
        if (splits && split_piece(flow, pieces, i, width - used, i == from)) {
            from = i + 1;
        } else if (i > from) {
            piece->glue = piece->glue == PDF_GLUE_NO_BREAK ? PDF_GLUE_SPACE : PDF_GLUE_JOINT;
            from = i;
        } else {
            from = i + 1; /* a letter that is wider than the line */
        }
        cut = true;
    }
    return cut;
}
