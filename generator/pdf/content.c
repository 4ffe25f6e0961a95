/* SPDX-License-Identifier: MIT */
#include "pdf/content.h"

/*
 * The pen remembers what the reader's graphics state is, so that only changes are written. A text
 * object (BT … ET) stays open from run to run. It nests with the marked-content sequences of
 * elements: one that begins with text lies within the text object, so that a row of cells is one
 * text object with a sequence for each; one that begins with a drawing lies around its texts.
 */
struct pen {
    struct pdf_content *content;
    struct buf *out;
    pdf_length height;
    bool in_text;       /* between BT and ET */
    bool in_mark;       /* within a marked-content sequence of an element */
    bool mark_in_text;  /* which began between BT and ET */
    unsigned artifacts; /* open artifacts of the layout */
    bool has_font;
    uint16_t face, page;
    pdf_length size;
    pdf_length word_space;
    struct pdf_color fill;
    int64_t x, y; /* start of the current text line, from the bottom, 1/100 pt as written */
};

static void end_mark(struct pen *pen)
{
    buf_text(pen->out, "EMC\n");
    pen->in_mark = false;
}

/* Ends the text object, and a sequence that lies within it: what follows begins another. */
static void close_text(struct pen *pen)
{
    if (!pen->in_text)
        return;
    if (pen->in_mark && pen->mark_in_text)
        end_mark(pen);
    buf_text(pen->out, "ET\n");
    pen->in_text = false;
}

static void close_mark(struct pen *pen)
{
    if (!pen->in_mark)
        return;
    if (!pen->mark_in_text)
        close_text(pen);
    end_mark(pen);
}

/* Content that is about to be drawn belongs to the innermost element. */
static void open_mark(struct pen *pen)
{
    struct pdf_structure *structure = pen->content->structure;
    if (structure == NULL || pen->in_mark || pen->artifacts)
        return;
    const char *tag = pdf_structure_tag(structure);
    if (tag) {
        buf_char(pen->out, '/');
        buf_text(pen->out, tag);
        buf_text(pen->out, "<</MCID ");
        buf_int(pen->out, pdf_structure_mark(structure));
        buf_text(pen->out, ">>BDC\n");
    } else {
        buf_text(pen->out, "/Artifact BMC\n");
    }
    pen->in_mark = true;
    pen->mark_in_text = pen->in_text;
}

/* A part of a colour, 0 to 255, of a unit. 64 parts of a unit, as lengths have, are too coarse:
 * thousandths. */
static void put_part(struct buf *out, uint8_t part)
{
    unsigned thousandths = part * 1000u / 255u;
    char digits[] = {(char)('0' + thousandths / 1000),     '.',
                     (char)('0' + thousandths / 100 % 10), (char)('0' + thousandths / 10 % 10),
                     (char)('0' + thousandths % 10),       ' '};
    buf_put(out, digits, sizeof digits);
}

static void set_fill(struct pen *pen, struct pdf_color color)
{
    if (pen->fill.r == color.r && pen->fill.g == color.g && pen->fill.b == color.b)
        return;
    pen->fill = color;
    const uint8_t parts[] = {color.r, color.g, color.b};
    bool gray = color.r == color.g && color.g == color.b;
    for (int i = 0; i < (gray ? 1 : 3); i++)
        put_part(pen->out, parts[i]);
    buf_text(pen->out, gray ? "g\n" : "rg\n");
}

static void open_text(struct pen *pen)
{
    if (pen->in_text)
        return;
    buf_text(pen->out, "BT\n");
    pen->in_text = true;
    pen->x = pen->y = 0;
}

/* Differences of the rounded places, so that rounding never adds up. */
static void move_to(struct pen *pen, pdf_length x, pdf_length y)
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

static void set_word_space(struct pen *pen, pdf_length word_space)
{
    if (pen->word_space == word_space)
        return;
    pen->word_space = word_space;
    pdf_put_length(pen->out, word_space);
    buf_text(pen->out, " Tw\n");
}

