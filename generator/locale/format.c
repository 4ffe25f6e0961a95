/* SPDX-License-Identifier: MIT */
#include "locale/format.h"

#include "locale/language_data.h"
#include "locale/phrase.h"

#include <string.h>

/* Fills a pattern of the language file. */
static struct str fill(struct arena *arena, struct str pattern, const struct diag_arg *args)
{
    struct buf out = {0};
    phrase_write(&out, NULL, NULL, pattern, args);
    struct str text = buf_copy(&out, arena);
    buf_free(&out);
    return text;
}

/* The number rounded to its step, in plain decimal. Writing so many decimals rounds by itself. */
static struct str plain_digits(struct arena *arena, struct number number, struct number step)
{
    int decimals = number_decimals(step);
    if (decimals < 0)
        return number_to_text(arena, number, 2);
    if (!number_is_decimal_place(step))
        number = number_round(arena, number, step);
    return number_to_text(arena, number, decimals);
}

static char *put(char *to, struct str s)
{
    return s.n ? (char *)memcpy(to, s.p, s.n) + s.n : to;
}

/* Plain decimal with the language's marks and groups; the sign is left out unless `sign`. */
static struct str with_marks(const struct language *language, struct arena *arena,
                             struct str digits, bool sign)
{
    struct str group = language->settings[SET_NUMBERS_GROUP];
    struct str mark = language->settings[SET_NUMBERS_DECIMAL];
    struct str minus = {NULL, 0};
    if (digits.n && digits.p[0] == '-') {
        digits = str_slice(digits, 1, digits.n);
        minus = sign ? language->settings[SET_NUMBERS_MINUS] : minus;
    }
    size_t whole = 0;
    while (whole < digits.n && digits.p[whole] != '.')
        whole++;
    bool grouped = whole >= (size_t)language->group_from;
    size_t groups = grouped ? (whole - 1) / 3 : 0, first = whole - groups * 3;
    char *text = arena_alloc(arena, minus.n + digits.n + groups * group.n + mark.n + 1, 1);
    char *to = put(put(text, minus), str_slice(digits, 0, first));
    for (const char *from = digits.p + first; from < digits.p + whole; from += 3, to += 3) {
        to = put(to, group);
        memcpy(to, from, 3);
    }
    if (whole < digits.n)
        to = put(put(to, mark), str_slice(digits, whole + 1, digits.n));
    return (struct str){text, (size_t)(to - text)};
}

static bool is_negative(struct str digits)
{
    return digits.n > 0 && digits.p[0] == '-';
}

struct str format_number(const struct language *language, struct arena *arena, struct number number,
                         struct number step)
{
    if (number_is_overflow(number))
        return language_word(language, "unknown");
    return with_marks(language, arena, plain_digits(arena, number, step), true);
}

struct str format_digits(const struct language *language, struct arena *arena, struct str digits)
{
    return with_marks(language, arena, digits, true);
}

/* The word of a unit beside the number `digits`, or by itself where `digits` is empty. */
static struct str unit_word(const struct language *language, const struct unit_words *unit,
                            struct str digits)
{
    if (unit == NULL || unit->symbol.n)
        return unit ? unit->symbol : (struct str){0};
    if (digits.n)
        return language_form(language, &unit->forms, digits);
    /* By itself a unit is read as "several of them", in the case that follows five. */
    return language_form(language, &unit->forms, STR("5"));
}

static struct str per_word(const struct language *language, const struct unit_words *per)
{
    if (per->symbol.n)
        return per->symbol;
    if (per->abbreviation.n)
        return per->abbreviation;
    return language_form(language, &per->forms, STR("1"));
}

static struct str with_per(const struct language *language, struct arena *arena, struct str word,
                           const struct unit_words *per)
{
    if (per == NULL)
        return word;
    return fill(arena, language->settings[SET_QUANTITIES_PER],
                ARGS(arg_text("unit", word), arg_text("per", per_word(language, per))));
}

struct str format_quantity(const struct language *language, struct arena *arena,
                           struct number number, struct number step, const struct unit_words *unit,
                           const struct unit_words *per)
{
    if (number_is_overflow(number) || (unit == NULL && per == NULL))
        return format_number(language, arena, number, step);
    struct str digits = plain_digits(arena, number, step);
    struct buf out = {0};
    struct str amount = with_marks(language, arena, digits, false);
    bool before = unit && unit->before && unit->symbol.n;
    bool tight = unit && unit->tight && unit->symbol.n;
    enum setting pattern = before  ? tight ? SET_QUANTITIES_TIGHT_BEFORE : SET_QUANTITIES_BEFORE
                           : tight ? SET_QUANTITIES_TIGHT_AFTER
                                   : SET_QUANTITIES_AFTER;
    struct str word = unit_word(language, unit, digits);
    if (!before)
        word = with_per(language, arena, word, per);
    /* The minus stands before a symbol that stands before the number: −€5. */
    if (is_negative(digits))
        buf_str(&out, language->settings[SET_NUMBERS_MINUS]);
    phrase_write(&out, NULL, NULL, language->settings[pattern],
                 ARGS(arg_text("number", amount), arg_text("unit", word)));
    struct str text = buf_copy(&out, arena);
    buf_free(&out);
    return before ? with_per(language, arena, text, per) : text;
}

struct str format_form(const struct language *language, struct arena *arena, struct number number,
                       struct number step, const struct plural_forms *forms)
{
    if (number_is_overflow(number))
        return language_form(language, forms, STR("5"));
    return language_form(language, forms, plain_digits(arena, number, step));
}

struct str format_unit(const struct language *language, struct arena *arena,
                       const struct unit_words *unit, const struct unit_words *per)
{
    return with_per(language, arena, unit_word(language, unit, (struct str){0}), per);
}

bool format_find_unit(const struct language *language, struct str measure, struct unit_words *out)
{
    const struct map_entry *entry = map_find(&language->measures, measure);
    if (entry == NULL)
        return false;
    *out = *(const struct unit_words *)entry->pointer;
    return true;
}

struct number format_default_step(struct arena *arena, struct number number, bool money)
{
    int decimals = number_is_overflow(number) ? 0 : number_decimals(number_absolute(arena, number));
    if (decimals == 0)
        return NUMBER_ONE;
    if (money || decimals < 0 || decimals > 3)
        decimals = 2;
    static const int64_t parts[] = {1, 10, 100, 1000};
    return number_from_ratio(arena, 1, parts[decimals]);
}

struct str format_ordinal(const struct language *language, struct arena *arena, int64_t number,
                          enum gender gender)
{
    static const enum setting patterns[] = {SET_NUMBERS_ORDINAL, SET_NUMBERS_ORDINAL_FEMININE,
                                            SET_NUMBERS_ORDINAL_NEUTER};
    struct str pattern = language->settings[patterns[gender]];
    if (pattern.n == 0)
        pattern = language->settings[SET_NUMBERS_ORDINAL];
    struct str digits = format_number(language, arena, number_from_int(number), NUMBER_ONE);
    return fill(arena, pattern, ARGS(arg_text("number", digits)));
}

struct str format_yes_no(const struct language *language, bool yes)
{
    return language_word(language, yes ? "yes" : "no");
}
