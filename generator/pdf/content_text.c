/* SPDX-License-Identifier: MIT */
/* Runs of words as text objects: only what changes is written, and words as they are coded. */
#include "pdf/content_parts.h"

static void open_text(struct content_pen *pen)
{
    if (pen->in_text)
        return;
    buf_text(pen->out, "BT\n");
    pen->in_text = true;
    pen->x = pen->y = 0;
}

/* Differences of the rounded places, so that rounding never adds up. */
static void move_to(struct content_pen *pen, pdf_length x, pdf_length y)
{
    int64_t to_x = buf_to_hundredths(x), to_y = buf_to_hundredths(y);
    if (to_x == pen->x && to_y == pen->y)
        return;
    buf_hundredths(pen->out, to_x - pen->x);
    buf_char(pen->out, ' ');
    buf_hundredths(pen->out, to_y - pen->y);
    buf_text(pen->out, " Td\n");
    pen->x = to_x;
    pen->y = to_y;
}

static void set_word_space(struct content_pen *pen, pdf_length word_space)
{
    if (pen->word_space == word_space)
        return;
    pen->word_space = word_space;
    pdf_put_length(pen->out, word_space);
    buf_text(pen->out, " Tw\n");
}

struct show {
    struct content_pen *pen;
    bool open;   /* a TJ array is open */
    bool string; /* and in it a string */
    int pending; /* to be moved left before the next glyph, 1/1000 em */
    int rise;    /* of the glyph at hand, 1/1000 em */
};

static void close_array(struct show *show)
{
    struct buf *out = show->pen->out;
    if (show->string)
        buf_char(out, ')');
    if (show->open && show->pending) {
        buf_int(out, show->pending);
        show->pending = 0;
    }
    if (show->open)
        buf_text(out, "]TJ\n");
    show->open = show->string = false;
}

static void change_font(struct show *show, uint16_t face, uint16_t page, pdf_length size)
{
    struct content_pen *pen = show->pen;
    close_array(show);
    pen->has_font = true;
    pen->face = face;
    pen->page = page == EMBED_ANY_PAGE ? 0 : page;
    pen->size = size;
    pdf_embed_put_name(pen->out, pen->face, pen->page);
    buf_char(pen->out, ' ');
    pdf_put_length(pen->out, size);
    buf_text(pen->out, " Tf\n");
}

/* Mostly there is nothing to change: the question stands where it is asked. */
static inline void set_font(struct show *show, uint16_t face, uint16_t page, pdf_length size)
{
    const struct content_pen *pen = show->pen;
    bool same_page = page == EMBED_ANY_PAGE || page == pen->page;
    if (!pen->has_font || face != pen->face || !same_page || pen->size != size)
        change_font(show, face, page, size);
}

static void set_rise(struct show *show, int rise)
{
    if (show->rise == rise)
        return;
    close_array(show);
    pdf_put_length(show->pen->out, (int64_t)rise * show->pen->size / 1000);
    buf_text(show->pen->out, " Ts\n");
    show->rise = rise;
}

static void begin_string(struct show *show)
{
    struct buf *out = show->pen->out;
    if (!show->open)
        buf_char(out, '[');
    if (show->open && show->string && show->pending)
        buf_char(out, ')');
    if (show->pending) {
        buf_int(out, show->pending);
        show->pending = 0;
        show->string = false;
    }
    if (!show->string)
        buf_char(out, '(');
    show->open = show->string = true;
}

static inline void open_string(struct show *show)
{
    if (!show->string || show->pending)
        begin_string(show);
}

static void show_glyph(struct show *show, const struct pdf_glyph *glyph, pdf_length size)
{
    struct pdf_code code = pdf_embed_code(show->pen->content->embed, glyph);
    set_font(show, code.face, code.page, size);
    set_rise(show, glyph->dy);
    show->pending -= glyph->dx;
    open_string(show);
    pdf_embed_put_code(show->pen->out, code.code);
    show->pending += code.natural - glyph->advance + glyph->dx;
}

/* Every other word of a line is the same space, which need not be looked up. */
static const struct pdf_coded *code_of(struct content_pen *pen, const struct pdf_shaped *word)
{
    if (word == pen->sign)
        return pen->coded_sign;
    const struct pdf_coded *coded = pdf_embed_word(pen->content->embed, word);
    if (coded && coded->bytes.n == 1) {
        pen->sign = word;
        pen->coded_sign = coded;
    }
    return coded;
}

static void show_word(struct show *show, const struct pdf_shaped *word, pdf_length size)
{
    const struct pdf_coded *coded = code_of(show->pen, word);
    if (coded) {
        set_font(show, coded->face, coded->page, size);
        set_rise(show, 0);
        open_string(show);
        if (coded->bytes.n == 1) /* mostly a space */
            buf_char(show->pen->out, *coded->bytes.p);
        else
            buf_str(show->pen->out, coded->bytes);
        return;
    }
    for (uint32_t i = 0; i < word->count; i++)
        show_glyph(show, &word->glyphs[i], size);
}

/* What a copy leaves out. A sequence of its own within the element: for Poppler, the end of one
 * that is nested would end both. */
static void open_soft(struct content_pen *pen)
{
    struct pdf_structure *structure = pen->content->structure;
    bool own = pen->in_mark && pen->mark_in_text && pdf_structure_tag(structure);
    if (own)
        content_end_mark(pen);
    buf_text(pen->out, "/Span<<");
    if (own) {
        buf_text(pen->out, "/MCID ");
        buf_int(pen->out, pdf_structure_mark(structure));
    }
    buf_text(pen->out, "/ActualText<FEFF00AD>>>BDC\n");
}

/* The last glyph is a hyphen that the layout added. */
static void show_divided(struct show *show, const struct pdf_shaped *word, pdf_length size)
{
    struct buf *out = show->pen->out;
    bool tagged = show->pen->content->structure;
    for (uint32_t i = 0; i + 1 < word->count; i++)
        show_glyph(show, &word->glyphs[i], size);
    close_array(show);
    if (tagged)
        open_soft(show->pen);
    show_glyph(show, &word->glyphs[word->count - 1], size);
    close_array(show);
    if (tagged)
        buf_text(out, "EMC\n");
}

void content_write_run(struct content_pen *pen, const struct pdf_item *item)
{
    if (item->run.count == 0)
        return;
    open_text(pen);
    content_open_mark(pen);
    content_set_fill(pen, item->run.color);
    move_to(pen, item->x, pen->height - item->y);
    set_word_space(pen, item->run.word_space);
    struct show show = {.pen = pen};
    uint32_t last = item->run.hyphen ? item->run.count - 1 : item->run.count;
    for (uint32_t i = 0; i < last; i++)
        show_word(&show, item->run.words[i], item->run.size);
    if (last < item->run.count)
        show_divided(&show, item->run.words[last], item->run.size);
    set_rise(&show, 0);
    show.pending = 0; /* the next run says where it starts */
    close_array(&show);
}
