/* SPDX-License-Identifier: MIT */
#include "calc/lex.h"

#include "calc/script.h"

/* Everything that can stand in a formula and is written as a sign; longer ones come first. */
static const struct lex_sign {
    struct str s;
    enum token_kind kind;
} signs[] = {
    {STR_INIT("<="), TOKEN_AT_MOST}, {STR_INIT(">="), TOKEN_AT_LEAST},
    {STR_INIT("<>"), TOKEN_DIFFERS}, {STR_INIT(".."), TOKEN_RANGE},
    {STR_INIT("+"), TOKEN_PLUS},     {STR_INIT("-"), TOKEN_MINUS},
    {STR_INIT("*"), TOKEN_STAR},     {STR_INIT("/"), TOKEN_SLASH},
    {STR_INIT("("), TOKEN_OPEN},     {STR_INIT(")"), TOKEN_CLOSE},
    {STR_INIT(","), TOKEN_COMMA},    {STR_INIT("."), TOKEN_DOT},
    {STR_INIT("="), TOKEN_EQUAL},    {STR_INIT("<"), TOKEN_LESS},
    {STR_INIT(">"), TOKEN_GREATER},
};

/* What people write who know other languages, and what to write here. */
static const struct lex_habit {
    const char *found, *write;
} habits[] = {
    {"==", "="},
    {"!=", "<>"},
    {"=<", "<="},
    {"=>", ">="},
    {"&&", "and"},
    {"||", "or"},
    {"**", "x * x"},
    {"!", "not"},
    {"&", "and"},
    {"|", "or"},
    {"%", "percent after the number (5 percent)"},
    {"\xC3\x97", "*"}, /* × */
    {"\xC2\xB7", "*"}, /* · */
    {"\xC3\xB7", "/"}, /* ÷ */
    {":", "/"},
    {"\xE2\x88\x92", "- (the hyphen of the keyboard)"},     /* − */
    {"\xE2\x80\x93", "- (the hyphen of the keyboard)"},     /* – */
    {"\xE2\x80\x94", "- (the hyphen of the keyboard)"},     /* — */
    {"\xE2\x89\xA4", "<="},                                 /* ≤ */
    {"\xE2\x89\xA5", ">="},                                 /* ≥ */
    {"\xE2\x89\xA0", "<>"},                                 /* ≠ */
    {"\xE2\x80\xA6", ".."},                                 /* … */
    {"\xE2\x80\x9E", "straight quotation marks: \"text\""}, /* „ */
    {"\xE2\x80\x9C", "straight quotation marks: \"text\""}, /* “ */
    {"\xE2\x80\x9D", "straight quotation marks: \"text\""}, /* ” */
    {"\xE2\x80\x9A", "straight quotation marks: \"text\""}, /* ‚ */
    {"\xE2\x80\x98", "straight quotation marks: \"text\""}, /* ‘ */
    {"\xE2\x80\x99", "straight quotation marks: \"text\""}, /* ’ */
    {"\xC2\xAB", "straight quotation marks: \"text\""},     /* « */
    {"\xC2\xBB", "straight quotation marks: \"text\""},     /* » */
    {"[", "( and ) for parentheses"},
    {"]", "( and ) for parentheses"},
    {"{", "( and ) for parentheses"},
    {"}", "( and ) for parentheses"},
    {";", "a comma"},
};

static const char *const reserved[] = {
    "and",    "as",    "as_of", "else",    "figure", "for", "has",         "if",   "in",
    "is",     "known", "no",    "none",    "not",    "of",  "or",          "over", "otherwise",
    "period", "then",  "this",  "unknown", "where",  "yes", "institution",
};

bool lex_is_reserved(struct str name)
{
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (str_is(name, reserved[i]))
            return true;
    return false;
}

bool lex_is_word(struct str name)
{
    return str_is(name, "at") || str_is(name, "by") || lex_is_reserved(name);
}

struct lexer {
    struct arena *arena;
    struct text formula;
    struct diags *diags;
    struct tokens *tokens;
    size_t at;
};

static bool lex_fail(struct lexer *lexer, enum message message, size_t from, size_t to,
                     const struct diag_arg *args)
{
    diag_add(lexer->diags, message, text_span(lexer->formula, from, to), args);
    return false;
}

