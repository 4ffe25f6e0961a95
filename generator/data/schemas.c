/* SPDX-License-Identifier: MIT */
#include "data/model.h"

/* What may stand in institution.yaml, types, figures.yaml, checks.yaml and report.yaml. */

#define NAME(key)                                                                                  \
    {                                                                                              \
        key, sizeof key - 1                                                                        \
    }
#define FIELD(key, kind)                                                                           \
    {                                                                                              \
        .name = NAME(key), .shape = kind                                                           \
    }
#define NEEDED(key, kind)                                                                          \
    {                                                                                              \
        .name = NAME(key), .shape = kind, .required = true                                         \
    }
#define CHOICE(key, list)                                                                          \
    {                                                                                              \
        .name = NAME(key), .shape = SHAPE_CHOICE, .options = list,                                 \
        .option_count = sizeof list / sizeof *list                                                 \
    }
#define COUNT(list) (sizeof list / sizeof *list)
#define SCHEMA(file, list)                                                                         \
    {                                                                                              \
        .name = NAME(file), .fields = list, .field_count = COUNT(list)                             \
    }

static const struct schema_field text_field = {.shape = SHAPE_TEXT};

static const struct str year_kinds[] = {NAME("calendar"), NAME("school")};

static const struct schema_field measure_fields[] = {
    FIELD("is", SHAPE_FORMULA), FIELD("label", SHAPE_WORDS),   FIELD("symbol", SHAPE_WORDS),
    FIELD("forms", SHAPE_ANY),  FIELD("before", SHAPE_YES_NO), FIELD("note", SHAPE_WORDS),
};
static const struct schema_field any_text_map = {.shape = SHAPE_ANY};

static const struct schema measure_schema = {.name = NAME("a measure"),
                                             .fields = measure_fields,
                                             .field_count = COUNT(measure_fields),
                                             .open = true};
static const struct schema_field measure_field = {.shape = SHAPE_GROUP, .group = &measure_schema};

static const struct schema_field institution_fields[] = {
    NEEDED("name", SHAPE_WORDS),
    FIELD("address", SHAPE_WORDS),
    NEEDED("language", SHAPE_TEXT),
    FIELD("currency", SHAPE_TEXT),
    CHOICE("year", year_kinds),
    {.name = NAME("measures"), .shape = SHAPE_MAP, .element = &measure_field},
    FIELD("override", SHAPE_ANY),
    FIELD("sample", SHAPE_YES_NO),
    FIELD("site", SHAPE_ANY),
    FIELD("note", SHAPE_WORDS),
};
const struct schema data_institution_schema = SCHEMA("institution.yaml", institution_fields);

/* In the order of enum shape, as far as fields of records go. */
static const struct str field_types[] = {
    NAME("text"),   NAME("markdown"), NAME("integer"), NAME("number"), NAME("yes/no"),
    NAME("date"),   NAME("month"),    NAME("year"),    NAME("choice"), NAME("choices"),
    NAME("record"), NAME("url"),      NAME("email"),   NAME("list"),   NAME("group"),
};

static const struct schema_field field_fields[] = {
    {.name = NAME("type"),
     .shape = SHAPE_CHOICE,
     .required = true,
     .options = field_types,
     .option_count = COUNT(field_types)},
    FIELD("label", SHAPE_WORDS),
    FIELD("note", SHAPE_WORDS),
    FIELD("required", SHAPE_YES_NO),
    FIELD("default", SHAPE_ANY),
    FIELD("unit", SHAPE_TEXT),
    FIELD("private", SHAPE_YES_NO),
    FIELD("of", SHAPE_ANY),
    FIELD("fields", SHAPE_ANY),
    FIELD("min", SHAPE_TEXT),
    FIELD("max", SHAPE_TEXT),
    FIELD("at least", SHAPE_INTEGER),
    FIELD("at most", SHAPE_INTEGER),
    FIELD("round", SHAPE_NUMBER),
    {.name = NAME("written_in"), .shape = SHAPE_MAP, .element = &text_field},
};
const struct schema data_field_schema = SCHEMA("a field", field_fields);
static const struct schema_field field_field = {.shape = SHAPE_GROUP, .group = &data_field_schema};

static const struct schema_field computed_fields[] = {
    NEEDED("formula", SHAPE_FORMULA),
    FIELD("label", SHAPE_WORDS),
    FIELD("note", SHAPE_WORDS),
    FIELD("round", SHAPE_NUMBER),
    FIELD("private", SHAPE_YES_NO),
    {.name = NAME("forms"), .shape = SHAPE_MAP, .element = &text_field},
};
const struct schema data_computed_schema = SCHEMA("a computed field", computed_fields);
static const struct schema_field computed_field = {.shape = SHAPE_GROUP,
                                                   .group = &data_computed_schema};

static const struct schema_field check_fields[] = {
    FIELD("must", SHAPE_FORMULA), FIELD("should", SHAPE_FORMULA), FIELD("for", SHAPE_FORMULA),
    FIELD("says", SHAPE_WORDS),   FIELD("note", SHAPE_WORDS),
};
const struct schema data_check_schema = SCHEMA("a check", check_fields);
const struct schema_field data_check_field = {.shape = SHAPE_GROUP, .group = &data_check_schema};

static const struct schema_field type_fields[] = {
    FIELD("label", SHAPE_WORDS),
    {.name = NAME("forms"), .shape = SHAPE_MAP, .element = &any_text_map},
    FIELD("title", SHAPE_TEXT),
    FIELD("period", SHAPE_TEXT),
    FIELD("single", SHAPE_YES_NO),
    FIELD("note", SHAPE_WORDS),
    {.name = NAME("fields"), .shape = SHAPE_MAP, .element = &field_field, .required = true},
    {.name = NAME("computed"), .shape = SHAPE_MAP, .element = &computed_field},
    {.name = NAME("checks"), .shape = SHAPE_LIST, .element = &data_check_field},
};
const struct schema data_type_schema = SCHEMA("a type", type_fields);

static const struct schema_field figure_fields[] = {
    NEEDED("formula", SHAPE_FORMULA),
    FIELD("label", SHAPE_WORDS),
    FIELD("note", SHAPE_WORDS),
    FIELD("round", SHAPE_NUMBER),
    {.name = NAME("forms"), .shape = SHAPE_MAP, .element = &any_text_map},
    {.name = NAME("expect"), .shape = SHAPE_MAP, .element = &text_field},
};
const struct schema data_figure_schema = SCHEMA("a figure", figure_fields);
const struct schema_field data_figure_field = {.shape = SHAPE_GROUP, .group = &data_figure_schema};

static const struct schema_field report_fields[] = {
    NEEDED("title", SHAPE_WORDS),
    FIELD("period", SHAPE_TEXT),
    FIELD("as_of", SHAPE_DATE),
    FIELD("layout", SHAPE_NAME),
    {.name = NAME("languages"), .shape = SHAPE_LIST, .element = &text_field},
    FIELD("for", SHAPE_FORMULA),
    FIELD("file", SHAPE_TEXT),
    FIELD("blank", SHAPE_YES_NO),
    FIELD("public", SHAPE_YES_NO),
    FIELD("sample", SHAPE_YES_NO),
    FIELD("contents", SHAPE_YES_NO),
    FIELD("numbering", SHAPE_ANY),
    FIELD("note", SHAPE_WORDS),
};
const struct schema data_report_schema = SCHEMA("report.yaml", report_fields);
