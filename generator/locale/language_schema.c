/* SPDX-License-Identifier: MIT */
#include "locale/language_data.h"
#include "yaml/schema_table.h"

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
                       [LIST_MONTHS_IN] = {"months_in", 12}};

static const struct str words[] = {
#define X(key) STR_INIT(#key),
#include "locale/words.def"
#undef X
};

static const struct schema_field any_text = {.shape = SHAPE_TEXT};
static const struct schema_field any = {.shape = SHAPE_ANY};

static const struct schema_field word_fields[] = {
#define X(key) {.name = STR_INIT(#key), .shape = SHAPE_TEXT},
#include "locale/words.def"
#undef X
};
static const struct schema words_schema = SCHEMA("words", word_fields);

static const struct schema_field measure_fields[] = {
    FIELD("symbol", SHAPE_TEXT),  FIELD("short", SHAPE_TEXT), FIELD("before", SHAPE_YES_NO),
    FIELD("tight", SHAPE_YES_NO), FIELD("forms", SHAPE_ANY),
};
static const struct schema measure_schema = SCHEMA("measures", measure_fields);
static const struct schema_field measure_element = {.shape = SHAPE_GROUP, .group = &measure_schema};

static const struct schema_field rule_fields[] = {
    NEEDED("left", SHAPE_TEXT),
    NEEDED("right", SHAPE_TEXT),
};
static const struct schema rule_schema = SCHEMA("no_break", rule_fields);
static const struct schema_field rule_element = {.shape = SHAPE_GROUP, .group = &rule_schema};

static const struct schema_field fields[SET_COUNT] = {
#define X(section, name_, key, shape_, required_) {.name = STR_INIT(key), .shape = SHAPE_##shape_},
#include "locale/settings.def"
#undef X
};

/* A section is the run of settings from `first` to `last`. */
#define SECTION(key, first, last)                                                                  \
    {                                                                                              \
        .name = STR_INIT(key), .fields = &fields[first], .field_count = (last) - (first) + 1       \
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
    FIELD("months", SHAPE_LIST, .element = &any_text),
    FIELD("months_of", SHAPE_LIST, .element = &any_text),
    FIELD("months_in", SHAPE_LIST, .element = &any_text),
};
static const struct schema calendar_schema = SCHEMA("calendar", list_fields);

#define GROUP(key, section)                                                                        \
    {                                                                                              \
        .name = STR_INIT(key), .shape = SHAPE_GROUP, .group = &sections[section]                   \
    }
static const struct schema_field top_fields[] = {
    FIELD("name", SHAPE_TEXT),
    FIELD("locale", SHAPE_TEXT),
    FIELD("collation", SHAPE_TEXT),
    FIELD("alphabet", SHAPE_TEXT),
    FIELD("alphabet_also", SHAPE_TEXT),
    FIELD("letters", SHAPE_TEXT),
    FIELD("telling", SHAPE_TEXT),
    FIELD("mistaken", SHAPE_MAP, .element = &any_text),
    FIELD("mistaken_unless_name", SHAPE_MAP, .element = &any_text),
    GROUP("numbers", SECTION_NUMBERS),
    GROUP("quantities", SECTION_QUANTITIES),
    GROUP("dates", SECTION_DATES),
    GROUP("quotes", SECTION_QUOTES),
    GROUP("marks", SECTION_MARKS),
    GROUP("lists", SECTION_LISTS),
    GROUP("hyphenation", SECTION_HYPHENATION),
    FIELD("calendar", SHAPE_GROUP, .group = &calendar_schema),
    FIELD("measures", SHAPE_MAP, .element = &measure_element),
    FIELD("no_break", SHAPE_LIST, .element = &rule_element),
    FIELD("transliteration", SHAPE_MAP, .element = &any),
    FIELD("words", SHAPE_GROUP, .group = &words_schema),
};

const struct schema language_schema = SCHEMA("language", top_fields);

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
