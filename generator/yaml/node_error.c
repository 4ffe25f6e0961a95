/* SPDX-License-Identifier: MIT */
/*
 * libyaml's error in the words of those who write.
 *
 * libyaml says what its grammar lacked ("did not find expected key"), which is seldom what was
 * done wrong. What was done wrong shows in the line: a second colon, a quote opened earlier, a
 * missing space. Each problem has a function that looks there and reports; it also says from
 * where on the file may be read again for further faults (stream->resume).
 */
#include "base/buf.h"
#include "yaml/node_parts.h"

#include <string.h>

struct fault {
    struct node_stream *stream;
    struct str text;
    const char *problem;
    size_t at;         /* where libyaml noticed */
    size_t from;       /* where that began which it was reading */
    size_t line, stop; /* the line of `at`, without its end */
};

/* --- lines ------------------------------------------------------------------------------------ */

static bool char_is(struct str text, size_t at, char c)
{
    return at < text.n && text.p[at] == c;
}

static bool is_blank(struct str text, size_t at)
{
    return char_is(text, at, ' ') || char_is(text, at, '\t');
}

static bool is_break(struct str text, size_t at)
{
    return at >= text.n || text.p[at] == '\n' || text.p[at] == '\r';
}

static size_t line_start(struct str text, size_t at)
{
    while (at > 0 && text.p[at - 1] != '\n')
        at--;
    return at;
}

static size_t line_stop(struct str text, size_t at)
{
    while (!is_break(text, at))
        at++;
    return at;
}

/* The first character of the line's own text, behind spaces and the dashes of lists. */
static size_t line_content(struct str text, size_t line)
{
    for (;;) {
        while (is_blank(text, line))
            line++;
        if (!char_is(text, line, '-') || !is_blank(text, line + 1))
            return line;
        line++;
    }
}

/* The last line before `line` that is neither empty nor a comment; STR_NOT_FOUND: none. */
static size_t line_before(struct str text, size_t line)
{
    while (line > 0) {
        line = line_start(text, line - 1);
        size_t content = line_content(text, line);
        if (!is_break(text, content) && text.p[content] != '#')
            return line;
    }
    return STR_NOT_FOUND;
}

/* The first colon in [from, to) that ends a key; STR_NOT_FOUND: none. */
static size_t key_colon(struct str text, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (text.p[i] == ':' && (is_blank(text, i + 1) || is_break(text, i + 1)))
            return i;
    return STR_NOT_FOUND;
}

/* A colon without the space: `name:value`, but not `https://` and not `12:30`. */
static size_t tight_colon(struct str text, size_t from, size_t to)
{
    for (size_t i = from; i + 1 < to; i++) {
        if (text.p[i] == ' ')
            break;
        bool digit = i > from && text.p[i - 1] >= '0' && text.p[i - 1] <= '9';
        if (text.p[i] == ':' && i > from && !digit && text.p[i + 1] != '/' &&
            !is_blank(text, i + 1))
            return i;
    }
    return STR_NOT_FOUND;
}

/* The end of the line's text, without a comment and the spaces before it. */
static size_t text_stop(struct str text, size_t from, size_t stop)
{
    size_t end = stop;
    for (size_t i = from + 1; i < stop; i++) {
        if (text.p[i] == '#' && is_blank(text, i - 1)) {
            end = i;
            break;
        }
    }
    while (end > from && is_blank(text, end - 1))
        end--;
    return end;
}

/* --- reports ---------------------------------------------------------------------------------- */

static void report(struct fault *f, enum message message, size_t from, size_t to,
                   const struct diag_arg *args)
{
    if (to > f->text.n)
        to = f->text.n;
    node_stream_report(f->stream, message, from, to, args);
}

/* One character, whatever its length in bytes. */
static size_t char_end(const struct fault *f, size_t at)
{
    if (at < f->text.n)
        str_next(f->text, &at);
    return at;
}

