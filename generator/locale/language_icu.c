/* SPDX-License-Identifier: MIT */
/*
 * The two things that ICU decides: plural categories and the order of words. Each of its services
 * is opened on first need and closed with the language.
 *
 * A category belongs to a number as it is shown: 1,0 is not 1 in Czech. For whole numbers that fit
 * exactly into a double ICU's plain function does; decimals go through one of its number
 * formatters, which keeps the zeros behind the point. There is one formatter for each number of
 * decimals.
 */
#include "base/mem.h"
#include "locale/language_data.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/ucol.h>
#include <unicode/unumberformatter.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>

enum { MOST_DECIMALS = 9, WHOLE_SAMPLES = 202 };

struct language_icu {
    UPluralRules *rules;
    UNumberFormatter *decimals[MOST_DECIMALS + 1];
    UFormattedNumber *formatted;
    UCollator *collator;
    UBreakIterator *lines;
    unsigned whole; /* categories that whole numbers take */
    int examples[PLURAL_COUNT];
};

/* ICU's keywords are ASCII in 16-bit units. */
static enum plural category_of(const UChar *keyword)
{
    for (int i = 0; i < PLURAL_COUNT; i++) {
        const char *name = language_plural_names[i];
        size_t at = 0;
        while (name[at] && keyword[at] == (UChar)name[at])
            at++;
        if (name[at] == '\0' && keyword[at] == 0)
            return (enum plural)i;
    }
    return PLURAL_OTHER;
}

static enum plural select_whole(const struct language_icu *icu, double number)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar keyword[16];
    if (icu->rules == NULL)
        return PLURAL_OTHER;
    uplrules_select(icu->rules, number, keyword, 16, &status);
    return U_FAILURE(status) ? PLURAL_OTHER : category_of(keyword);
}

/* Which categories whole numbers take; a million stands for the languages that single it out. */
static void sample_whole(struct language_icu *icu)
{
    for (int i = 0; i < PLURAL_COUNT; i++)
        icu->examples[i] = -1;
    for (int i = 1; i <= WHOLE_SAMPLES; i++) {
        int number = i == WHOLE_SAMPLES ? 1000000 : i == WHOLE_SAMPLES - 1 ? 0 : i;
        enum plural category = select_whole(icu, number);
        icu->whole |= 1U << category;
        if (icu->examples[category] < 0)
            icu->examples[category] = number;
    }
}

static const char *locale_of(const struct language *language)
{
    return language->settings[SET_TOP_LOCALE].p;
}

static struct language_icu *icu_of(const struct language *language)
{
    if (language->icu)
        return language->icu;
    struct language_icu *icu = mem_alloc_zero(1, sizeof *icu);
    UErrorCode status = U_ZERO_ERROR;
    icu->rules = uplrules_open(locale_of(language), &status);
    if (U_FAILURE(status))
        icu->rules = NULL;
    sample_whole(icu);
    /* The handles are a cache: the language stays what it was. */
    ((struct language *)(uintptr_t)language)->icu = icu;
    return icu;
}

void language_icu_free(struct language_icu *icu)
{
    if (icu == NULL)
        return;
    uplrules_close(icu->rules);
    for (int i = 0; i <= MOST_DECIMALS; i++)
        unumf_close(icu->decimals[i]);
    unumf_closeResult(icu->formatted);
    if (icu->collator)
        ucol_close(icu->collator);
    if (icu->lines)
        ubrk_close(icu->lines);
    mem_free(icu);
}

unsigned language_whole_categories(const struct language *language)
{
    return icu_of(language)->whole;
}

int language_category_example(const struct language *language, enum plural category)
{
    return icu_of(language)->examples[category];
}

static UNumberFormatter *formatter_for(struct language_icu *icu, const char *locale, int decimals)
{
    if (icu->decimals[decimals])
        return icu->decimals[decimals];
    UChar skeleton[MOST_DECIMALS + 1] = {'.'};
    for (int i = 1; i <= decimals; i++)
        skeleton[i] = '0';
    UErrorCode status = U_ZERO_ERROR;
    if (icu->formatted == NULL)
        icu->formatted = unumf_openResult(&status);
    icu->decimals[decimals] =
        unumf_openForSkeletonAndLocale(skeleton, decimals + 1, locale, &status);
    return U_FAILURE(status) ? NULL : icu->decimals[decimals];
}

static enum plural select_decimal(const struct language *language, struct str digits, int decimals)
{
    struct language_icu *icu = icu_of(language);
    if (decimals > MOST_DECIMALS)
        decimals = MOST_DECIMALS; /* the formatter rounds */
    UNumberFormatter *formatter = formatter_for(icu, locale_of(language), decimals);
    if (formatter == NULL || icu->rules == NULL)
        return PLURAL_OTHER;
    UErrorCode status = U_ZERO_ERROR;
    UChar keyword[16];
    unumf_formatDecimal(formatter, digits.p, (int32_t)digits.n, icu->formatted, &status);
    uplrules_selectFormatted(icu->rules, icu->formatted, keyword, 16, &status);
    return U_FAILURE(status) ? PLURAL_OTHER : category_of(keyword);
}

