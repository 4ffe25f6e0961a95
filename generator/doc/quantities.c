/* SPDX-License-Identifier: MIT */
/* Numbers in words: with their measure or their noun, and as machines read them. */
#include "doc/state.h"
#include "doc/words.h"
#include "locale/format.h"

/* Machine texts give a number exactly where it has an end within so many decimals; else so many
 * digits of it, which is what spreadsheets keep. */
enum { MACHINE_DECIMALS = 30, MACHINE_DIGITS = 15, FACTORS = 8 };

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

void doc_show_number(const struct doc_context *context, struct number number,
                     const struct calc_type *type, const struct doc_show *show,
                     struct doc_shown *out)
{
    out->machine = machine_number(context, number);
    out->text = show_number(context, number, type, show, out->machine);
}
