/* SPDX-License-Identifier: MIT */
#include "html/write.h"

/* NULL: as it is. Control characters are not allowed in HTML at all. */
static const char *replacement(char byte, bool quotes)
{
    switch (byte) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return quotes ? "&quot;" : NULL;
    case '\t':
    case '\n':
    case '\\':
        return NULL;
    default:
        return "\xEF\xBF\xBD";
    }
}

static void escape(struct buf *out, struct str text, bool quotes)
{
    size_t from = 0;
    for (size_t at = 0; (at = str_find_special(text, at)) < text.n; at++) {
        const char *with = replacement(text.p[at], quotes);
        if (with == NULL)
            continue;
        buf_put(out, text.p + from, at - from);
        buf_text(out, with);
        from = at + 1;
    }
    if (from < text.n)
        buf_put(out, text.p + from, text.n - from);
}

void html_text(struct buf *out, struct str text)
{
    escape(out, text, false);
}

void html_attr(struct buf *out, const char *name, struct str value)
{
    buf_char(out, ' ');
    buf_text(out, name);
    buf_text(out, "=\"");
    escape(out, value, true);
    buf_char(out, '"');
}

void html_word(struct html_pen *pen, const char *key)
{
    html_text(pen->out, language_word(pen->language, key));
}

void html_url(struct buf *out, struct str path)
{
    static const char DIGITS[] = "0123456789ABCDEF";
    for (size_t i = 0; i < path.n; i++) {
        unsigned char c = (unsigned char)path.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     c == '-' || c == '_' || c == '.' || c == '/' || c == '~';
        if (plain) {
            buf_char(out, (char)c);
            continue;
        }
        char code[3] = {'%', DIGITS[c >> 4], DIGITS[c & 15]};
        buf_put(out, code, sizeof code);
    }
}