static void report_char(struct fault *f, enum message message, size_t at)
{
    size_t end = char_end(f, at);
    report(f, message, at, end, ARGS(arg_text("found", str_slice(f->text, at, end))));
}

/*
 * How `value` should stand in quotes. Where it has quotes around it that do not pair up ('it's'),
 * these were meant so already and go.
 */
static void put_quoted(struct buf *out, struct str value)
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

static void report_quoted(struct fault *f, enum message message, size_t at, size_t to, size_t value)
{
    struct buf quoted = {0};
    size_t end = text_stop(f->text, value, line_stop(f->text, value));
    put_quoted(&quoted, str_slice(f->text, value, end));
    report(f, message, at, to, ARGS(arg_text("quoted", buf_view(&quoted))));
    buf_free(&quoted);
}

/* `name:value` or `-value`: the line as it should be, with a space after the byte at `at`. */
static void report_space(struct fault *f, enum message message, size_t from, size_t at)
{
    struct buf written = {0};
    buf_str(&written, str_slice(f->text, from, at + 1));
    buf_char(&written, ' ');
    size_t end = text_stop(f->text, at, line_stop(f->text, at));
    buf_str(&written, node_excerpt(str_slice(f->text, at + 1, end)));
    report(f, message, at, at + 1, ARGS(arg_text("written", buf_view(&written))));
    buf_free(&written);
}

/* From `at` to the end of its line's text. */
static void report_from(struct fault *f, enum message message, size_t at)
{
    report(f, message, at, text_stop(f->text, at, line_stop(f->text, at)), NO_ARGS);
}

static void report_line(struct fault *f, enum message message, size_t line)
{
    report_from(f, message, line_content(f->text, line));
}

/* How many lines from here on are indented by tabs: to say it once, not line by line. */
static void report_tab(struct fault *f, size_t tab)
{
    int64_t count = 0;
    for (size_t line = f->line; line < f->text.n;) {
        size_t i = line;
        while (char_is(f->text, i, ' ') || (char_is(f->text, i, '-') && is_blank(f->text, i + 1)))
            i++;
        count += char_is(f->text, i, '\t');
        line = line_stop(f->text, line);
        line += line < f->text.n && f->text.p[line] == '\r';
        line += line < f->text.n;
    }
    report(f, MSG_YAML_TAB, tab, tab + 1, ARGS(arg_count("count", count ? count : 1)));
    f->stream->resume = f->text.n;
}

static void report_open_quote(struct fault *f, size_t quote)
{
    report(f, MSG_YAML_QUOTE_OPEN, quote, quote + 1,
           ARGS(arg_text("mark", str_slice(f->text, quote, quote + 1))));
    f->stream->resume = quote;
}

/* --- one function for each kind of problem ---------------------------------------------------- */

static void on_quote(struct fault *f)
{
    report_open_quote(f, f->from);
}

static void on_tab(struct fault *f)
{
    size_t tab = f->line;
    while (tab < f->stop && f->text.p[tab] != '\t')
        tab++;
    report_tab(f, tab);
}

