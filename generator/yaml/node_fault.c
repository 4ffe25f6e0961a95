/* SPDX-License-Identifier: MIT */
#include "yaml/node_fault.h"

#include "yaml/node_lines.h"

void fault_report(struct fault *f, enum message message, size_t from, size_t to,
                  const struct diag_arg *args)
{
    if (to > f->text.n)
        to = f->text.n;
    node_stream_report(f->stream, message, from, to, args);
}

size_t fault_char_end(const struct fault *f, size_t at)
{
    if (at < f->text.n)
        str_next(f->text, &at);
    return at;
}

void fault_report_char(struct fault *f, enum message message, size_t at)
{
    size_t end = fault_char_end(f, at);
    fault_report(f, message, at, end, ARGS(arg_text("found", str_slice(f->text, at, end))));
}

void fault_put_quoted(struct buf *out, struct str value)
{
    value = node_excerpt(value);
    char mark = value.n > 1 ? value.p[0] : 0;
    if ((mark == '\'' || mark == '"') && value.p[value.n - 1] == mark) {
        size_t marks = 0;
        for (size_t i = 0; i < value.n; i++)
            marks += value.p[i] == mark;
        if (marks % 2 == 1)
            value = str_slice(value, 1, value.n - 1);
    }
    bool single =
        str_find(value, '"', 0) != STR_NOT_FOUND || str_find(value, '\\', 0) != STR_NOT_FOUND;
    buf_char(out, single ? '\'' : '"');
    for (size_t i = 0; i < value.n; i++) {
        buf_char(out, value.p[i]);
        if (single && value.p[i] == '\'')
            buf_char(out, '\'');
    }
    buf_char(out, single ? '\'' : '"');
}

void fault_report_quoted(struct fault *f, enum message message, size_t at, size_t to, size_t value)
{
    struct buf quoted = {0};
    size_t end = line_text_stop(f->text, value, line_stop(f->text, value));
    fault_put_quoted(&quoted, str_slice(f->text, value, end));
    fault_report(f, message, at, to, ARGS(arg_text("quoted", buf_view(&quoted))));
    buf_free(&quoted);
}

void fault_report_space(struct fault *f, enum message message, size_t from, size_t at)
{
    struct buf written = {0};
    buf_str(&written, str_slice(f->text, from, at + 1));
    buf_char(&written, ' ');
    size_t end = line_text_stop(f->text, at, line_stop(f->text, at));
    buf_str(&written, node_excerpt(str_slice(f->text, at + 1, end)));
    fault_report(f, message, at, at + 1, ARGS(arg_text("written", buf_view(&written))));
    buf_free(&written);
}

void fault_report_from(struct fault *f, enum message message, size_t at)
{
    fault_report(f, message, at, line_text_stop(f->text, at, line_stop(f->text, at)), NO_ARGS);
}

void fault_report_line(struct fault *f, enum message message, size_t line)
{
    fault_report_from(f, message, line_content(f->text, line));
}

void fault_report_tab(struct fault *f, size_t tab)
{
    int64_t count = 0;
    for (size_t line = f->line; line < f->text.n;) {
        size_t i = line;
        while (line_char_is(f->text, i, ' ') ||
               (line_char_is(f->text, i, '-') && line_is_blank(f->text, i + 1)))
            i++;
        count += line_char_is(f->text, i, '\t');
        line = line_stop(f->text, line);
        line += line < f->text.n && f->text.p[line] == '\r';
        line += line < f->text.n;
    }
    fault_report(f, MSG_YAML_TAB, tab, tab + 1, ARGS(arg_count("count", count ? count : 1)));
    f->stream->resume = f->text.n;
}

void fault_report_open_quote(struct fault *f, size_t quote)
{
    fault_report(f, MSG_YAML_QUOTE_OPEN, quote, quote + 1,
                 ARGS(arg_text("mark", str_slice(f->text, quote, quote + 1))));
    f->stream->resume = quote;
}
