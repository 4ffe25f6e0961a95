/* SPDX-License-Identifier: MIT */
#include "yaml/node_lines.h"

bool line_char_is(struct str text, size_t at, char c)
{
    return at < text.n && text.p[at] == c;
}

bool line_is_blank(struct str text, size_t at)
{
    return line_char_is(text, at, ' ') || line_char_is(text, at, '\t');
}

bool line_is_break(struct str text, size_t at)
{
    return at >= text.n || text.p[at] == '\n' || text.p[at] == '\r';
}

size_t line_start(struct str text, size_t at)
{
    while (at > 0 && text.p[at - 1] != '\n')
        at--;
    return at;
}

size_t line_stop(struct str text, size_t at)
{
    while (!line_is_break(text, at))
        at++;
    return at;
}

size_t line_content(struct str text, size_t line)
{
    for (;;) {
        while (line_is_blank(text, line))
            line++;
        if (!line_char_is(text, line, '-') || !line_is_blank(text, line + 1))
            return line;
        line++;
    }
}

size_t line_before(struct str text, size_t line)
{
    while (line > 0) {
        line = line_start(text, line - 1);
        size_t content = line_content(text, line);
        if (!line_is_break(text, content) && text.p[content] != '#')
            return line;
    }
    return STR_NOT_FOUND;
}

size_t line_key_colon(struct str text, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (text.p[i] == ':' && (line_is_blank(text, i + 1) || line_is_break(text, i + 1)))
            return i;
    return STR_NOT_FOUND;
}

size_t line_tight_colon(struct str text, size_t from, size_t to)
{
    for (size_t i = from; i + 1 < to; i++) {
        if (text.p[i] == ' ')
            break;
        bool digit = i > from && text.p[i - 1] >= '0' && text.p[i - 1] <= '9';
        if (text.p[i] == ':' && i > from && !digit && text.p[i + 1] != '/' &&
            !line_is_blank(text, i + 1))
            return i;
    }
    return STR_NOT_FOUND;
}

size_t line_text_stop(struct str text, size_t from, size_t stop)
{
    size_t end = stop;
    for (size_t i = from + 1; i < stop; i++) {
        if (text.p[i] == '#' && line_is_blank(text, i - 1)) {
            end = i;
            break;
        }
    }
    while (end > from && line_is_blank(text, end - 1))
        end--;
    return end;
}
