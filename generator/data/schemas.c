/* SPDX-License-Identifier: MIT */
#include "data/model.h"
#include "yaml/schema_table.h"

/* What may stand in institution.yaml, types, figures.yaml, checks.yaml and report.yaml. */

static const struct schema_field text_field = {.shape = SHAPE_TEXT};

static const struct str year_kinds[] = {STR_INIT("calendar"), STR_INIT("school")};

static const struct schema_field measure_fields[] = {
    FIELD("is", SHAPE_FORMULA), FIELD("label", SHAPE_WORDS),   FIELD("symbol", SHAPE_WORDS),
    FIELD("forms", SHAPE_ANY),  FIELD("before", SHAPE_YES_NO), FIELD("note", SHAPE_WORDS),
};
static const struct schema_field any_text_map = {.shape = SHAPE_ANY};

static const struct schema measure_schema = {.name = STR_INIT("a measure"),
                                             .fields = measure_fields,
                                             .field_count = COUNT(measure_fields),
                                             .open = true};
static const struct schema_field measure_field = {.shape = SHAPE_GROUP, .group = &measure_schema};

static const struct schema_field spelling_fields[] = {
    FIELD("accept", SHAPE_LIST, .element = &text_field),
    FIELD("skip", SHAPE_LIST, .element = &text_field),
};
static const struct schema spelling_schema = SCHEMA("spelling", spelling_fields);

static const struct schema_field institution_fields[] = {
    NEEDED("name", SHAPE_WORDS),
    FIELD("address", SHAPE_WORDS),
    NEEDED("language", SHAPE_TEXT),
    FIELD("currency", SHAPE_TEXT),
    FIELD("year", SHAPE_CHOICE, OPTIONS(year_kinds)),
    FIELD("measures", SHAPE_MAP, .element = &measure_field),
    FIELD("override", SHAPE_ANY),
    FIELD("sample", SHAPE_YES_NO),
    FIELD("spelling", SHAPE_GROUP, .group = &spelling_schema),
    FIELD("site", SHAPE_ANY),
    FIELD("note", SHAPE_WORDS),
};
const struct schema data_institution_schema = SCHEMA("institution.yaml", institution_fields);

/* In the order of enum shape, as far as fields of records go. */
static const struct str field_types[] = {
    STR_INIT("text"),   STR_INIT("markdown"), STR_INIT("integer"), STR_INIT("number"),
    STR_INIT("yes/no"), STR_INIT("date"),     STR_INIT("month"),   STR_INIT("year"),
    STR_INIT("choice"), STR_INIT("choices"),  STR_INIT("record"),  STR_INIT("url"),
    STR_INIT("email"),  STR_INIT("list"),     STR_INIT("group"),
};

static const struct schema_field field_fields[] = {
    NEEDED("type", SHAPE_CHOICE, OPTIONS(field_types)),
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
    FIELD("written_in", SHAPE_MAP, .element = &text_field),
    FIELD("code", SHAPE_TEXT),
    FIELD("lines", SHAPE_INTEGER),
    FIELD("section", SHAPE_TEXT),
};
const struct schema data_field_schema = SCHEMA("a field", field_fields);
static const struct schema_field field_field = {.shape = SHAPE_GROUP, .group = &data_field_schema};

static const struct schema_field computed_fields[] = {
    NEEDED("formula", SHAPE_FORMULA), FIELD("label", SHAPE_WORDS),
    FIELD("note", SHAPE_WORDS),       FIELD("round", SHAPE_NUMBER),
    FIELD("private", SHAPE_YES_NO),   FIELD("forms", SHAPE_MAP, .element = &text_field),
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

static const struct schema_field section_fields[] = {
    FIELD("label", SHAPE_WORDS),
    FIELD("note", SHAPE_WORDS),
    FIELD("of", SHAPE_TEXT),
};
static const struct schema section_schema = SCHEMA("a section", section_fields);
static const struct schema_field section_field = {.shape = SHAPE_GROUP, .group = &section_schema};

static const struct schema_field type_fields[] = {
    FIELD("label", SHAPE_WORDS),
    FIELD("forms", SHAPE_MAP, .element = &any_text_map),
    FIELD("title", SHAPE_TEXT),
    FIELD("period", SHAPE_TEXT),
    FIELD("single", SHAPE_YES_NO),
    FIELD("note", SHAPE_WORDS),
    NEEDED("fields", SHAPE_MAP, .element = &field_field),
    FIELD("computed", SHAPE_MAP, .element = &computed_field),
    FIELD("sections", SHAPE_MAP, .element = &section_field),
    FIELD("checks", SHAPE_LIST, .element = &data_check_field),
};
const struct schema data_type_schema = SCHEMA("a type", type_fields);

static const struct schema_field figure_fields[] = {
    NEEDED("formula", SHAPE_FORMULA),
    FIELD("label", SHAPE_WORDS),
    FIELD("note", SHAPE_WORDS),
    FIELD("round", SHAPE_NUMBER),
    FIELD("forms", SHAPE_MAP, .element = &any_text_map),
    FIELD("expect", SHAPE_MAP, .element = &text_field),
};
const struct schema data_figure_schema = SCHEMA("a figure", figure_fields);
const struct schema_field data_figure_field = {.shape = SHAPE_GROUP, .group = &data_figure_schema};

static const struct str blanks[] = {STR_INIT("yes"), STR_INIT("no"), STR_INIT("public")};

static const struct schema_field report_fields[] = {
    NEEDED("title", SHAPE_WORDS),
    FIELD("period", SHAPE_TEXT),
    FIELD("as_of", SHAPE_DATE),
    FIELD("layout", SHAPE_NAME),
    FIELD("languages", SHAPE_LIST, .element = &text_field),
    FIELD("for", SHAPE_FORMULA),
    FIELD("file", SHAPE_TEXT),
    FIELD("blank", SHAPE_CHOICE, OPTIONS(blanks)),
    FIELD("fillable", SHAPE_YES_NO),
    FIELD("public", SHAPE_YES_NO),
    FIELD("sample", SHAPE_YES_NO),
    FIELD("contents", SHAPE_YES_NO),
    FIELD("numbering", SHAPE_ANY),
    FIELD("amendments", SHAPE_NAME),
    FIELD("note", SHAPE_WORDS),
};
const struct schema data_report_schema = SCHEMA("report.yaml", report_fields);
