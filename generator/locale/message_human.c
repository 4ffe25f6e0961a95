/* SPDX-License-Identifier: MIT */
#include "locale/message_parts.h"

#include "locale/letter.h"

/* Characters of a source line that are shown, and how many of them at least before the caret. */
enum { LINE_SHOWN = 100, LINE_BEFORE = 60, GUTTER = 4 };

enum paint { PAINT_END, PAINT_PLACE, PAINT_ERROR, PAINT_WARNING, PAINT_HINT, PAINT_QUIET };

static void paint(struct buf *out, const struct message_style *style, enum paint paint)
{
    static const char *const codes[] = {
        [PAINT_END] = "\033[0m",        [PAINT_PLACE] = "\033[1m",   [PAINT_ERROR] = "\033[1;31m",
        [PAINT_WARNING] = "\033[1;33m", [PAINT_HINT] = "\033[1;36m", [PAINT_QUIET] = "\033[2m"};
    if (style->color)
        buf_text(out, codes[paint]);
}

/* One character of somebody's text: nothing in it may steer the terminal. */
static void put_safe(struct buf *out, uint32_t code)
{
    if (code == '\t')
        buf_char(out, ' ');
    else
        buf_code(out, letter_is_control(code) ? 0xFFFD : code);
}

static void put_indent(struct buf *out, size_t spaces)
{
    while (spaces-- > 0)
        buf_char(out, ' ');
}

/* Further lines of a text stand under its first. */
static void put_text(struct buf *out, struct str text, size_t indent)
{
    for (size_t at = 0; at < text.n;) {
        uint32_t code = str_next(text, &at);
        if (code == '\n') {
            buf_char(out, '\n');
            put_indent(out, indent);
        } else {
            put_safe(out, code);
        }
    }
}

/* The characters [from, to) of the line. */
static void put_part(struct buf *out, struct str line, size_t from, size_t to)
{
    size_t index = 0;
    for (size_t at = 0; at < line.n && index < to; index++) {
        uint32_t code = str_next(line, &at);
        if (index >= from)
            put_safe(out, code);
    }
}

static void put_line(struct buf *out, const struct place *place, const struct message_style *style)
{
    size_t length = str_length(place->text), caret = place->column - 1;
    size_t from = 0, to = length;
    if (length > LINE_SHOWN) {
        from = caret > LINE_BEFORE ? caret - LINE_BEFORE : 0;
        to = from + LINE_SHOWN < length ? from + LINE_SHOWN : length;
    }
    paint(out, style, PAINT_QUIET);
    buf_format(out, "%*u | ", GUTTER, (unsigned)place->line);
    paint(out, style, PAINT_END);
    if (from > 0)
        buf_text(out, "…");
    put_part(out, place->text, from, to);
    buf_text(out, to < length ? "…\n" : "\n");
    paint(out, style, PAINT_QUIET);
    buf_format(out, "%*s | ", GUTTER, "");
    paint(out, style, PAINT_END);
    put_indent(out, caret - from + (from > 0));
    paint(out, style, PAINT_HINT);
    size_t width = place->width;
    if (caret + width > to)
        width = to > caret ? to - caret : 1;
    buf_char(out, '^');
    for (size_t i = 1; i < width; i++)
        buf_char(out, '~');
    paint(out, style, PAINT_END);
    buf_char(out, '\n');
}

static void put_head(struct buf *out, const struct message_shown *shown,
                     const struct message_style *style)
{
    static const char *const terms[] = {
        [SEVERITY_ERROR] = "error", [SEVERITY_WARNING] = "warning", [SEVERITY_HINT] = "hint"};
    static const enum paint paints[] = {[SEVERITY_ERROR] = PAINT_ERROR,
                                        [SEVERITY_WARNING] = PAINT_WARNING,
                                        [SEVERITY_HINT] = PAINT_HINT};
    if (shown->placed) {
        paint(out, style, PAINT_PLACE);
        put_text(out, shown->place.path, 0);
        buf_format(out, ":%u:%u:", (unsigned)shown->place.line, (unsigned)shown->place.column);
        paint(out, style, PAINT_END);
        buf_char(out, ' ');
    }
    paint(out, style, paints[shown->severity]);
    buf_str(out, message_term(style->language, terms[shown->severity], NULL));
    buf_format(out, " %s:", shown->code);
    paint(out, style, PAINT_END);
    buf_char(out, ' ');
}

void message_write_human(struct buf *out, const struct message_shown *shown,
                         const struct message_style *style)
{
    enum { HINT_INDENT = GUTTER + 3 };
    put_head(out, shown, style);
    put_text(out, shown->text, HINT_INDENT);
    buf_char(out, '\n');
    if (shown->placed && shown->place.text.n)
        put_line(out, &shown->place, style);
    if (shown->hint.n) {
        paint(out, style, PAINT_QUIET);
        buf_format(out, "%*s = ", GUTTER, "");
        paint(out, style, PAINT_END);
        put_text(out, shown->hint, HINT_INDENT);
        buf_char(out, '\n');
    }
}