static void report_open_bracket(struct fault *f, size_t bracket)
{
    struct str mark = str_slice(f->text, bracket, bracket + 1);
    struct str close = char_is(f->text, bracket, '[') ? STR("]") : STR("}");
    report(f, MSG_YAML_BRACKET_OPEN, bracket, bracket + 1,
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
    else if (char_is(f->text, f->at, '\t'))
        report_tab(f, f->at);
    else
        report_char(f, MSG_YAML_START_CHAR, f->at);
}

/* *bold*, & co, !important, %: the mark that began it is what is in the way. */
static void on_mark(struct fault *f)
{
    report_char(f, MSG_YAML_START_CHAR, f->from);
}

static void on_escape(struct fault *f)
{
    size_t from = f->at;
    while (from > f->line && f->text.p[from] != '\\')
        from--;
    size_t end = from + 1;
    if (end < f->text.n)
        str_next(f->text, &end);
    report(f, MSG_YAML_ESCAPE, from, end, ARGS(arg_text("found", str_slice(f->text, from, end))));
}

static void on_block_head(struct fault *f)
{
    report(f, MSG_YAML_BLOCK_HEAD, f->from, f->from + 1,
           ARGS(arg_text("mark", str_slice(f->text, f->from, f->from + 1))));
}

static void on_list_on_line(struct fault *f)
{
    report_char(f, MSG_YAML_LIST_ON_LINE, f->at);
}

/* Whether the bracket opened at f->from is closed somewhere among the lines that can be its own. */
static bool is_closed(const struct fault *f, char close)
{
    size_t open_line = line_start(f->text, f->from);
    size_t indent = 0;
    while (is_blank(f->text, open_line + indent))
        indent++;
    for (size_t line = f->line; line < f->text.n;) {
        size_t spaces = 0;
        while (is_blank(f->text, line + spaces))
            spaces++;
        bool empty = is_break(f->text, line + spaces);
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
    struct str close = char_is(f->text, f->from, '[') ? STR("]") : STR("}");
    if (!is_closed(f, close.p[0])) {
        report_open_bracket(f, f->from);
        return;
    }
    if (!char_is(f->text, f->at, ':')) {
        report(f, MSG_YAML_FLOW_COMMA, f->at, char_end(f, f->at), ARGS(arg_text("close", close)));
        return;
    }
    /* {b: c: d}: the part between its first colon and the next comma is one text. */
    size_t value = f->at;
    while (value > f->from + 1 && f->text.p[value - 1] != ':' && f->text.p[value - 1] != ',')
        value--;
    while (is_blank(f->text, value))
        value++;
    size_t end = f->at;
    while (!is_break(f->text, end) && f->text.p[end] != ',' && f->text.p[end] != close.p[0])
        end++;
    struct buf quoted = {0};
    put_quoted(&quoted, str_slice(f->text, value, end));
    report(f, MSG_YAML_COLON_IN_TEXT, f->at, f->at + 1,
           ARGS(arg_text("quoted", buf_view(&quoted))));
    buf_free(&quoted);
}

/* A colon where no key can end: in a text, or the line above went on into this one. */
static void on_colon(struct fault *f)
{
    struct str text = f->text;
    size_t content = line_content(text, f->line);
    size_t colon = key_colon(text, content, f->at);
    if (content == f->at) {
        report(f, MSG_YAML_KEY_EMPTY, f->at, f->at + 1, NO_ARGS);
        return;
    }
    if (colon != STR_NOT_FOUND) {
        size_t value = colon + 1;
        while (is_blank(text, value))
            value++;
        report_quoted(f, MSG_YAML_COLON_IN_TEXT, f->at, f->at + 1, value);
        return;
    }
    size_t above = line_before(text, f->line);
    if (above == STR_NOT_FOUND) {
        report_quoted(f, MSG_YAML_COLON_IN_TEXT, f->at, f->at + 1, content);
        return;
    }
    size_t start = line_content(text, above), stop = line_stop(text, start);
    if (key_colon(text, start, stop) != STR_NOT_FOUND)
        report_line(f, MSG_YAML_INDENT, f->line);
    else if (tight_colon(text, start, stop) != STR_NOT_FOUND)
        report_space(f, MSG_YAML_COLON_SPACE, start, tight_colon(text, start, stop));
    else
        report_line(f, MSG_YAML_COLON_MISSING, above);
}

/* {a:, b: 1}: a comma or bracket right behind the colon. */
static void on_tight_colon(struct fault *f)
{
    size_t from = f->at;
    while (from > f->line && strchr("{[,: ", f->text.p[from - 1]) == NULL)
        from--;
    report_space(f, MSG_YAML_COLON_SPACE, from, f->at);
}

/* A line that had to be a key has no colon. */
static void on_no_colon(struct fault *f)
{
    size_t stop = line_stop(f->text, f->from);
    size_t colon = tight_colon(f->text, f->from, stop);
    f->stream->resume = f->from;
    if (colon != STR_NOT_FOUND)
        report_space(f, MSG_YAML_COLON_SPACE, f->from, colon);
    else if (char_is(f->text, f->from, '-'))
        report_space(f, MSG_YAML_DASH_SPACE, f->from, f->from);
    else
        report_line(f, MSG_YAML_COLON_MISSING, line_start(f->text, f->from));
}

/* Something stands behind a value that had come to its end on the same line. */
static void after_value(struct fault *f)
{
    struct str text = f->text;
    size_t from = f->stream->from, to = f->stream->to;
    bool quote = char_is(text, from, '"') || char_is(text, from, '\'');
    if (quote && from < to && line_start(text, from) != f->line) {
        /* A quote opened further up was closed by the one that opens this text. */
        report_open_quote(f, from);
        return;
    }
    size_t value = line_content(text, f->line);
    size_t colon = key_colon(text, value, f->at);
    if (colon != STR_NOT_FOUND) {
        value = colon + 1;
        while (is_blank(text, value))
            value++;
    }
    /* *alias, &anchor and !tag were reported already. */
    if (value < text.n && strchr("*&!", text.p[value]))
        return;
    report_quoted(f, MSG_YAML_AFTER_VALUE, f->at, text_stop(text, f->at, f->stop), value);
}

static bool is_first_on_line(const struct fault *f)
{
    size_t at = f->line;
    while (at < f->at && is_blank(f->text, at))
        at++;
    return at == f->at;
}

static bool is_dash_without_space(const struct fault *f)
{
    return char_is(f->text, f->at, '-') && !is_blank(f->text, f->at + 1) &&
           !is_break(f->text, f->at + 1) && f->text.p[f->at + 1] != '-';
}

static void on_key(struct fault *f)
{
    struct str text = f->text;
    bool block = f->stream->from < f->stream->to && f->stream->to <= f->at &&
                 (char_is(text, f->stream->from, '|') || char_is(text, f->stream->from, '>'));
    if (!is_first_on_line(f))
        after_value(f);
    else if (char_is(text, f->at, ':'))
        report(f, MSG_YAML_KEY_EMPTY, f->at, f->at + 1, NO_ARGS);
    else if (block)
        report_line(f, MSG_YAML_BLOCK_INDENT, f->line);
    else if (is_dash_without_space(f))
        report_space(f, MSG_YAML_DASH_SPACE, f->at, f->at);
    else if (char_is(text, f->at, '-'))
        report_from(f, MSG_YAML_DASH_AMONG_KEYS, f->at);
    else
        report_from(f, MSG_YAML_INDENT, f->at);
}

static void on_item(struct fault *f)
{
    size_t list_column = f->from - line_start(f->text, f->from);
    if (!is_first_on_line(f))
        after_value(f);
    else if (is_dash_without_space(f))
        report_space(f, MSG_YAML_DASH_SPACE, f->at, f->at);
    else if (char_is(f->text, f->at, '-') || f->at - f->line > list_column)
        report_from(f, MSG_YAML_INDENT, f->at);
    else
        report_from(f, MSG_YAML_LIST_DASH, f->at);
}

static void on_document(struct fault *f)
{
    size_t above = line_before(f->text, f->line);
    if (!is_first_on_line(f))
        after_value(f);
    else if (char_is(f->text, f->at, ':'))
        report(f, MSG_YAML_KEY_EMPTY, f->at, f->at + 1, NO_ARGS);
    else if (above != STR_NOT_FOUND && str_starts(str_slice(f->text, above, f->text.n), STR("...")))
        report_line(f, MSG_YAML_DOCUMENTS, above);
    else
        report_line(f, MSG_YAML_INDENT, f->line);
}

static void on_other(struct fault *f)
{
    report(f, MSG_YAML_SYNTAX, f->at, f->at, ARGS(arg_text("problem", str_from(f->problem))));
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
