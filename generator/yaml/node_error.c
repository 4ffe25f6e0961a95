/* SPDX-License-Identifier: MIT */
/*
 * libyaml's error in the words of those who write.
 *
 * libyaml says what its grammar lacked ("did not find expected key"), which is seldom what was
 * done wrong. What was done wrong shows in the line: a second colon, a quote opened earlier, a
 * missing space. Each problem has a function that looks there and reports; it also says from
 * where on the file may be read again for further faults (stream->resume).
 */
#include "yaml/node_fault.h"
#include "yaml/node_lines.h"

#include <string.h>

/* --- one function for each kind of problem ---------------------------------------------------- */

static void on_quote(struct fault *f)
{
    fault_report_open_quote(f, f->from);
}

static void on_tab(struct fault *f)
{
    size_t tab = f->line;
    while (tab < f->stop && f->text.p[tab] != '\t')
        tab++;
    fault_report_tab(f, tab);
}

static void report_open_bracket(struct fault *f, size_t bracket)
{
    struct str mark = str_slice(f->text, bracket, bracket + 1);
    struct str close = line_char_is(f->text, bracket, '[') ? STR("]") : STR("}");
    fault_report(f, MSG_YAML_BRACKET_OPEN, bracket, bracket + 1,
                 ARGS(arg_text("mark", mark), arg_text("close", close)));
    f->stream->resume = bracket;
}

/* The last bracket before `at` that is not closed before it; STR_NOT_FOUND: none. */
static size_t open_bracket(struct str text, size_t at)
{
    size_t closed = 0;
    while (at > 0) {
        char c = text.p[--at];
        if (c == ']' || c == '}')
            closed++;
        else if ((c == '[' || c == '{') && closed-- == 0)
            return at;
    }
    return STR_NOT_FOUND;
}

static void on_char(struct fault *f)
{
    size_t bracket = f->at >= f->text.n ? open_bracket(f->text, f->text.n) : STR_NOT_FOUND;
    if (bracket != STR_NOT_FOUND)
        report_open_bracket(f, bracket);
    else if (line_char_is(f->text, f->at, '\t'))
        fault_report_tab(f, f->at);
    else
        fault_report_char(f, MSG_YAML_START_CHAR, f->at);
}

/* *bold*, & co, !important, %: the mark that began it is what is in the way. */
static void on_mark(struct fault *f)
{
    fault_report_char(f, MSG_YAML_START_CHAR, f->from);
}

static void on_escape(struct fault *f)
{
    size_t from = f->at;
    while (from > f->line && f->text.p[from] != '\\')
        from--;
    size_t end = from + 1;
    if (end < f->text.n)
        str_next(f->text, &end);
    fault_report(f, MSG_YAML_ESCAPE, from, end,
                 ARGS(arg_text("found", str_slice(f->text, from, end))));
}

static void on_block_head(struct fault *f)
{
    fault_report(f, MSG_YAML_BLOCK_HEAD, f->from, f->from + 1,
                 ARGS(arg_text("mark", str_slice(f->text, f->from, f->from + 1))));
}

static void on_list_on_line(struct fault *f)
{
    fault_report_char(f, MSG_YAML_LIST_ON_LINE, f->at);
}

/* Whether the bracket opened at f->from is closed somewhere among the lines that can be its own. */
static bool is_closed(const struct fault *f, char close)
{
    size_t open_line = line_start(f->text, f->from);
    size_t indent = 0;
    while (line_is_blank(f->text, open_line + indent))
        indent++;
    for (size_t line = f->line; line < f->text.n;) {
        size_t spaces = 0;
        while (line_is_blank(f->text, line + spaces))
            spaces++;
        bool empty = line_is_break(f->text, line + spaces);
        if (line > open_line && !empty && spaces <= indent && f->text.p[line + spaces] != close)
            return false;
        size_t from = line > f->at ? line : f->at, stop = line_stop(f->text, line);
        if (from < stop && memchr(f->text.p + from, close, stop - from))
            return true;
        line = stop;
        line += line < f->text.n && f->text.p[line] == '\r';
        line += line < f->text.n;
    }
    return false;
}

