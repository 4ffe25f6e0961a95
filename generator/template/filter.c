/* SPDX-License-Identifier: MIT */
#include "template/filter.h"

#include "base/suggest.h"

struct reader {
    struct arena *arena;
    const struct language *language;
    struct diags *diags;
    struct template_filter *out;
};

/* `argument` is trimmed; empty where nothing follows the name. */
typedef bool (*filter_fn)(struct reader *reader, struct text name, struct text argument);

enum filter_argument { ARGUMENT_NONE, ARGUMENT_MAYBE, ARGUMENT_NEEDED };

struct filter_kind {
    struct str name;
    enum filter_argument argument;
    const char *example;
    filter_fn read;
};

static bool read_bare(struct reader *reader, struct text name, struct text argument);
static bool read_round(struct reader *reader, struct text name, struct text argument);
static bool read_forms(struct reader *reader, struct text name, struct text argument);
static bool read_word(struct reader *reader, struct text name, struct text argument);
static bool read_date(struct reader *reader, struct text name, struct text argument);
static bool read_line(struct reader *reader, struct text name, struct text argument);
static bool read_box(struct reader *reader, struct text name, struct text argument);
static bool read_under(struct reader *reader, struct text name, struct text argument);

static const struct filter_kind FILTERS[] = {
    {STR_INIT("bare"), ARGUMENT_NONE, "bare", read_bare},
    {STR_INIT("round"), ARGUMENT_NEEDED, "round: 1000", read_round},
    {STR_INIT("forms"), ARGUMENT_NEEDED, "forms: library, libraries", read_forms},
    {STR_INIT("word"), ARGUMENT_NEEDED, "word: is, are", read_word},
    {STR_INIT("date"), ARGUMENT_NEEDED, "date: long", read_date},
    {STR_INIT("line"), ARGUMENT_MAYBE, "line: 5 cm", read_line},
    {STR_INIT("box"), ARGUMENT_NONE, "box", read_box},
    {STR_INIT("under"), ARGUMENT_NEEDED, "under: signature", read_under},
};

enum { FILTER_COUNT = sizeof FILTERS / sizeof *FILTERS };

static const struct filter_kind *find_filter(struct str name)
{
    for (size_t i = 0; i < FILTER_COUNT; i++)
        if (str_equal(FILTERS[i].name, name))
            return &FILTERS[i];
    return NULL;
}

static struct text trim(struct text text)
{
    struct str inner = str_trim(text.s);
    size_t from = inner.n > 0 ? (size_t)(inner.p - text.s.p) : 0;
    return text_slice(text, from, from + inner.n);
}

static struct span whole(struct text text)
{
    return text_span(text, 0, text.s.n);
}

static bool reject(struct reader *reader, struct text name, struct text argument)
{
    diag_add(reader->diags, MSG_FILTER_ARGUMENT, whole(argument),
             ARGS(arg_text("name", name.s), arg_text("found", argument.s),
                  arg_text("example", str_from(find_filter(name.s)->example))));
    return false;
}

static bool read_bare(struct reader *reader, struct text name, struct text argument)
{
    if (argument.s.n > 0)
        return reject(reader, name, argument);
    reader->out->bare = true;
    return true;
}

static bool read_round(struct reader *reader, struct text name, struct text argument)
{
    struct str digits = arena_str(reader->arena, argument.s);
    char *bytes = (char *)(uintptr_t)digits.p; /* our own copy */
    for (size_t i = 0; i < digits.n; i++)
        if (bytes[i] == ',')
            bytes[i] = '.';
    struct number step;
    if (!number_from_decimal(reader->arena, digits, &step) || number_sign(step) <= 0)
        return reject(reader, name, argument);
    reader->out->has_step = true;
    reader->out->step = step;
    return true;
}

static bool read_date(struct reader *reader, struct text name, struct text argument)
{
    reader->out->date_form = str_is(argument.s, "form");
    reader->out->date_long = str_is(argument.s, "long");
    return reader->out->date_form || reader->out->date_long || str_is(argument.s, "short") ||
           reject(reader, name, argument);
}

/* --- places
 * --------------------------------------------------------------------------------------- */

