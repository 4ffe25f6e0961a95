/* SPDX-License-Identifier: MIT */
#include "pdf/flow.h"
#include "pdf/structure.h"

/* Lengths in points, as the file has them: two decimals at most. */
static void put_place(struct buf *out, const struct pdf_item *item)
{
    pdf_put_length(out, item->x);
    buf_char(out, ' ');
    pdf_put_length(out, item->y);
}

static void put_size(struct buf *out, const struct pdf_item *item)
{
    buf_char(out, ' ');
    pdf_put_length(out, item->w);
    buf_text(out, " x ");
    pdf_put_length(out, item->h);
}

static void put_run(struct buf *out, const struct pdf_item *item)
{
    buf_text(out, "run ");
    put_place(out, item);
    buf_text(out, " size ");
    pdf_put_length(out, item->run.size);
    if (item->run.word_space) {
        buf_text(out, " space ");
        pdf_put_length(out, item->run.word_space);
    }
    if (item->run.hyphen)
        buf_text(out, " hyphen");
    buf_text(out, "  ");
    for (uint32_t i = 0; i < item->run.count; i++) {
        const struct pdf_shaped *word = item->run.words[i];
        for (uint32_t k = 0; k < word->count; k++)
            buf_put(out, word->glyphs[k].text, word->glyphs[k].text_n);
    }
}

static void put_named(struct buf *out, const char *name, struct str text)
{
    if (text.n == 0)
        return;
    buf_text(out, name);
    buf_str(out, text);
}

static void put_tag(struct buf *out, const struct pdf_item *item)
{
    static const char *const scopes[] = {"", " scope column", " scope row", " scope both"};
    static const char *const countings[] = {
        "", " numbered", " lettered a", " lettered A", " numbered i", " numbered I"};
    buf_text(out, pdf_tag_name(item->tag.tag));
    buf_format(out, " #%u", item->tag.element);
    const struct pdf_traits *traits = item->tag.traits;
    if (traits == NULL)
        return;
    put_named(out, " id ", traits->id);
    put_named(out, " headers ", traits->headers);
    buf_text(out, scopes[traits->scope]);
    if (traits->columns > 1)
        buf_format(out, " columns %u", traits->columns);
    if (traits->rows > 1)
        buf_format(out, " rows %u", traits->rows);
    if (traits->counting)
        buf_text(out, countings[traits->counting]);
    put_named(out, " language ", traits->language);
    put_named(out, "  instead ", traits->actual);
    put_named(out, "  ", traits->alt);
}

static void put_field(struct buf *out, const struct pdf_item *item)
{
    static const char *const kinds[] = {"text ", "choice ", "check ", "radio "};
    buf_text(out, "field ");
    buf_text(out, kinds[item->field->kind]);
    put_place(out, item);
    put_size(out, item);
    if (item->field->several)
        buf_text(out, " several lines");
    put_named(out, " ", item->field->name);
    put_named(out, " = ", item->field->option);
    put_named(out, "  ", item->field->description);
    for (size_t i = 0; i < item->field->option_count; i++)
        put_named(out, i ? " | " : " of ", item->field->options[i].label);
    if (item->field->on)
        buf_text(out, "  on");
}

static void put_item(struct buf *out, const struct pdf_item *item)
{
    switch (item->kind) {
    case PDF_BEGIN:
        put_tag(out, item);
        break;
    case PDF_ARTIFACT_BEGIN:
        buf_text(out, "artifact");
        break;
    case PDF_RUN:
        put_run(out, item);
        break;
    case PDF_RULE:
        buf_text(out, "rule ");
        put_place(out, item);
        put_size(out, item);
        break;
    case PDF_PATH:
        buf_text(out, "path ");
        put_place(out, item);
        buf_format(out, " segments %u", item->path.count);
        break;
    case PDF_IMAGE:
        buf_text(out, "image ");
        put_place(out, item);
        put_size(out, item);
        break;
    case PDF_LINK:
        buf_text(out, "link ");
        buf_str(out, item->link->target.n ? item->link->target : item->link->url);
        break;
    case PDF_FIELD:
        put_field(out, item);
        break;
    case PDF_ANCHOR:
        buf_text(out, "anchor ");
        buf_str(out, item->anchor.id);
        break;
    case PDF_END:
    case PDF_ARTIFACT_END:
        break;
    }
    buf_char(out, '\n');
}

void pdf_dump_frame(const struct pdf_frame *frame, struct buf *out)
{
    int depth = 1;
    buf_text(out, "page ");
    pdf_put_length(out, frame->width);
    buf_text(out, " x ");
    pdf_put_length(out, frame->height);
    buf_char(out, '\n');
    for (size_t i = 0; i < frame->count; i++) {
        const struct pdf_item *item = &frame->items[i];
        bool begins = item->kind == PDF_BEGIN || item->kind == PDF_ARTIFACT_BEGIN;
        bool ends = item->kind == PDF_END || item->kind == PDF_ARTIFACT_END;
        if (ends) {
            depth--;
            continue;
        }
        for (int k = 0; k < depth; k++)
            buf_text(out, "  ");
        put_item(out, item);
        depth += begins;
    }
}
