/* SPDX-License-Identifier: MIT */
#include "calc/script.h"

#include <stddef.h>
#include <utf8proc.h>

static const struct script_range {
    uint32_t first, last;
    enum script script;
} ranges[] = {
    {0x0041, 0x005A, SCRIPT_LATIN},    {0x0061, 0x007A, SCRIPT_LATIN},
    {0x00AA, 0x00AA, SCRIPT_LATIN},    {0x00BA, 0x00BA, SCRIPT_LATIN},
    {0x00C0, 0x00D6, SCRIPT_LATIN},    {0x00D8, 0x00F6, SCRIPT_LATIN},
    {0x00F8, 0x02B8, SCRIPT_LATIN},    {0x0370, 0x03FF, SCRIPT_GREEK},
    {0x0400, 0x052F, SCRIPT_CYRILLIC}, {0x1C80, 0x1C8F, SCRIPT_CYRILLIC},
    {0x1E00, 0x1EFF, SCRIPT_LATIN},    {0x1F00, 0x1FFF, SCRIPT_GREEK},
    {0x2C60, 0x2C7F, SCRIPT_LATIN},    {0x2DE0, 0x2DFF, SCRIPT_CYRILLIC},
    {0xA640, 0xA69F, SCRIPT_CYRILLIC}, {0xA720, 0xA7FF, SCRIPT_LATIN},
    {0xFB00, 0xFB06, SCRIPT_LATIN},    {0xFF21, 0xFF5A, SCRIPT_LATIN},
};

static utf8proc_category_t category(uint32_t code)
{
    return utf8proc_category((utf8proc_int32_t)code);
}

static bool is_mark(uint32_t code)
{
    utf8proc_category_t kind = category(code);
    return kind == UTF8PROC_CATEGORY_MN || kind == UTF8PROC_CATEGORY_MC;
}

bool script_is_letter(uint32_t code)
{
    if (code < 0x80)
        return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
    utf8proc_category_t kind = category(code);
    return (kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_LO) || is_mark(code);
}

enum script script_of(uint32_t code)
{
    if (!script_is_letter(code) || is_mark(code))
        return SCRIPT_ANY;
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (code >= ranges[i].first && code <= ranges[i].last)
            return ranges[i].script;
    return SCRIPT_OTHER;
}

const char *script_name(enum script script)
{
    static const char *const names[] = {
        [SCRIPT_ANY] = "of any script",       [SCRIPT_LATIN] = "Latin",
        [SCRIPT_CYRILLIC] = "Cyrillic",       [SCRIPT_GREEK] = "Greek",
        [SCRIPT_OTHER] = "of another script",
    };
    return names[script];
}