static void on_bracket(struct fault *f)
{
    struct str close = line_char_is(f->text, f->from, '[') ? STR("]") : STR("}");
    if (!is_closed(f, close.p[0])) {
        report_open_bracket(f, f->from);
        return;
    }
    if (!line_char_is(f->text, f->at, ':')) {
        fault_report(f, MSG_YAML_FLOW_COMMA, f->at, fault_char_end(f, f->at),
                     ARGS(arg_text("close", close)));
        return;
    }
    /* {b: c: d}: the part between its first colon and the next comma is one text. */
    size_t value = f->at;
    while (value > f->from + 1 && f->text.p[value - 1] != ':' && f->text.p[value - 1] != ',')
        value--;
    while (line_is_blank(f->text, value))
        value++;
    size_t end = f->at;
    while (!line_is_break(f->text, end) && f->text.p[end] != ',' && f->text.p[end] != close.p[0])
        end++;
    struct buf quoted = {0};
    fault_put_quoted(&quoted, str_slice(f->text, value, end));
    fault_report(f, MSG_YAML_COLON_IN_TEXT, f->at, f->at + 1,
                 ARGS(arg_text("quoted", buf_view(&quoted))));
    buf_free(&quoted);
}

/* A colon where no key can end: in a text, or the line above went on into this one. */
static void on_colon(struct fault *f)
{
    struct str text = f->text;
    size_t content = line_content(text, f->line);
    size_t colon = line_key_colon(text, content, f->at);
    if (content == f->at) {
        fault_report(f, MSG_YAML_KEY_EMPTY, f->at, f->at + 1, NO_ARGS);
        return;
    }
    if (colon != STR_NOT_FOUND) {
        size_t value = colon + 1;
        while (line_is_blank(text, value))
            value++;
        fault_report_quoted(f, MSG_YAML_COLON_IN_TEXT, f->at, f->at + 1, value);
        return;
    }
    size_t above = line_before(text, f->line);
    if (above == STR_NOT_FOUND) {
        fault_report_quoted(f, MSG_YAML_COLON_IN_TEXT, f->at, f->at + 1, content);
        return;
    }
    size_t start = line_content(text, above), stop = line_stop(text, start);
    if (line_key_colon(text, start, stop) != STR_NOT_FOUND)
        fault_report_line(f, MSG_YAML_INDENT, f->line);
    else if (line_tight_colon(text, start, stop) != STR_NOT_FOUND)
        fault_report_space(f, MSG_YAML_COLON_SPACE, start, line_tight_colon(text, start, stop));
    else
        fault_report_line(f, MSG_YAML_COLON_MISSING, above);
}

/* {a:, b: 1}: a comma or bracket right behind the colon. */
static void on_tight_colon(struct fault *f)
{
    size_t from = f->at;
    while (from > f->line && strchr("{[,: ", f->text.p[from - 1]) == NULL)
        from--;
    fault_report_space(f, MSG_YAML_COLON_SPACE, from, f->at);
}

/* A line that had to be a key has no colon. */
static void on_no_colon(struct fault *f)
{
    size_t stop = line_stop(f->text, f->from);
    size_t colon = line_tight_colon(f->text, f->from, stop);
    f->stream->resume = f->from;
    if (colon != STR_NOT_FOUND)
        fault_report_space(f, MSG_YAML_COLON_SPACE, f->from, colon);
    else if (line_char_is(f->text, f->from, '-'))
        fault_report_space(f, MSG_YAML_DASH_SPACE, f->from, f->from);
    else
        fault_report_line(f, MSG_YAML_COLON_MISSING, line_start(f->text, f->from));
}

/* Something stands behind a value that had come to its end on the same line. */
static void after_value(struct fault *f)
{
    struct str text = f->text;
    size_t from = f->stream->from, to = f->stream->to;
    bool quote = line_char_is(text, from, '"') || line_char_is(text, from, '\'');
    if (quote && from < to && line_start(text, from) != f->line) {
        /* A quote opened further up was closed by the one that opens this text. */
        fault_report_open_quote(f, from);
        return;
    }
    size_t value = line_content(text, f->line);
    size_t colon = line_key_colon(text, value, f->at);
    if (colon != STR_NOT_FOUND) {
        value = colon + 1;
        while (line_is_blank(text, value))
            value++;
    }
    /* *alias, &anchor and !tag were reported already. */
    if (value < text.n && strchr("*&!", text.p[value]))
        return;
    fault_report_quoted(f, MSG_YAML_AFTER_VALUE, f->at, line_text_stop(text, f->at, f->stop),
                        value);
}

static bool is_first_on_line(const struct fault *f)
{
    size_t at = f->line;
    while (at < f->at && line_is_blank(f->text, at))
        at++;
    return at == f->at;
}

static bool is_dash_without_space(const struct fault *f)
{
    return line_char_is(f->text, f->at, '-') && !line_is_blank(f->text, f->at + 1) &&
           !line_is_break(f->text, f->at + 1) && f->text.p[f->at + 1] != '-';
}