static struct str lex_part(const struct lexer *lexer, size_t from, size_t to)
{
    return str_slice(lexer->formula.s, from, to);
}

static bool lex_add(struct lexer *lexer, enum token_kind kind, size_t from, size_t to, struct str s)
{
    struct token token = {kind, (uint32_t)from, (uint32_t)to, s};
    ARENA_PUSH(lexer->arena, lexer->tokens, token);
    lexer->at = to;
    return true;
}

/* The byte at `at`; NUL beyond the end. */
static char lex_byte(const struct lexer *lexer, size_t at)
{
    return at < lexer->formula.s.n ? lexer->formula.s.p[at] : '\0';
}

static size_t lex_digits(const struct lexer *lexer, size_t at)
{
    while (str_is_digit(lex_byte(lexer, at)))
        at++;
    return at;
}

/* Spaces, line ends and no-break spaces (which word processors put in). */
static size_t lex_skip_space(struct str s, size_t at)
{
    static const struct str spaces[] = {
        STR_INIT(" "),        STR_INIT("\t"),           STR_INIT("\n"),          STR_INIT("\r"),
        STR_INIT("\xC2\xA0"), STR_INIT("\xE2\x80\xAF"), STR_INIT("\xE2\x80\x89")};
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces;) {
        if (str_starts(str_slice(s, at, s.n), spaces[i])) {
            at += spaces[i].n;
            i = 0;
        } else {
            i++;
        }
    }
    return at;
}

size_t lex_name_length(struct str s)
{
    size_t end = 0;
    for (size_t at = 0; at < s.n; end = at) {
        uint32_t code = str_next(s, &at);
        bool inside = end > 0 && code >= '0' && code <= '9';
        if (!script_is_letter(code) && code != '_' && !inside)
            break;
    }
    return end;
}

bool lex_check_script(struct text name, struct diags *diags)
{
    enum script word = SCRIPT_ANY;
    for (size_t at = 0; at < name.s.n;) {
        size_t from = at;
        uint32_t code = str_next(name.s, &at);
        enum script script = script_of(code);
        if (code == '_')
            word = SCRIPT_ANY;
        if (script == SCRIPT_ANY || word == SCRIPT_ANY || script == word) {
            word = script == SCRIPT_ANY ? word : script;
            continue;
        }
        diag_add(diags, MSG_EXPR_MIXED, text_span(name, from, at),
                 ARGS(arg_text("name", name.s), arg_text("letter", str_slice(name.s, from, at)),
                      arg_words("script", str_from(script_name(script))),
                      arg_words("other", str_from(script_name(word)))));
        return false;
    }
    return true;
}

/* 2022-11-06 without spaces is a date: as a subtraction it would make no sense. */
static bool lex_is_date(const struct lexer *lexer, size_t at)
{
    static const char form[] = "0000-00-00";
    for (size_t i = 0; i < sizeof form - 1; i++) {
        char c = lex_byte(lexer, at + i);
        if (form[i] == '0' ? !str_is_digit(c) : c != form[i])
            return false;
    }
    return !str_is_digit(lex_byte(lexer, at + sizeof form - 1));
}

/* 3,5 and 1,234: a decimal comma, a thousands separator or two arguments; nobody can tell. */
static bool lex_fail_comma(struct lexer *lexer, size_t from, size_t comma)
{
    size_t to = lex_digits(lexer, comma + 1);
    struct str whole = lex_part(lexer, from, comma), part = lex_part(lexer, comma + 1, to);
    struct str decimal[] = {whole, STR("."), part}, two[] = {whole, STR(", "), part};
    return lex_fail(lexer, MSG_EXPR_COMMA, from, to,
                    ARGS(arg_text("found", lex_part(lexer, from, to)),
                         arg_text("decimal", arena_join(lexer->arena, decimal, 3)),
                         arg_text("two", arena_join(lexer->arena, two, 3))));
}

/* Digits, a space, exactly three digits: a number grouped for reading. */
static bool lex_is_grouped(const struct lexer *lexer, size_t end)
{
    size_t next = lex_skip_space(lexer->formula.s, end);
    return next > end && lex_digits(lexer, next) == next + 3;
}

