/* SPDX-License-Identifier: MIT */
#include "html/write.h"

/*
 * How wide a line of a chart's text is. Which font a reader has is not known here: these are the
 * advances of Noto Sans in 1/100 em, which is wider than most, so what fits here fits there.
 */

enum { FIRST_LATIN = 0x20, FIRST_CYRILLIC = 0x400, OTHER = 62, WIDE_FROM = 0x1100, WIDE = 100 };

static const unsigned char LATIN[] = {
    26, 27, 41, 65, 57, 83, 73, 23, 30, 30, 55, 57, 27, 32, 27, 37, 57, 57, 57, 57, 57, 57, 57, 57,
    57, 57, 27, 27, 57, 57, 57, 43, 90, 64, 65, 63, 73, 56, 52, 73, 74, 34, 27, 62, 52, 91, 76, 78,
    61, 78, 62, 55, 56, 73, 60, 93, 59, 57, 57, 33, 37, 33, 57, 44, 28, 56, 62, 48, 62, 56, 34, 62,
    62, 26, 26, 53, 26, 94, 62, 61, 62, 62, 41, 48, 36, 62, 51, 79, 53, 51, 47, 38, 55, 38, 57, 57,
    57, 57, 57, 57, 57, 57, 57, 57, 57, 57, 57, 57, 57, 57, 57, 57, 57, 57, 57, 57, 57, 57, 57, 57,
    57, 57, 57, 57, 57, 57, 57, 57, 26, 27, 57, 57, 57, 57, 55, 51, 58, 83, 36, 51, 57, 32, 83, 50,
    43, 57, 35, 35, 28, 62, 66, 27, 23, 35, 38, 51, 75, 77, 78, 43, 64, 64, 64, 64, 64, 64, 88, 63,
    56, 56, 56, 56, 34, 34, 34, 34, 73, 76, 78, 78, 78, 78, 78, 57, 78, 73, 73, 73, 73, 57, 61, 63,
    56, 56, 56, 56, 56, 56, 86, 48, 56, 56, 56, 56, 26, 26, 26, 26, 61, 62, 61, 61, 61, 61, 61, 57,
    61, 62, 62, 62, 62, 51, 62, 51, 64, 56, 64, 56, 64, 56, 63, 48, 63, 48, 63, 48, 63, 48, 73, 62,
    73, 62, 56, 56, 56, 56, 56, 56, 56, 56, 56, 56, 73, 62, 73, 62, 73, 62, 73, 62, 74, 62, 74, 62,
    34, 26, 34, 26, 34, 26, 34, 26, 34, 26, 61, 52, 27, 26, 62, 53, 53, 52, 26, 52, 26, 52, 26, 52,
    27, 52, 26, 76, 62, 76, 62, 76, 62, 69, 76, 62, 78, 61, 78, 61, 78, 61, 93, 95, 62, 41, 62, 41,
    62, 41, 55, 48, 55, 48, 55, 48, 55, 48, 56, 36, 56, 36, 56, 36, 73, 62, 73, 62, 73, 62, 73, 62,
    73, 62, 73, 62, 93, 79, 57, 51, 57, 57, 47, 57, 47, 57, 47, 33,
};

static const unsigned char CYRILLIC[] = {
    56,  56,  74, 52, 64,  55, 34,  34, 27, 94, 96, 74, 62, 77, 62, 73, 64, 62, 65, 52,
    69,  56,  85, 59, 77,  77, 62,  71, 91, 74, 78, 73, 61, 63, 56, 62, 80, 59, 74, 70,
    104, 104, 69, 86, 64,  63, 105, 64, 56, 60, 58, 43, 58, 56, 75, 49, 64, 64, 53, 58,
    75,  64,  61, 62, 62,  48, 48,  51, 73, 53, 63, 61, 90, 91, 70, 78, 59, 49, 84, 56,
    56,  56,  62, 43, 50,  48, 26,  26, 26, 84, 89, 62, 53, 64, 51, 63, 92, 79, 68, 63,
    92,  74,  68, 57, 93,  78, 73,  64, 98, 85, 59, 49, 80, 76, 78, 61, 64, 52, 64, 52,
    122, 110, 82, 66, 103, 90, 92,  79, 64, 49, 61, 57, 57, 57, 57, 57, 57, 57, 79, 66,
    62,  59,  61, 62, 53,  44, 53,  43, 65, 53, 90, 80, 59, 49, 67, 56, 62, 53, 62, 53,
};

enum {
    LATIN_COUNT = sizeof LATIN / sizeof LATIN[0],
    CYRILLIC_COUNT = sizeof CYRILLIC / sizeof CYRILLIC[0]
};

/* Spaces and dashes that typography puts in, and the signs of measures. */
static chart_length special_width(uint32_t code)
{
    switch (code) {
    case 0x2009: /* thin space */
    case 0x202F: /* narrow no-break space */
        return 20;
    case 0x2018:
    case 0x2019:
    case 0x201A:
        return 25;
    case 0x201C:
    case 0x201D:
    case 0x201E:
        return 42;
    case 0x2014:
    case 0x2116: /* № */
        return 102;
    case 0x2026:
        return 79;
    default:
        return code >= WIDE_FROM && code < 0x1E00 ? WIDE
               : code >= 0x2E80 && code < 0xFB00  ? WIDE
                                                  : OTHER;
    }
}

static chart_length letter_width(uint32_t code)
{
    if (code >= FIRST_LATIN && code - FIRST_LATIN < LATIN_COUNT)
        return LATIN[code - FIRST_LATIN];
    if (code >= FIRST_CYRILLIC && code - FIRST_CYRILLIC < CYRILLIC_COUNT)
        return CYRILLIC[code - FIRST_CYRILLIC];
    return special_width(code);
}

chart_length html_measure(void *context, struct str text, chart_length size, bool bold)
{
    int64_t hundredths = 0;
    (void)context;
    for (size_t at = 0; at < text.n;)
        hundredths += letter_width(str_next(text, &at));
    if (bold)
        hundredths += hundredths / 12;
    return (chart_length)(hundredths * size / 100);
}
