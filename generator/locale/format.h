/* SPDX-License-Identifier: MIT */
/*
 * Numbers, quantities, dates and periods as a language writes them. Results live in `arena`; they
 * contain the no-break spaces that belong inside. Rounding happens here, once: half away from
 * zero.
 */
#ifndef LETOPIS_LOCALE_FORMAT_H
#define LETOPIS_LOCALE_FORMAT_H

#include "calc/date.h"
#include "calc/number.h"
#include "locale/language.h"

/*
 * How a measure or noun is printed with a number. `symbol` stands behind the number after a
 * no-break space (Kč, %); otherwise `forms` gives the word in the right plural. In table heads the
 * symbol, or the form `many`/`other`, stands alone.
 */
struct unit_words {
    struct str symbol; /* empty: none */
    struct plural_forms forms;
    bool before; /* the symbol stands before the number (currencies in some languages) */
    bool tight;  /* without a space between (English 50%) */
    struct str abbreviation; /* where there is no symbol: the short form after a slash (Kč/h) */
};

/* "33 218,50": `number` rounded to a multiple of `step`, shown with that step's decimals. */
struct str format_number(const struct language *language, struct arena *arena, struct number number,
                         struct number step);
/* Digits that are right already, as number_to_text() gives them, with the language's marks. */
struct str format_digits(const struct language *language, struct arena *arena, struct str digits);

/*
 * As above with its unit ("33 218 Kč", "62 knihoven"); `unit` may be NULL. `per` (may be NULL) is
 * the unit it is divided by: "33 218 Kč / knihovna" is printed with the language's pattern.
 */
struct str format_quantity(const struct language *language, struct arena *arena,
                           struct number number, struct number step, const struct unit_words *unit,
                           const struct unit_words *per);

/* The form that goes with the number, without it: a verb ("byly" zaznamenány 3 návštěvy). */
struct str format_form(const struct language *language, struct arena *arena, struct number number,
                       struct number step, const struct plural_forms *forms);

/* The unit alone, for table heads. */
struct str format_unit(const struct language *language, struct arena *arena,
                       const struct unit_words *unit, const struct unit_words *per);

/* The unit words of a standard measure ("hour", "CZK", "percent", "day") from the language file's
 * `measures:`; false when the file has none. */
bool format_find_unit(const struct language *language, struct str measure, struct unit_words *out);

/*
 * The step in which a number without `round` is shown: exact if it has at most 3 decimals
 * (119.999 hours are not 120), else 2 decimals; money: 2 as soon as it is not whole.
 */
struct number format_default_step(struct arena *arena, struct number number, bool money);

enum date_style { DATE_SHORT, DATE_LONG, DATE_RUNNING /* long, in the case of running text */ };
struct str format_date(const struct language *language, struct arena *arena, int32_t days,
                       enum date_style style);
/* A date to be filled in by hand: the pattern, with the holes {day} {month} {year}, or {yy} for the
 * last two digits of the year; and what stands in one of them. */
struct str format_date_form(const struct language *language);
enum format_part { FORMAT_DAY, FORMAT_MONTH, FORMAT_YEAR, FORMAT_SHORT_YEAR };
struct str format_date_part(const struct language *language, struct arena *arena, int32_t days,
                            enum format_part part);
struct str format_month(const struct language *language, struct arena *arena, int32_t months);
struct str format_period(const struct language *language, struct arena *arena, int32_t period,
                         enum period_mode mode);
/* The month in the case that follows "in": "květnu 2026" (v květnu 2026). */
struct str format_month_running(const struct language *language, struct arena *arena,
                                int32_t months);
/* A period with its word, as it stands by itself: "rok 2022", "2026 р.", "2022. gads". */
struct str format_period_named(const struct language *language, struct arena *arena, int32_t period,
                               enum period_mode mode);

enum gender { GENDER_MASCULINE, GENDER_FEMININE, GENDER_NEUTER };
/* "5.", "5-й"; `number` is not negative. */
struct str format_ordinal(const struct language *language, struct arena *arena, int64_t number,
                          enum gender gender);

struct str format_yes_no(const struct language *language, bool yes);

/* Names for links and files: lower-case ASCII letters, digits and hyphens; marks are stripped,
 * Cyrillic is transliterated by the language file's `transliteration:`. */
struct str format_slug(const struct language *language, struct arena *arena, struct str text);

/* The same, short enough for a file's name: cut between words at FORMAT_FILE_NAME bytes. */
enum { FORMAT_FILE_NAME = 80 };
struct str format_file_name(const struct language *language, struct arena *arena, struct str text);

#endif
