/* SPDX-License-Identifier: MIT */
#include "locale/language_data.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define NAMED(literal)                                                                             \
    {                                                                                              \
        "" literal, sizeof(literal) - 1                                                            \
    }

const char *const language_plural_names[PLURAL_COUNT] = {
    [PLURAL_ZERO] = "zero", [PLURAL_ONE] = "one",   [PLURAL_TWO] = "two",
    [PLURAL_FEW] = "few",   [PLURAL_MANY] = "many", [PLURAL_OTHER] = "other"};

enum section {
    SECTION_TOP,
    SECTION_NUMBERS,
    SECTION_QUANTITIES,
    SECTION_DATES,
    SECTION_QUOTES,
    SECTION_MARKS,
    SECTION_LISTS,
    SECTION_HYPHENATION
};

static const struct {
    const char *key;
    enum section section;
    bool required;
} settings[SET_COUNT] = {
#define X(section, name, key, shape, required) {key, SECTION_##section, required},
#include "locale/settings.def"
#undef X
};

static const char *const section_keys[] = {"",       "numbers", "quantities", "dates",
                                           "quotes", "marks",   "lists",      "hyphenation"};

static const struct {
    const char *key;
    size_t length;
} lists[LIST_COUNT] = {[LIST_MONTHS] = {"months", 12},
                       [LIST_MONTHS_OF] = {"months_of", 12},
                       [LIST_MONTHS_IN] = {"months_in", 12},
                       [LIST_WEEKDAYS] = {"weekdays", 7}};

static const struct str words[] = {
#define X(key) NAMED(#key),
#include "locale/words.def"
#undef X
};

static const struct schema_field any_text = {.shape = SHAPE_TEXT};
static const struct schema_field any = {.shape = SHAPE_ANY};

static const struct schema_field word_fields[] = {
#define X(key) {.name = NAMED(#key), .shape = SHAPE_TEXT},
#include "locale/words.def"
#undef X
};
static const struct schema words_schema = {
    .name = NAMED("words"), .fields = word_fields, .field_count = COUNT(word_fields)};

static const struct schema_field measure_fields[] = {
    {.name = NAMED("symbol"), .shape = SHAPE_TEXT},
    {.name = NAMED("short"), .shape = SHAPE_TEXT},
    {.name = NAMED("before"), .shape = SHAPE_YES_NO},
    {.name = NAMED("tight"), .shape = SHAPE_YES_NO},
    {.name = NAMED("forms"), .shape = SHAPE_ANY},
};
static const struct schema measure_schema = {
    .name = NAMED("measures"), .fields = measure_fields, .field_count = COUNT(measure_fields)};
static const struct schema_field measure_element = {.shape = SHAPE_GROUP, .group = &measure_schema};

static const struct schema_field rule_fields[] = {
    {.name = NAMED("left"), .shape = SHAPE_TEXT, .required = true},
    {.name = NAMED("right"), .shape = SHAPE_TEXT, .required = true},
};
static const struct schema rule_schema = {
    .name = NAMED("no_break"), .fields = rule_fields, .field_count = COUNT(rule_fields)};
static const struct schema_field rule_element = {.shape = SHAPE_GROUP, .group = &rule_schema};

static const struct schema_field fields[SET_COUNT] = {
#define X(section, name_, key, shape_, required_) {.name = NAMED(key), .shape = SHAPE_##shape_},
#include "locale/settings.def"
#undef X
};

/* A section is the run of settings from `first` to `last`. */
#define SECTION(key, first, last)                                                                  \
    {                                                                                              \
        .name = NAMED(key), .fields = &fields[first], .field_count = (last) - (first) + 1          \
    }
static const struct schema sections[] = {
    [SECTION_NUMBERS] = SECTION("numbers", SET_NUMBERS_DECIMAL, SET_NUMBERS_ORDINAL_NEUTER),
    [SECTION_QUANTITIES] = SECTION("quantities", SET_QUANTITIES_AFTER, SET_QUANTITIES_PER),
    [SECTION_DATES] = SECTION("dates", SET_DATES_SHORT, SET_DATES_SCHOOL_YEAR_NAMED),
    [SECTION_QUOTES] = SECTION("quotes", SET_QUOTES_OUTER, SET_QUOTES_INNER),
    [SECTION_MARKS] = SECTION("marks", SET_MARKS_APOSTROPHE, SET_MARKS_ELLIPSIS),
    [SECTION_LISTS] = SECTION("lists", SET_LISTS_BETWEEN, SET_LISTS_LAST),
    [SECTION_HYPHENATION] =
        SECTION("hyphenation", SET_HYPHENATION_DICTIONARY, SET_HYPHENATION_EXCEPTIONS),
};

static const struct schema_field list_fields[] = {
    {.name = NAMED("months"), .shape = SHAPE_LIST, .element = &any_text},
    {.name = NAMED("months_of"), .shape = SHAPE_LIST, .element = &any_text},
    {.name = NAMED("months_in"), .shape = SHAPE_LIST, .element = &any_text},
    {.name = NAMED("weekdays"), .shape = SHAPE_LIST, .element = &any_text},
};
static const struct schema calendar_schema = {
    .name = NAMED("calendar"), .fields = list_fields, .field_count = COUNT(list_fields)};

#define GROUP(key, section)                                                                        \
    {                                                                                              \
        .name = NAMED(key), .shape = SHAPE_GROUP, .group = &sections[section]                      \
    }
static const struct schema_field top_fields[] = {
    {.name = NAMED("name"), .shape = SHAPE_TEXT},
    {.name = NAMED("locale"), .shape = SHAPE_TEXT},
    {.name = NAMED("collation"), .shape = SHAPE_TEXT},
    {.name = NAMED("alphabet"), .shape = SHAPE_TEXT},
    {.name = NAMED("alphabet_also"), .shape = SHAPE_TEXT},
    GROUP("numbers", SECTION_NUMBERS),
    GROUP("quantities", SECTION_QUANTITIES),
    GROUP("dates", SECTION_DATES),
    GROUP("quotes", SECTION_QUOTES),
    GROUP("marks", SECTION_MARKS),
    GROUP("lists", SECTION_LISTS),
    GROUP("hyphenation", SECTION_HYPHENATION),
    {.name = NAMED("calendar"), .shape = SHAPE_GROUP, .group = &calendar_schema},
    {.name = NAMED("measures"), .shape = SHAPE_MAP, .element = &measure_element},
    {.name = NAMED("no_break"), .shape = SHAPE_LIST, .element = &rule_element},
    {.name = NAMED("transliteration"), .shape = SHAPE_MAP, .element = &any},
    {.name = NAMED("words"), .shape = SHAPE_GROUP, .group = &words_schema},
};

const struct schema language_schema = {
    .name = NAMED("language"), .fields = top_fields, .field_count = COUNT(top_fields)};

const char *language_setting_key(enum setting setting)
{
    return settings[setting].key;
}

const char *language_setting_section(enum setting setting)
{
    return section_keys[settings[setting].section];
}

bool language_setting_required(enum setting setting)
{
    return settings[setting].required;
}

const char *language_list_key(enum word_list list)
{
    return lists[list].key;
}

size_t language_list_length(enum word_list list)
{
    return lists[list].length;
}

size_t language_word_count(void)
{
    return COUNT(words);
}

struct str language_word_key(size_t index)
{
    return words[index];
}
