/* SPDX-License-Identifier: MIT */
#include "doc/words.h"

#include "doc/state.h"
#include "locale/format.h"
#include "locale/letter.h"
#include "locale/typography.h"

/* Machine texts give a number exactly where it has an end within so many decimals; else so many
 * digits of it, which is what spreadsheets keep. */
enum { MACHINE_DECIMALS = 30, MACHINE_DIGITS = 15, FACTORS = 8 };

/* Outside of its values. */
static bool holds_letters(struct str text)
{
    for (size_t at = 0; at < text.n;) {
        size_t end = str_starts(str_slice(text, at, text.n), STR("{{"))
                         ? str_find_str(text, STR("}}"), at)
                         : STR_NOT_FOUND;
        if (end != STR_NOT_FOUND)
            at = end + 2;
        else if (letter_is(str_next(text, &at)))
            return true;
    }
    return false;
}

/* What is said in one language, or in none, for a document in another. */
static void report_lacking(const struct doc_context *context, const struct node *words)
{
    struct str said = words->text.s, code = language_code(context->language);
    if (words->kind == NODE_MAP)
        said = words->count > 0 ? words->entries[0].value->text.s : (struct str){0};
    struct str first = words->kind == NODE_MAP && words->count > 0 ? words->entries[0].key.s
                                                                   : context->institution->language;
    diag_add(context->diags, MSG_WORDS_LACK_LANGUAGE, words->span,
             ARGS(arg_text("words", said), arg_text("language", code),
                  arg_text("example", arena_format(context->arena, "{%.*s: …, %.*s: …}",
                                                   (int)first.n, first.p, (int)code.n, code.p))));
}

bool doc_pick(const struct doc_context *context, const struct node *words, struct text *out)
{
    if (language_pick(context->language, words, out))
        return true;
    if (words && words->kind == NODE_MAP)
        report_lacking(context, words);
    return false;
}

struct str doc_words(const struct doc_context *context, const struct node *words,
                     struct str fallback)
{
    struct text picked;
    if (words == NULL || !doc_pick(context, words, &picked))
        return fallback;
    /* One text for all languages is in the institution's. */
    bool several = context->report && context->report->language_count > 1;
    if (several && words->kind == NODE_SCALAR && holds_letters(picked.s) &&
        !str_equal(language_code(context->language), context->institution->language))
        report_lacking(context, words);
    return typography_text(context->language, context->arena, picked.s);
}

/* --- units --------------------------------------------------------------------------------------
 */

/* Symbol and forms of one measure: the institution's own words, else the language's. */
static bool find_measure(const struct doc_context *context, measure_id measure,
                         struct unit_words *out)
{
    struct str name = measure_name(context->institution->world.measures, measure);
    const struct node *own = context->institution->measures;
    struct node_entry *entry = own && own->kind == NODE_MAP ? node_find(own, name) : NULL;
    if (format_find_unit(context->language, name, out) && entry == NULL)
        return true;
    if (entry == NULL || entry->value->kind != NODE_MAP)
        return out->symbol.n > 0;
    struct text symbol;
    const struct node *node = node_get(entry->value, "symbol");
    if (node && language_pick(context->language, node, &symbol))
        out->symbol = symbol.s;
    const struct node *forms = node_get(entry->value, "forms");
    if (forms)
        language_read_forms(context->language, forms, context->diags, &out->forms);
    return true;
}

/* A measure without words of its own is shown by its name. */
static void measure_words(const struct doc_context *context, measure_id measure,
                          struct unit_words *out)
{
    *out = (struct unit_words){0};
    if (!find_measure(context, measure, out))
        out->symbol = measure_name(context->institution->world.measures, measure);
}