static bool lex_fail_grouped(struct lexer *lexer, size_t from, size_t end)
{
    struct str joined = lex_part(lexer, from, end);
    while (lex_is_grouped(lexer, end)) {
        size_t next = lex_skip_space(lexer->formula.s, end);
        end = next + 3;
        struct str parts[] = {joined, lex_part(lexer, next, end)};
        joined = arena_join(lexer->arena, parts, 2);
    }
    return lex_fail(lexer, MSG_EXPR_DIGITS, from, end,
                    ARGS(arg_text("found", lex_part(lexer, from, end)), arg_text("write", joined)));
}

static bool lex_number(struct lexer *lexer)
{
    size_t from = lexer->at;
    if (lex_is_date(lexer, from))
        return lex_add(lexer, TOKEN_DATE, from, from + 10, lex_part(lexer, from, from + 10));
    size_t end = lex_digits(lexer, from);
    if (lex_byte(lexer, end) == ',' && str_is_digit(lex_byte(lexer, end + 1)))
        return lex_fail_comma(lexer, from, end);
    if (lex_is_grouped(lexer, end))
        return lex_fail_grouped(lexer, from, end);
    if (lex_byte(lexer, end) == '.' && str_is_digit(lex_byte(lexer, end + 1)))
        end = lex_digits(lexer, end + 1);
    size_t letters = lex_name_length(lex_part(lexer, end, lexer->formula.s.n));
    bool exponent = (lex_byte(lexer, end) | 0x20) == 'e' && str_is_digit(lex_byte(lexer, end + 1));
    if (exponent)
        return lex_fail(lexer, MSG_EXPR_NUMBER, from, end + letters,
                        ARGS(arg_text("found", lex_part(lexer, from, end + letters))));
    return lex_add(lexer, TOKEN_NUMBER, from, end, lex_part(lexer, from, end));
}

static bool lex_text(struct lexer *lexer)
{
    size_t from = lexer->at;
    size_t end = str_find(lexer->formula.s, lex_byte(lexer, from), from + 1);
    if (end == STR_NOT_FOUND)
        return lex_fail(lexer, MSG_EXPR_QUOTE, from, from + 1,
                        ARGS(arg_text("quote", lex_part(lexer, from, from + 1))));
    return lex_add(lexer, TOKEN_TEXT, from, end + 1, lex_part(lexer, from + 1, end));
}

static bool lex_other(struct lexer *lexer)
{
    size_t from = lexer->at;
    struct str rest = lex_part(lexer, from, lexer->formula.s.n);
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++) {
        struct str found = str_from(habits[i].found);
        if (str_starts(rest, found))
            return lex_fail(
                lexer, MSG_EXPR_INSTEAD, from, from + found.n,
                ARGS(arg_text("found", found), arg_words("write", str_from(habits[i].write))));
    }
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_starts(rest, signs[i].s))
            return lex_add(lexer, signs[i].kind, from, from + signs[i].s.n, signs[i].s);
    size_t to = from;
    str_next(lexer->formula.s, &to);
    return lex_fail(lexer, MSG_EXPR_CHARACTER, from, to,
                    ARGS(arg_text("found", lex_part(lexer, from, to))));
}

static bool lex_token(struct lexer *lexer)
{
    char c = lex_byte(lexer, lexer->at);
    if (str_is_digit(c))
        return lex_number(lexer);
    if (c == '"' || c == '\'')
        return lex_text(lexer);
    size_t name = lex_name_length(lex_part(lexer, lexer->at, lexer->formula.s.n));
    if (name == 0)
        return lex_other(lexer);
    size_t from = lexer->at, to = from + name;
    return lex_check_script(text_slice(lexer->formula, from, to), lexer->diags) &&
           lex_add(lexer, TOKEN_NAME, from, to, lex_part(lexer, from, to));
}

bool lex_formula(struct arena *arena, struct text formula, struct diags *diags,
                 struct tokens *tokens)
{
    struct lexer lexer = {arena, formula, diags, tokens, 0};
    for (;;) {
        lexer.at = lex_skip_space(formula.s, lexer.at);
        if (lexer.at >= formula.s.n)
            break;
        if (!lex_token(&lexer))
            return false;
    }
    return lex_add(&lexer, TOKEN_END, formula.s.n, formula.s.n, STR(""));
}
