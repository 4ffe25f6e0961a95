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

const struct pdf_space *pdf_space_shape(struct pdf_flow *flow, enum pdf_style style,
                                        uint8_t emphasis)
{
    const struct pdf_shaped *shaped =
        pdf_shape(flow->options->fonts, &flow->fonts[style][emphasis], STR(" "), flow->language,
                  (struct span){0}, flow->diags);
    pdf_length width = pdf_em_width(shaped->width, flow->layout->styles[style].size);
    flow->spaces[style][emphasis] = (struct pdf_space){shaped, width};
    return &flow->spaces[style][emphasis];
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
