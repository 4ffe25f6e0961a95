/* SPDX-License-Identifier: MIT */
#include "doc/dump_parts.h"

#include "calc/value.h"

void dump_text(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.n;) {
        size_t from = i;
        uint32_t code = str_next(text, &i);
        if (code == 0xA0)
            buf_text(out, "␣");
        else if (code == 0x202F)
            buf_text(out, "⍽");
        else if (code == '\n')
            buf_text(out, "⏎");
        else
            buf_str(out, str_slice(text, from, i));
    }
}

void dump_marks(struct buf *out, uint8_t marks)
{
    if (marks & MARK_ESTIMATE)
        buf_text(out, "~");
    if (marks & MARK_SAMPLE)
        buf_text(out, "?");
}

static void write_wrapped(struct buf *out, const char *sign, const struct doc_node *node)
{
    buf_text(out, sign);
    dump_inlines(out, node->first);
    buf_text(out, sign);
}

static void write_link(struct buf *out, const struct doc_node *node)
{
    buf_char(out, '[');
    dump_inlines(out, node->first);
    buf_text(out, "](");
    if (node->link.target.n > 0)
        buf_char(out, '#');
    dump_text(out, node->link.target.n > 0 ? node->link.target : node->link.url);
    buf_char(out, ')');
}

static void write_value(struct buf *out, const struct doc_node *node)
{
    buf_text(out, "⟦");
    dump_text(out, node->value.text);
    dump_marks(out, node->value.marks);
    buf_text(out, "⟧");
}

/* ⟦line 5.00 cm: value⟧, with what is said about it in a form: ⟦box ☒ radio kind=day “Form”⟧. */
static void write_place(struct buf *out, const struct doc_place *place)
{
    static const char *const KINDS[] = {
        [DOC_PLACE_LINE] = "line", [DOC_PLACE_LINES] = "lines", [DOC_PLACE_BOX] = "box"};
    static const char *const FIELDS[] = {
        [DOC_FIELD_TEXT] = "",          [DOC_FIELD_LINES] = "", [DOC_FIELD_DATE] = " date",
        [DOC_FIELD_CHOICE] = " choice", [DOC_FIELD_TICK] = "",  [DOC_FIELD_RADIO] = " radio"};
    buf_format(out, "⟦%s", KINDS[place->kind]);
    if (place->width > 0)
        buf_format(out, " %u.%02u cm", (unsigned)(place->width / 1000),
                   (unsigned)(place->width / 10 % 100));
    if (place->kind == DOC_PLACE_LINES)
        buf_format(out, " %u", (unsigned)place->lines);
    if (place->kind == DOC_PLACE_BOX)
        buf_text(out, place->ticked ? " ☒" : " ☐");
    buf_format(out, "%s ", FIELDS[place->field]);
    dump_text(out, place->name);
    if (place->option.n > 0) {
        buf_char(out, '=');
        dump_text(out, place->option);
    }
    buf_text(out, " “");
    dump_text(out, place->description);
    buf_text(out, "”");
    if (place->under.n > 0) {
        buf_text(out, " under ");
        dump_text(out, place->under);
    }
    if (place->text.n > 0) {
        buf_text(out, ": ");
        dump_text(out, place->text);
        dump_marks(out, place->marks);
    }
    buf_text(out, "⟧");
}

static void write_code(struct buf *out, struct str code)
{
    buf_char(out, '`');
    dump_text(out, code);
    buf_char(out, '`');
}

static void write_inline(struct buf *out, const struct doc_node *node)
{
    if (node->kind == DOC_TEXT)
        dump_text(out, node->text);
    else if (node->kind == DOC_CODE_SPAN)
        write_code(out, node->text);
    else if (node->kind == DOC_EMPHASIS)
        write_wrapped(out, "*", node);
    else if (node->kind == DOC_STRONG)
        write_wrapped(out, "**", node);
    else if (node->kind == DOC_LINK)
        write_link(out, node);
    else if (node->kind == DOC_VALUE)
        write_value(out, node);
    else if (node->kind == DOC_PLACE)
        write_place(out, node->place);
    else if (node->kind == DOC_LINE_BREAK)
        buf_text(out, "⏎");
    else if (node->kind == DOC_NOTE_REF)
        buf_format(out, "[^%u]", (unsigned)node->note_ref.number);
}

void dump_inlines(struct buf *out, const struct doc_node *first)
{
    for (const struct doc_node *node = first; node; node = node->next)
        write_inline(out, node);
}