struct show {
    struct pen *pen;
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

static void set_font(struct show *show, uint16_t face, uint16_t page, pdf_length size)
{
    struct pen *pen = show->pen;
    bool same_page = page == EMBED_ANY_PAGE || page == pen->page;
    if (pen->has_font && face == pen->face && same_page && pen->size == size)
        return;
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

static void set_rise(struct show *show, int rise)
{
    if (show->rise == rise)
        return;
    close_array(show);
    pdf_put_length(show->pen->out, (int64_t)rise * show->pen->size / 1000);
    buf_text(show->pen->out, " Ts\n");
    show->rise = rise;
}

static void open_string(struct show *show)
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

static void show_word(struct show *show, const struct pdf_shaped *word, pdf_length size)
{
    const struct pdf_coded *coded = pdf_embed_word(show->pen->content->embed, word);
    if (coded) {
        set_font(show, coded->face, coded->page, size);
        set_rise(show, 0);
        open_string(show);
        buf_str(show->pen->out, coded->bytes);
        show->pending += coded->rest;
        return;
    }
    for (uint32_t i = 0; i < word->count; i++)
        show_glyph(show, &word->glyphs[i], size);
}

/* What a copy leaves out. A sequence of its own within the element: for Poppler, the end of one
 * that is nested would end both. */
static void open_soft(struct pen *pen)
{
    struct pdf_structure *structure = pen->content->structure;
    bool own = pen->in_mark && pen->mark_in_text && pdf_structure_tag(structure);
    if (own)
        end_mark(pen);
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

static void write_run(struct pen *pen, const struct pdf_item *item)
{
    if (item->run.count == 0)
        return;
    open_text(pen);
    open_mark(pen);
    set_fill(pen, item->run.color);
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

static void write_rule(struct pen *pen, const struct pdf_item *item)
{
    close_text(pen);
    open_mark(pen);
    set_fill(pen, item->rule.color);
    const pdf_length parts[] = {item->x, pen->height - item->y - item->h, item->w, item->h};
    for (int i = 0; i < 4; i++) {
        pdf_put_length(pen->out, parts[i]);
        buf_char(pen->out, ' ');
    }
    buf_text(pen->out, "re f\n");
}

static void put_point(struct pen *pen, const struct pdf_item *item,
                      const struct chart_segment *segment, int index)
{
    pdf_put_length(pen->out, item->x + segment->x[index]);
    buf_char(pen->out, ' ');
    pdf_put_length(pen->out, pen->height - item->y - segment->y[index]);
    buf_char(pen->out, ' ');
}

static void put_segment(struct pen *pen, const struct pdf_item *item,
                        const struct chart_segment *segment)
{
    switch (segment->op) {
    case CHART_MOVE:
        put_point(pen, item, segment, 0);
        buf_text(pen->out, "m\n");
        break;
    case CHART_LINE_TO:
        put_point(pen, item, segment, 0);
        buf_text(pen->out, "l\n");
        break;
    case CHART_CURVE_TO:
        for (int i = 0; i < 3; i++)
            put_point(pen, item, segment, i);
        buf_text(pen->out, "c\n");
        break;
    case CHART_CLOSE:
        buf_text(pen->out, "h\n");
        break;
    }
}

static void write_path(struct pen *pen, const struct pdf_item *item)
{
    close_text(pen);
    open_mark(pen);
    if (item->path.stroke) {
        const uint8_t parts[] = {item->path.color.r, item->path.color.g, item->path.color.b};
        pdf_put_length(pen->out, item->path.stroke);
        buf_text(pen->out, " w ");
        for (int i = 0; i < 3; i++)
            put_part(pen->out, parts[i]);
        buf_text(pen->out, "RG\n");
    } else {
        set_fill(pen, item->path.color);
    }
    for (uint32_t i = 0; i < item->path.count; i++)
        put_segment(pen, item, &item->path.segments[i]);
    buf_text(pen->out, item->path.stroke ? "S\n" : "f\n");
}

static void write_image(struct pen *pen, const struct pdf_item *item)
{
    close_text(pen);
    open_mark(pen);
    const pdf_length parts[] = {item->w, 0, 0, item->h, item->x, pen->height - item->y - item->h};
    buf_text(pen->out, "q ");
    for (int i = 0; i < 6; i++) {
        pdf_put_length(pen->out, parts[i]);
        buf_char(pen->out, ' ');
    }
    struct pdf_content *content = pen->content;
    buf_format(pen->out, "cm /I%u Do Q\n", content->image(content->context, item->image.image));
}

static void note_box(struct pen *pen, const struct pdf_item *item)
{
    /* A figure's first tag may come before its place is known. */
    if (pen->content->structure == NULL || pen->artifacts || item->w == 0 || item->h == 0)
        return;
    pdf_length top = pen->height - item->y;
    pdf_structure_box(pen->content->structure, item->x, top - item->h, item->x + item->w, top);
}

static void write_item(struct pen *pen, const struct pdf_item *item)
{
    struct pdf_content *content = pen->content;
    switch (item->kind) {
    case PDF_BEGIN:
        close_mark(pen);
        if (content->structure) {
            pdf_structure_begin(content->structure, item);
            if (item->tag.tag == PDF_TAG_FIGURE)
                note_box(pen, item);
        }
        break;
    case PDF_END:
        close_mark(pen);
        if (content->structure)
            pdf_structure_end(content->structure);
        break;
    case PDF_ARTIFACT_BEGIN:
        close_mark(pen);
        close_text(pen);
        if (content->structure && pen->artifacts == 0)
            buf_text(pen->out, "/Artifact<</Type/Pagination>>BDC\n");
        pen->artifacts++;
        break;
    case PDF_ARTIFACT_END:
        close_text(pen);
        pen->artifacts--;
        if (content->structure && pen->artifacts == 0)
            buf_text(pen->out, "EMC\n");
        break;
    case PDF_RUN:
        write_run(pen, item);
        break;
    case PDF_RULE:
        write_rule(pen, item);
        break;
    case PDF_PATH:
        write_path(pen, item);
        break;
    case PDF_IMAGE:
        write_image(pen, item);
        break;
    case PDF_LINK:
        content->link(content->context, item);
        break;
    case PDF_FIELD:
        content->field(content->context, item);
        break;
    case PDF_ANCHOR:
        content->anchor(content->context, item);
        break;
    }
}

void pdf_content_write(struct pdf_content *content, const struct pdf_frame *frame, struct buf *out)
{
    struct pen pen = {.content = content, .out = out, .height = frame->height};
    for (size_t i = 0; i < frame->count; i++)
        write_item(&pen, &frame->items[i]);
    close_mark(&pen);
    close_text(&pen);
}