enum plural language_plural(const struct language *language, struct str digits)
{
    size_t point = str_find(digits, '.', 0);
    if (point != STR_NOT_FOUND && point + 1 < digits.n)
        return select_decimal(language, digits, (int)(digits.n - point - 1));
    /* Categories go by the last digits; beyond 15 the last 6 and a leading 1 decide alike. */
    double number = 0;
    size_t from = digits.n > 15 ? digits.n - 6 : 0;
    if (from)
        number = 1;
    for (size_t i = from; i < digits.n; i++)
        if (digits.p[i] >= '0' && digits.p[i] <= '9')
            number = number * 10 + (digits.p[i] - '0');
    return select_whole(icu_of(language), number);
}

/* The locale's rules with those of the language file behind them. */
static UCollator *open_tailored(const UCollator *plain, struct str extra, UErrorCode *status)
{
    int32_t count = 0, added = 0;
    const UChar *rules = ucol_getRules(plain, &count);
    int32_t capacity = count + (int32_t)extra.n + 1;
    UChar *all = mem_alloc((size_t)capacity * sizeof *all);
    memcpy(all, rules, (size_t)count * sizeof *all);
    u_strFromUTF8(all + count, capacity - count, &added, extra.p, (int32_t)extra.n, status);
    UCollator *collator =
        ucol_openRules(all, count + added, UCOL_DEFAULT, UCOL_DEFAULT_STRENGTH, NULL, status);
    mem_free(all);
    return collator;
}

static UCollator *collator_of(const struct language *language)
{
    struct language_icu *icu = icu_of(language);
    if (icu->collator)
        return icu->collator;
    UErrorCode status = U_ZERO_ERROR;
    UCollator *collator = ucol_open(locale_of(language), &status);
    struct str extra = language->settings[SET_TOP_COLLATION];
    if (U_SUCCESS(status) && extra.n) {
        UCollator *tailored = open_tailored(collator, extra, &status);
        if (U_SUCCESS(status)) {
            ucol_close(collator);
            collator = tailored;
        }
    }
    status = U_ZERO_ERROR;
    ucol_setAttribute(collator, UCOL_NUMERIC_COLLATION, UCOL_ON, &status);
    icu->collator = collator;
    return collator;
}

struct str language_sort_key(const struct language *language, struct arena *arena, struct str text)
{
    enum { SHORT = 128 };
    UCollator *collator = collator_of(language);
    if (collator == NULL)
        return text;
    UChar few[SHORT];
    UChar *wide = text.n <= SHORT ? few : mem_alloc(text.n * sizeof *wide);
    UErrorCode status = U_ZERO_ERROR;
    int32_t units = 0;
    u_strFromUTF8WithSub(wide, (int32_t)(text.n <= SHORT ? SHORT : text.n), &units, text.p,
                         (int32_t)text.n, 0xFFFD, NULL, &status);
    uint8_t first[4 * SHORT];
    int32_t n = ucol_getSortKey(collator, wide, units, first, (int32_t)sizeof first);
    char *key = arena_alloc(arena, (size_t)n + 1, 1);
    if (n <= (int32_t)sizeof first)
        memcpy(key, first, (size_t)n);
    else
        ucol_getSortKey(collator, wide, units, (uint8_t *)key, n);
    if (wide != few)
        mem_free(wide);
    /* ICU counts the closing NUL. */
    return (struct str){key, n > 0 ? (size_t)n - 1 : 0};
}

/* --- line breaks --------------------------------------------------------------------------------
 */

static UBreakIterator *line_iterator(const struct language *language)
{
    struct language_icu *icu = icu_of(language);
    UErrorCode status = U_ZERO_ERROR;
    if (icu->lines == NULL)
        icu->lines = ubrk_open(UBRK_LINE, locale_of(language), NULL, 0, &status);
    return U_FAILURE(status) ? NULL : icu->lines;
}

void language_line_breaks(const struct language *language, struct str text, bool *marks)
{
    UBreakIterator *lines = line_iterator(language);
    UErrorCode status = U_ZERO_ERROR;
    if (lines == NULL || text.n == 0 || text.n > INT32_MAX / 2)
        return;
    UChar *wide = mem_alloc(text.n * sizeof *wide);
    int32_t units = 0;
    for (size_t at = 0; at < text.n;) {
        uint32_t code = str_next(text, &at);
        UBool failed = false;
        U16_APPEND(wide, units, (int32_t)text.n, code, failed);
        (void)failed; /* no character takes more units than bytes */
    }
    ubrk_setText(lines, wide, units, &status);
    int32_t unit = 0;
    for (size_t at = 0; at < text.n && U_SUCCESS(status);) {
        if (at > 0 && ubrk_isBoundary(lines, unit))
            marks[at] = true;
        unit += str_next(text, &at) > 0xFFFF ? 2 : 1;
    }
    mem_free(wide);
}