static void on_key(struct fault *f)
{
    struct str text = f->text;
    bool block =
        f->stream->from < f->stream->to && f->stream->to <= f->at &&
        (line_char_is(text, f->stream->from, '|') || line_char_is(text, f->stream->from, '>'));
    if (!is_first_on_line(f))
        after_value(f);
    else if (line_char_is(text, f->at, ':'))
        fault_report(f, MSG_YAML_KEY_EMPTY, f->at, f->at + 1, NO_ARGS);
    else if (block)
        fault_report_line(f, MSG_YAML_BLOCK_INDENT, f->line);
    else if (is_dash_without_space(f))
        fault_report_space(f, MSG_YAML_DASH_SPACE, f->at, f->at);
    else if (line_char_is(text, f->at, '-'))
        fault_report_from(f, MSG_YAML_DASH_AMONG_KEYS, f->at);
    else
        fault_report_from(f, MSG_YAML_INDENT, f->at);
}

static void on_item(struct fault *f)
{
    size_t list_column = f->from - line_start(f->text, f->from);
    if (!is_first_on_line(f))
        after_value(f);
    else if (is_dash_without_space(f))
        fault_report_space(f, MSG_YAML_DASH_SPACE, f->at, f->at);
    else if (line_char_is(f->text, f->at, '-') || f->at - f->line > list_column)
        fault_report_from(f, MSG_YAML_INDENT, f->at);
    else
        fault_report_from(f, MSG_YAML_LIST_DASH, f->at);
}

static void on_document(struct fault *f)
{
    size_t above = line_before(f->text, f->line);
    if (!is_first_on_line(f))
        after_value(f);
    else if (line_char_is(f->text, f->at, ':'))
        fault_report(f, MSG_YAML_KEY_EMPTY, f->at, f->at + 1, NO_ARGS);
    else if (above != STR_NOT_FOUND && str_starts(str_slice(f->text, above, f->text.n), STR("...")))
        fault_report_line(f, MSG_YAML_DOCUMENTS, above);
    else
        fault_report_line(f, MSG_YAML_INDENT, f->line);
}

static void on_other(struct fault *f)
{
    fault_report(f, MSG_YAML_SYNTAX, f->at, f->at, ARGS(arg_text("problem", str_from(f->problem))));
}

/* --- which function --------------------------------------------------------------------------- */

/* The first row whose two parts occur in what libyaml says. */
static const struct {
    const char *problem, *context;
    void (*report)(struct fault *f);
} kinds[] = {
    {"found unexpected end of stream", "quoted scalar", on_quote},
    {"found unexpected document indicator", "quoted scalar", on_quote},
    {"tab character", "", on_tab},
    {"cannot start any token", "", on_char},
    {"expected node content", "", on_char},
    {"mapping keys are not allowed", "", on_char},
    {"block sequence entries are not allowed", "", on_list_on_line},
    {"", "an alias", on_mark},
    {"", "an anchor", on_mark},
    {"", "a tag", on_mark},
    {"", "a directive", on_mark},
    {"", "a %YAML directive", on_mark},
    {"", "a %TAG directive", on_mark},
    {"escape", "quoted scalar", on_escape},
    {"hexdecimal", "quoted scalar", on_escape},
    {"", "block scalar", on_block_head},
    {"expected ',' or", "", on_bracket},
    {"mapping values are not allowed", "", on_colon},
    {"could not find expected ':'", "", on_no_colon},
    {"found unexpected ':'", "", on_tight_colon},
    {"expected key", "", on_key},
    {"expected '-' indicator", "", on_item},
    {"<document start>", "", on_document},
    {"", "", on_other},
};

void node_error_report(struct node_stream *stream)
{
    const yaml_parser_t *parser = &stream->parser;
    const char *context = parser->context ? parser->context : "";
    struct fault f = {
        .stream = stream,
        .text = stream->text,
        .problem = parser->problem ? parser->problem : "",
        .at = node_stream_offset(stream, parser->problem_mark),
        .from = node_stream_offset(stream, parser->context_mark),
    };
    /* At the end of the text libyaml stands on a line of its own, which nobody wrote. */
    f.line = line_start(f.text, f.at);
    f.stop = line_stop(f.text, f.at);
    stream->resume = f.at;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strstr(f.problem, kinds[i].problem) && strstr(context, kinds[i].context)) {
            kinds[i].report(&f);
            return;
        }
    }
}
