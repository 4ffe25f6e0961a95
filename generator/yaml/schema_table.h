/* SPDX-License-Identifier: MIT */
/*
 * For files whose schemas are static const tables: their entries in short.
 *
 *     static const struct schema_field fields[] = {
 *         NEEDED("kind", SHAPE_CHOICE, OPTIONS(kinds)),
 *         FIELD("sort", SHAPE_LIST, .element = &sort_element),
 *     };
 *     static const struct schema file = SCHEMA("a chart", fields);
 */
#ifndef LETOPIS_YAML_SCHEMA_TABLE_H
#define LETOPIS_YAML_SCHEMA_TABLE_H

#include "yaml/schema.h"

/* clang-format off */
#define COUNT(list) (sizeof(list) / sizeof *(list))
/* A key and its shape; behind it further members of struct schema_field. */
#define FIELD(key, ...) {.name = STR_INIT(key), .shape = __VA_ARGS__}
#define NEEDED(key, ...) {.name = STR_INIT(key), .required = true, .shape = __VA_ARGS__}
/* The members for SHAPE_CHOICE and SHAPE_CHOICES, from an array of struct str. */
#define OPTIONS(list) .options = (list), .option_count = COUNT(list)
#define SCHEMA(where, list) {.name = STR_INIT(where), .fields = (list), .field_count = COUNT(list)}
/* clang-format on */

#endif