/* Splits a measure into what stands above and below the line; false for a plain number. */
static bool split_measure(const struct doc_context *context, const struct calc_type *type,
                          struct unit_words *unit, struct unit_words *per, bool *has_per)
{
    measure_id measure = type->measure;
    const struct measures *measures = context->institution->world.measures;
    struct measure_factor factors[FACTORS];
    *has_per = false;
    if (measure == MEASURE_PLAIN)
        return false;
    *unit = (struct unit_words){0};
    if (type->points && format_find_unit(context->language, STR("percentage_point"), unit))
        return true;
    size_t count = measure_factors(measures, measure, factors, FACTORS);
    if (count == 2 && factors[0].exponent * factors[1].exponent == -1) {
        size_t above = factors[0].exponent > 0 ? 0 : 1;
        measure_words(context, factors[above].measure, unit);
        measure_words(context, factors[1 - above].measure, per);
        *has_per = true;
    } else {
        measure_words(context, measure, unit);
    }
    return true;
}

struct str doc_unit(const struct doc_context *context, const struct calc_type *type)
{
    struct unit_words unit, per;
    bool has_per;
    if (type->kind != VALUE_NUMBER || !split_measure(context, type, &unit, &per, &has_per))
        return (struct str){NULL, 0};
    return format_unit(context->language, context->arena, &unit, has_per ? &per : NULL);
}

/* The forms of a noun: those of the type or figure that has it. */
static const struct node *noun_forms(const struct institution *institution, uint16_t noun)
{
    for (size_t i = 0; i < institution->world.type_count; i++)
        if (institution->world.types[i].noun == noun)
            return institution->types[i].forms;
    for (size_t i = 0; i < institution->world.figure_count; i++)
        if (institution->world.figures[i].noun == noun)
            return institution->figures[i].forms;
    return NULL;
}

/* Words of a noun, read once for each document. */
static const struct unit_words *noun_words(const struct doc_context *context, uint16_t noun)
{
    struct doc_state *state = context->state;
    size_t count = context->institution->world.noun_count;
    if (noun == 0 || noun > count)
        return NULL;
    if (state->nouns == NULL) {
        state->nouns = ARENA_ARRAY(context->arena, struct unit_words, count);
        state->nouns_read = ARENA_ARRAY(context->arena, bool, count);
    }
    struct unit_words *words = &state->nouns[noun - 1];
    const struct node *forms = noun_forms(context->institution, noun);
    if (forms && !state->nouns_read[noun - 1])
        language_read_forms(context->language, forms, context->diags, &words->forms);
    state->nouns_read[noun - 1] = true;
    return forms ? words : NULL;
}

/* --- numbers ------------------------------------------------------------------------------------
 */

/* Whether a number of that measure is an amount of the institution's currency. */
static bool is_money(const struct doc_context *context, measure_id measure)
{
    struct measure_factor factors[FACTORS];
    const struct measures *measures = context->institution->world.measures;
    measure_id currency = measure_find(measures, context->institution->currency);
    size_t count = measure_factors(measures, measure, factors, FACTORS);
    if (measure == MEASURE_PLAIN || currency == MEASURE_NOT_FOUND)
        return false;
    for (size_t i = 0; i < count && i < FACTORS; i++)
        if (factors[i].measure == currency && factors[i].exponent == 1)
            return true;
    return measure == currency;
}

struct number doc_default_step(const struct doc_context *context, struct number number,
                               const struct calc_type *type)
{
    return format_default_step(context->arena, number, is_money(context, type->measure));
}

/* How many decimals make up MACHINE_DIGITS digits; noughts at the beginning do not count. */
static int machine_decimals(struct arena *arena, struct number number)
{
    struct number size = number_absolute(arena, number);
    int decimals = MACHINE_DIGITS;
    while (decimals > 0 && number_compare(size, NUMBER_ONE) >= 0) {
        size = number_divide(arena, size, number_from_int(10));
        decimals--;
    }
    while (decimals < MACHINE_DECIMALS &&
           number_compare(number_multiply(arena, size, number_from_int(10)), NUMBER_ONE) < 0) {
        size = number_multiply(arena, size, number_from_int(10));
        decimals++;
    }
    return decimals;
}