static bool reject_length(struct reader *reader, struct text argument)
{
    diag_add(reader->diags, MSG_PLACE_LENGTH, whole(argument),
             ARGS(arg_text("found", argument.s), arg_count("lines", TEMPLATE_MOST_LINES),
                  arg_count("most", TEMPLATE_MOST_WIDTH / 1000)));
    return false;
}

/* "5 cm", "4,5 cm", "35 mm" in hundredths of a millimetre; a bare number is one of lines. */
static bool read_length(struct reader *reader, struct text argument)
{
    uint32_t value = 0, part = 0, scale = 100;
    size_t at = 0, digits = 0;
    struct str s = argument.s;
    for (; at < s.n && s.p[at] >= '0' && s.p[at] <= '9' && digits < 5; at++, digits++)
        value = value * 10 + (uint32_t)(s.p[at] - '0');
    bool whole_number = at == s.n;
    if (digits > 0 && at < s.n && (s.p[at] == ',' || s.p[at] == '.'))
        for (at++; at < s.n && s.p[at] >= '0' && s.p[at] <= '9' && scale > 1; at++) {
            scale /= 10;
            part += (uint32_t)(s.p[at] - '0') * scale;
        }
    struct str unit = str_trim(str_slice(s, at, s.n));
    uint32_t times = str_is(unit, "cm") ? 1000 : str_is(unit, "mm") ? 100 : 0;
    if (digits == 0 || (whole_number ? value == 0 || value > TEMPLATE_MOST_LINES : times == 0))
        return reject_length(reader, argument);
    if (whole_number) {
        reader->out->lines = value;
        return true;
    }
    reader->out->width = value * times + part * times / 100;
    return (reader->out->width >= TEMPLATE_LEAST_WIDTH &&
            reader->out->width <= TEMPLATE_MOST_WIDTH) ||
           reject_length(reader, argument);
}

static bool read_line(struct reader *reader, struct text name, struct text argument)
{
    reader->out->place = TEMPLATE_LINE;
    reader->out->place_span = whole(name);
    return argument.s.n == 0 || read_length(reader, argument);
}

static bool read_box(struct reader *reader, struct text name, struct text argument)
{
    if (argument.s.n > 0)
        return reject(reader, name, argument);
    reader->out->place = TEMPLATE_BOX;
    reader->out->place_span = whole(name);
    return true;
}

static bool read_under(struct reader *reader, struct text name, struct text argument)
{
    (void)name;
    reader->out->under = argument;
    return true;
}

/* What cannot stand beside each other: a box is no line, and nothing stands on it or below it. */
static bool check_together(struct reader *reader, const struct text *names)
{
    static const char *const APART[][2] = {{"box", "line"}, {"box", "under"}, {"box", "round"},
                                           {"box", "bare"}, {"box", "forms"}, {"box", "date"}};
    for (size_t i = 0; i < sizeof APART / sizeof *APART; i++) {
        const struct filter_kind *one = find_filter(str_from(APART[i][0]));
        const struct filter_kind *other = find_filter(str_from(APART[i][1]));
        const struct text *first = &names[one - FILTERS], *second = &names[other - FILTERS];
        if (first->s.n == 0 || second->s.n == 0)
            continue;
        diag_add(reader->diags, MSG_PLACE_TOGETHER, whole(*second),
                 ARGS(arg_text("name", second->s), arg_text("other", first->s)));
        return false;
    }
    const struct text *line = &names[find_filter(STR("line")) - FILTERS];
    if (!reader->out->date_form || line->s.n == 0)
        return true;
    diag_add(reader->diags, MSG_PLACE_TOGETHER, whole(*line),
             ARGS(arg_text("name", line->s), arg_text("other", STR("date: form"))));
    return false;
}

/* "1, 2, 5": a number for each category that the language's whole numbers take. */
static struct str example_numbers(struct reader *reader, unsigned categories)
{
    struct str text = {NULL, 0};
    for (unsigned i = 0; i < PLURAL_COUNT; i++) {
        if (!(categories >> i & 1))
            continue;
        int example = language_category_example(reader->language, (enum plural)i);
        text = text.n == 0 ? arena_format(reader->arena, "%d", example)
                           : arena_format(reader->arena, "%.*s, %d", (int)text.n, text.p, example);
    }
    return text;
}

