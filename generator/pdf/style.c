/* SPDX-License-Identifier: MIT */
#include "pdf/flow.h"

static bool open_font(struct pdf_flow *flow, const struct pdf_text_style *style, int emphasis,
                      struct pdf_font *font)
{
    uint16_t face = pdf_fonts_open(flow->options->fonts, &style->faces[emphasis], flow->diags);
    if (face == PDF_FACE_MISSING)
        return false;
    *font = (struct pdf_font){.tabular = style->tabular};
    font->faces[font->count++] = face;
    for (uint8_t i = 0; i < style->fallback_count && font->count < 4; i++) {
        face = pdf_fonts_open(flow->options->fonts, &style->fallbacks[i], flow->diags);
        if (face == PDF_FACE_MISSING)
            return false;
        font->faces[font->count++] = face;
    }
    return true;
}

bool pdf_flow_open_fonts(struct pdf_flow *flow)
{
    bool good = true;
    for (int style = 0; style < PDF_STYLE_COUNT; style++)
        for (int emphasis = 0; emphasis < PDF_EMPHASES; emphasis++)
            good = open_font(flow, &flow->layout->styles[style], emphasis,
                             &flow->fonts[style][emphasis]) &&
                   good;
    return good;
}

static const struct pdf_space *space_of(struct pdf_flow *flow, enum pdf_style style,
                                        uint8_t emphasis)
{
    struct pdf_space *space = &flow->spaces[style][emphasis];
    if (space->shaped == NULL) {
        space->shaped = pdf_shape(flow->options->fonts, &flow->fonts[style][emphasis], STR(" "),
                                  flow->language, (struct span){0}, flow->diags);
        space->width = pdf_em_width(space->shaped->width, flow->layout->styles[style].size);
    }
    return space;
}

const struct pdf_shaped *pdf_space_shaped(struct pdf_flow *flow, enum pdf_style style,
                                          uint8_t emphasis)
{
    return space_of(flow, style, emphasis)->shaped;
}

pdf_length pdf_space_width(struct pdf_flow *flow, enum pdf_style style, uint8_t emphasis)
{
    return space_of(flow, style, emphasis)->width;
}

/* The line's leading is shared out above and below so that ascent and descent sit in the middle. */
pdf_length pdf_baseline(const struct pdf_flow *flow, enum pdf_style style)
{
    const struct pdf_text_style *text = pdf_flow_style(flow, style);
    struct pdf_metrics metrics =
        pdf_font_metrics(flow->options->fonts, &flow->fonts[style][PDF_REGULAR]);
    pdf_length ascent = pdf_em_width(metrics.ascender, text->size);
    pdf_length descent = pdf_em_width(-metrics.descender, text->size);
    return (text->leading - ascent - descent) / 2 + ascent;
}