static struct str machine_number(const struct doc_context *context, struct number number)
{
    if (number.den == 1)
        return number_to_text(context->arena, number, 0);
    int decimals = number_decimals(number);
    if (decimals < 0 || decimals > MACHINE_DECIMALS)
        decimals = machine_decimals(context->arena, number);
    return number_to_text(context->arena, number, decimals);
}

/* Integers, of which most tables are full, are written once for people and machines. */
static struct str plain_number(const struct doc_context *context, struct number number,
                               struct number step, struct str machine)
{
    if (number.den == 1 && step.num == 1 && step.den == 1)
        return format_digits(context->language, context->arena, machine);
    return format_number(context->language, context->arena, number, step);
}

static struct str show_number(const struct doc_context *context, struct number number,
                              const struct calc_type *type, const struct doc_show *show,
                              struct str machine)
{
    struct number step = show->has_step ? show->step : doc_default_step(context, number, type);
    const struct language *language = context->language;
    struct unit_words unit = {0}, per;
    bool has_per = false;
    if (type->calendar) /* years are not grouped */
        return machine;
    if (show->word)
        return format_form(language, context->arena, number, step, show->forms);
    if (show->bare)
        return plain_number(context, number, step, machine);
    if (show->forms) {
        unit.forms = *show->forms;
        return format_quantity(language, context->arena, number, step, &unit, NULL);
    }
    if (split_measure(context, type, &unit, &per, &has_per))
        return format_quantity(language, context->arena, number, step, &unit,
                               has_per ? &per : NULL);
    const struct unit_words *noun = noun_words(context, type->noun);
    if (noun)
        return format_quantity(language, context->arena, number, step, noun, NULL);
    return plain_number(context, number, step, machine);
}

/* --- other kinds --------------------------------------------------------------------------------
 */

/* The labels of a choice field's options; the address of the options tells the field. */
static const struct node *option_label(const struct doc_context *context,
                                       const struct calc_options *options, size_t index)
{
    struct str key = {(const char *)&options, sizeof options};
    struct map_entry *entry = map_find(&context->state->options, key);
    const struct data_field *field = entry ? entry->pointer : NULL;
    return field && field->option_labels ? field->option_labels[index] : NULL;
}

static void show_option(const struct doc_context *context, const struct calc_options *options,
                        size_t index, struct doc_shown *out)
{
    if (options == NULL || index >= options->count)
        return;
    out->machine = options->keys[index];
    out->text = doc_words(context, option_label(context, options, index), options->keys[index]);
}

static void join_shown(const struct doc_context *context, struct str *texts, struct str *machines,
                       size_t count, struct doc_shown *out)
{
    struct buf machine = {0};
    for (size_t i = 0; i < count; i++) {
        buf_str(&machine, i > 0 ? STR("; ") : (struct str){NULL, 0});
        buf_str(&machine, machines[i]);
    }
    out->text = language_join(context->language, context->arena, texts, count);
    out->machine = buf_copy(&machine, context->arena);
    out->missing = count == 0;
    buf_free(&machine);
}

static void show_options(const struct doc_context *context, uint64_t set,
                         const struct calc_options *options, struct doc_shown *out)
{
    struct str texts[64], machines[64];
    size_t count = 0;
    for (size_t i = 0; options && i < options->count && i < 64; i++) {
        if (!(set >> i & 1))
            continue;
        struct doc_shown one = {0};
        show_option(context, options, i, &one);
        texts[count] = one.text;
        machines[count++] = one.machine;
    }
    join_shown(context, texts, machines, count, out);
}

static void show_list(const struct doc_context *context, const struct value_list *list,
                      const struct calc_type *type, const struct doc_show *show,
                      struct doc_shown *out)
{
    static const struct calc_type UNKNOWN = {.kind = VALUE_UNKNOWN};
    struct str *texts = ARENA_ARRAY(context->arena, struct str, list->count);
    struct str *machines = ARENA_ARRAY(context->arena, struct str, list->count);
    for (size_t i = 0; i < list->count; i++) {
        struct doc_shown one =
            doc_show_value(context, list->items[i], type->element ? type->element : &UNKNOWN, show);
        texts[i] = one.text;
        machines[i] = one.machine;
        out->marks |= one.marks;
    }
    join_shown(context, texts, machines, list->count, out);
}