static size_t count_forms(struct str list)
{
    size_t count = 1;
    for (size_t i = 0; i < list.n; i++)
        count += list.p[i] == ',';
    return count;
}

static bool read_forms(struct reader *reader, struct text name, struct text argument)
{
    unsigned categories = language_whole_categories(reader->language);
    size_t needed = (size_t)__builtin_popcount(categories);
    size_t given = count_forms(argument.s);
    if (given != needed && given != needed + 1) {
        diag_add(reader->diags, MSG_FILTER_FORMS, whole(argument),
                 ARGS(arg_text("name", name.s), arg_count("given", (int64_t)given),
                      arg_count("needed", (int64_t)needed),
                      arg_text("numbers", example_numbers(reader, categories))));
        return false;
    }
    struct plural_forms *forms = &reader->out->forms;
    size_t from = 0;
    for (unsigned i = 0; i < PLURAL_COUNT; i++) {
        if (!(categories >> i & 1))
            continue;
        size_t comma = str_find(argument.s, ',', from);
        forms->forms[i] = arena_str(reader->arena, str_trim(str_slice(argument.s, from, comma)));
        from = comma + 1;
    }
    if (given > needed)
        forms->fraction =
            arena_str(reader->arena, str_trim(str_slice(argument.s, from, argument.s.n)));
    reader->out->has_forms = true;
    return true;
}

static bool read_word(struct reader *reader, struct text name, struct text argument)
{
    reader->out->word = true;
    return read_forms(reader, name, argument);
}

static void report_unknown(struct reader *reader, struct text name)
{
    struct str names[FILTER_COUNT];
    for (size_t i = 0; i < FILTER_COUNT; i++)
        names[i] = FILTERS[i].name;
    struct str near = suggest_nearest(name.s, names, FILTER_COUNT);
    diag_add(reader->diags, near.n > 0 ? MSG_FILTER_NEAR : MSG_FILTER_UNKNOWN, whole(name),
             ARGS(arg_text("name", name.s), arg_text("near", near)));
}

/* One filter: NAME or NAME: ARGUMENT; its name is noted in `names`. */
static bool read_filter(struct reader *reader, struct text part, struct text *names)
{
    size_t colon = str_find(part.s, ':', 0);
    bool has_colon = colon != STR_NOT_FOUND;
    struct text name = trim(text_slice(part, 0, has_colon ? colon : part.s.n));
    struct text argument = trim(text_slice(part, has_colon ? colon + 1 : part.s.n, part.s.n));
    const struct filter_kind *kind = find_filter(name.s);
    if (kind == NULL) {
        report_unknown(reader, name);
        return false;
    }
    if (names[kind - FILTERS].s.n > 0) {
        diag_add(reader->diags, MSG_FILTER_TWICE, whole(name), ARGS(arg_text("name", name.s)));
        return false;
    }
    names[kind - FILTERS] = name;
    if (kind->argument == ARGUMENT_NEEDED && argument.s.n == 0) {
        diag_add(reader->diags, MSG_FILTER_NO_ARGUMENT, whole(name),
                 ARGS(arg_text("name", name.s), arg_text("example", str_from(kind->example))));
        return false;
    }
    return kind->read(reader, name, argument);
}

bool template_read_filters(struct arena *arena, struct text filters,
                           const struct language *language, struct diags *diags,
                           struct template_filter *out)
{
    *out = (struct template_filter){0};
    struct reader reader = {arena, language, diags, out};
    struct text names[FILTER_COUNT] = {0};
    bool good = true;
    size_t from = 0;
    for (;;) {
        size_t bar = str_find(filters.s, '|', from);
        size_t to = bar == STR_NOT_FOUND ? filters.s.n : bar;
        good = read_filter(&reader, text_slice(filters, from, to), names) && good;
        if (bar == STR_NOT_FOUND)
            break;
        from = bar + 1;
    }
    if (out->under.s.n > 0 && out->place == TEMPLATE_NO_PLACE && !out->date_form) {
        out->place = TEMPLATE_LINE; /* words below nothing would be of no use */
        out->place_span = whole(out->under);
    }
    return good && check_together(&reader, names);
}
