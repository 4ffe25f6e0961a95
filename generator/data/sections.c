/* SPDX-License-Identifier: MIT */
/* What a type says for forms: the sections of a questionnaire, codes of questions, lines to write
 * on. */
#include "data/model.h"

void data_read_form(struct data_loader *loader, const struct node *node, struct data_field *words)
{
    const struct node *lines = node_get(node, "lines");
    int64_t count = schema_integer(node, "lines", 0);
    words->code = schema_text(node, "code").s;
    words->section = STR_NOT_FOUND;
    words->lines = 0;
    if (lines == NULL || lines->kind != NODE_SCALAR)
        return;
    if (count >= 1 && count <= DATA_MOST_LINES)
        words->lines = (uint32_t)count;
    else
        diag_add(loader->diags, MSG_FORM_LINES, lines->span,
                 ARGS(arg_text("found", lines->text.s), arg_count("most", DATA_MOST_LINES)));
}

void data_check_code(struct data_loader *loader, const struct node *node, const struct str *codes,
                     size_t index, const struct str *names)
{
    for (size_t i = 0; node && codes[index].n > 0 && i < index; i++)
        if (str_equal(codes[i], codes[index]))
            diag_add(loader->diags, MSG_CODE_TWICE, node->span,
                     ARGS(arg_text("code", codes[index]), arg_text("field", names[i])));
}

static size_t find_section(const struct data_type *words, struct str name)
{
    for (size_t i = 0; i < words->section_count; i++)
        if (str_equal(words->sections[i].name, name))
            return i;
    return STR_NOT_FOUND;
}

static size_t want_section(struct data_loader *loader, const struct data_type *words,
                           struct text name)
{
    size_t found = find_section(words, name.s);
    if (name.s.n == 0 || found != STR_NOT_FOUND)
        return found;
    struct str names = {NULL, 0};
    for (size_t i = 0; i < words->section_count; i++) {
        struct str parts[] = {names, i > 0 ? STR(", ") : STR(""), words->sections[i].name};
        names = arena_join(loader->arena, parts, 3);
    }
    diag_add(loader->diags, words->section_count ? MSG_SECTION_UNKNOWN : MSG_SECTION_PLAIN,
             name.span, ARGS(arg_text("name", name.s), arg_text("names", names)));
    return STR_NOT_FOUND;
}

/* Each lies in another one, and in the end in none. */
static void check_nesting(struct data_loader *loader, struct data_type *words, size_t index,
                          const struct node *node)
{
    size_t at = index;
    for (size_t steps = 0; at != STR_NOT_FOUND; steps++) {
        if (steps > words->section_count) {
            const struct node *of = node_get(node, "of");
            diag_add(loader->diags, MSG_SECTION_ROUND, of->span,
                     ARGS(arg_text("name", words->sections[index].name)));
            words->sections[index].of = STR_NOT_FOUND;
            return;
        }
        at = words->sections[at].of;
    }
}

void data_read_sections(struct data_loader *loader, uint16_t type, const struct node *node)
{
    const struct node *map = node_get(node, "sections");
    struct data_type *words = &loader->institution->types[type];
    size_t count = map && map->kind == NODE_MAP ? map->count : 0;
    words->sections = ARENA_ARRAY(loader->arena, struct data_section, count + 1);
    words->section_count = count;
    for (size_t i = 0; i < count; i++)
        words->sections[i] =
            (struct data_section){.name = map->entries[i].key.s,
                                  .label = node_get(map->entries[i].value, "label"),
                                  .note = node_get(map->entries[i].value, "note"),
                                  .of = STR_NOT_FOUND};
    for (size_t i = 0; i < count; i++)
        words->sections[i].of =
            want_section(loader, words, schema_text(map->entries[i].value, "of"));
    for (size_t i = 0; i < count; i++)
        check_nesting(loader, words, i, map->entries[i].value);
    /* The fields name theirs; codes are each given once. */
    const struct node *fields = node_get(node, "fields");
    struct str *codes = ARENA_ARRAY(loader->arena, struct str, fields->count);
    struct str *names = ARENA_ARRAY(loader->arena, struct str, fields->count);
    for (size_t i = 0; i < fields->count; i++) {
        const struct node *field = fields->entries[i].value;
        words->fields[i].section = want_section(loader, words, schema_text(field, "section"));
        codes[i] = words->fields[i].code;
        names[i] = fields->entries[i].key.s;
        data_check_code(loader, node_get(field, "code"), codes, i, names);
    }
}