static struct str machine_date(const struct doc_context *context, struct value value)
{
    struct buf out = {0};
    if (value.kind == VALUE_DATE)
        date_write(&out, value.day);
    else if (value.kind == VALUE_MONTH)
        month_write(&out, value.month);
    else
        period_write(&out, value.period, context->institution->world.period_mode);
    struct str text = buf_copy(&out, context->arena);
    buf_free(&out);
    return text;
}

static struct str show_time(const struct doc_context *context, struct value value,
                            const struct doc_show *show)
{
    const struct language *language = context->language;
    if (value.kind == VALUE_DATE)
        return format_date(language, context->arena, value.day,
                           show->date == DOC_DATE_LONG ? DATE_LONG : DATE_SHORT);
    if (value.kind == VALUE_MONTH)
        return format_month(language, context->arena, value.month);
    return format_period(language, context->arena, value.period,
                         context->institution->world.period_mode);
}

static void show_record(const struct doc_context *context, struct record record,
                        struct doc_shown *out)
{
    const struct calc_world *world = &context->institution->world;
    out->text = typography_text(context->language, context->arena,
                                data_title(context->institution, record));
    out->machine = world->reader->id(world->store, record);
}

static void show_known(const struct doc_context *context, struct value value,
                       const struct calc_type *type, const struct doc_show *show,
                       struct doc_shown *out)
{
    switch ((enum value_kind)value.kind) {
    case VALUE_YES_NO:
        out->text = format_yes_no(context->language, value.yes);
        out->machine = str_from(value.yes ? "yes" : "no");
        break;
    case VALUE_NUMBER:
        out->machine = machine_number(context, value.number);
        out->text = show_number(context, value.number, type, show, out->machine);
        break;
    case VALUE_TEXT:
        out->machine = value_as_text(value);
        out->text = typography_text(context->language, context->arena, out->machine);
        break;
    case VALUE_DATE:
    case VALUE_MONTH:
    case VALUE_PERIOD:
        out->text = show_time(context, value, show);
        out->machine = machine_date(context, value);
        break;
    case VALUE_CHOICE:
        show_option(context, type->options, value.size, out);
        break;
    case VALUE_CHOICES:
        show_options(context, value.options, type->options, out);
        break;
    case VALUE_RECORD:
        show_record(context, value_as_record(value), out);
        break;
    case VALUE_LIST:
    case VALUE_SERIES:
        show_list(context, value.list, type, show, out);
        break;
    case VALUE_UNKNOWN:
    case VALUE_NONE:
    case VALUE_FAILED:
    case VALUE_SPAN_OF_TIME:
    case VALUE_TYPE:
        break;
    }
}

struct doc_shown doc_show_value(const struct doc_context *context, struct value value,
                                const struct calc_type *type, const struct doc_show *show)
{
    static const struct doc_show PLAIN = {0};
    struct doc_shown out = {.marks = value.marks, .missing = !value_known(value)};
    if (!out.missing)
        show_known(context, value, type, show ? show : &PLAIN, &out);
    if (out.missing)
        out.text = STR("–");
    return out;
}

struct doc_shown doc_show_expr(const struct doc_context *context, const struct expr *expr,
                               const struct doc_show *show, struct value *value,
                               struct doc_origin *origin)
{
    struct calc_type type = calc_expr_type(expr);
    struct doc_origin named;
    struct doc_show how = show ? *show : (struct doc_show){0};
    struct value result = doc_eval(context, expr);
    doc_origin_of(context, expr, &named);
    if (!how.has_step && named.has_round) {
        how.has_step = true;
        how.step = named.round;
    }
    if (value)
        *value = result;
    if (origin)
        *origin = named;
    return doc_show_value(context, result, &type, &how);
}
