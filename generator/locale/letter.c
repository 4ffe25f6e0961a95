/* SPDX-License-Identifier: MIT */
#include "locale/letter.h"

#include <utf8proc.h>

#define KIND(category) (1U << UTF8PROC_CATEGORY_##category)

static bool is_of(uint32_t code, unsigned kinds)
{
    return (kinds >> utf8proc_category((utf8proc_int32_t)code)) & 1U;
}

bool letter_is(uint32_t code)
{
    if (code < 0x80)
        return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
    return is_of(code, KIND(LU) | KIND(LL) | KIND(LT) | KIND(LM) | KIND(LO) | KIND(MN) | KIND(MC));
}

bool letter_is_upper(uint32_t code)
{
    return code < 0x80 ? code >= 'A' && code <= 'Z' : is_of(code, KIND(LU) | KIND(LT));
}

bool letter_is_lower(uint32_t code)
{
    return code < 0x80 ? code >= 'a' && code <= 'z' : is_of(code, KIND(LL));
}

uint32_t letter_lower(uint32_t code)
{
    if (code < 0x80)
        return code >= 'A' && code <= 'Z' ? code | 0x20 : code;
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code);
}

uint32_t letter_upper(uint32_t code)
{
    if (code < 0x80)
        return code >= 'a' && code <= 'z' ? code & ~UINT32_C(0x20) : code;
    return (uint32_t)utf8proc_toupper((utf8proc_int32_t)code);
}

bool letter_is_digit(uint32_t code)
{
    return code >= '0' && code <= '9';
}

bool letter_is_numeral(uint32_t code)
{
    return code < 0x80 ? letter_is_digit(code) : is_of(code, KIND(ND) | KIND(NL) | KIND(NO));
}

bool letter_is_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || str_turns_text(code);
}

bool letter_is_seen(struct str text)
{
    const unsigned unseen = KIND(ZS) | KIND(ZL) | KIND(ZP) | KIND(CF) | KIND(CC);
    for (size_t at = 0; at < text.n;)
        if (!is_of(str_next(text, &at), unseen))
            return true;
    return false;
}
