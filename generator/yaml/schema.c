/* SPDX-License-Identifier: MIT */
/* What may stand in a file: the walk over a map and its schema, and over what has parts. */
#include "yaml/schema_parts.h"

#include "base/map.h"
#include "base/mem.h"
#include "base/suggest.h"

/* --- names that are not known ----------------------------------------------------------------- */

/* Gives the field that was probably meant, or STR_NOT_FOUND. */
static size_t report_unknown(struct diags *diags, const struct schema *schema, struct text key)
{
    struct str *names = mem_alloc_zero(schema->field_count + 1, sizeof *names);
    for (size_t i = 0; i < schema->field_count; i++)
        names[i] = schema->fields[i].name;
    struct str nearest = suggest_nearest(key.s, names, schema->field_count);
    struct buf known = {0};
    schema_put_known(&known, names, schema->field_count);
    diag_add(diags, nearest.n ? MSG_TYPES_UNKNOWN_KEY_NEAR : MSG_TYPES_UNKNOWN_KEY, key.span,
             ARGS(arg_text("key", node_excerpt(key.s)), arg_words("where", schema->name),
                  arg_text("nearest", nearest), arg_text("known", buf_view(&known))));
    buf_free(&known);
    mem_free(names);
    return nearest.n ? schema_find(schema, nearest) : STR_NOT_FOUND;
}

/* A key whose colon lacks its space turns a map into a text: `name:value`. */
static bool report_colon(const struct node *node, struct diags *diags)
{
    struct text text = node->text;
    size_t colon = str_find(text.s, ':', 0);
    size_t blank = str_find(text.s, ' ', 0);
    if (node->kind != NODE_SCALAR || node->quoted || colon == STR_NOT_FOUND || colon == 0 ||
        colon > blank || colon + 1 == text.s.n || text.s.p[colon + 1] == '/')
        return false;
    struct buf written = {0};
    buf_str(&written, str_slice(text.s, 0, colon + 1));
    buf_char(&written, ' ');
    size_t end = str_find(text.s, '\n', 0);
    buf_str(&written, str_slice(text.s, colon + 1, end == STR_NOT_FOUND ? text.s.n : end));
    diag_add(diags, MSG_YAML_COLON_SPACE, text_span(text, colon, colon + 1),
             ARGS(arg_text("written", buf_view(&written))));
    buf_free(&written);
    return true;
}

static bool want_map(const struct node *node, struct diags *diags)
{
    if (node->kind == NODE_MAP)
        return true;
    return report_colon(node, diags) ? false : schema_fail(diags, MSG_TYPES_WANT_MAP, node);
}

/* --- values of many parts --------------------------------------------------------------------- */

static bool check_list(const struct schema_field *field, const struct node *node,
                       struct diags *diags)
{
    if (node->kind != NODE_LIST)
        return schema_check_field(field->element, node, diags);
    bool good = true;
    for (size_t i = 0; i < node->count; i++) {
        const struct node *item = node->items[i];
        if (item->kind == NODE_EMPTY)
            good = schema_fail(diags, MSG_TYPES_EMPTY_ITEM, item);
        else
            good &= schema_check_field(field->element, item, diags);
    }
    return good;
}

static bool check_map(const struct schema_field *field, const struct node *node,
                      struct diags *diags)
{
    if (!want_map(node, diags))
        return false;
    bool good = true;
    for (size_t i = 0; i < node->count; i++)
        good &= schema_check_field(field->element, node->entries[i].value, diags);
    return good;
}

/* Keys begin with a small Latin letter. */
static bool is_lower(struct str key)
{
    return key.n > 0 && key.p[0] >= 'a' && key.p[0] <= 'z';
}

/* `- Born {{| line: 2 cm}}`: where a text could stand alone, its colon made a map of it. */
static bool report_cut(const struct schema *group, const struct node *node, struct diags *diags)
{
    if (node->kind != NODE_MAP || node->count == 0 || node->entries[0].key.span.len == 0)
        return false;
    const struct node_entry *entry = &node->entries[0];
    bool words = str_find_str(entry->key.s, STR("{{"), 0) != STR_NOT_FOUND ||
                 str_find(entry->key.s, ' ', 0) != STR_NOT_FOUND || !is_lower(entry->key.s);
    if (!words || schema_find(group, entry->key.s) != STR_NOT_FOUND ||
        entry->value->kind != NODE_SCALAR)
        return false;
    struct buf written = {0};
    buf_char(&written, '"');
    buf_str(&written, entry->key.s);
    buf_text(&written, ": ");
    buf_str(&written, entry->value->text.s);
    buf_char(&written, '"');
    diag_add(diags, MSG_TYPES_CUT_TEXT, entry->key.span,
             ARGS(arg_text("written", node_excerpt(buf_view(&written)))));
    buf_free(&written);
    return true;
}

static bool check_group(const struct schema_field *field, const struct node *node,
                        struct diags *diags)
{
    if (node->kind != NODE_SCALAR || field->shorthand.n == 0)
        return !(field->shorthand.n > 0 && report_cut(field->group, node, diags)) &&
               schema_check(field->group, node, diags);
    size_t index = schema_find(field->group, field->shorthand);
    return index == STR_NOT_FOUND || schema_check_field(&field->group->fields[index], node, diags);
}

static bool check_shape(const struct schema_field *field, const struct node *node,
                        struct diags *diags)
{
    switch ((int)field->shape) {
    case SHAPE_ANY:
        return true;
    case SHAPE_GROUP:
        return check_group(field, node, diags);
    case SHAPE_LIST:
        return check_list(field, node, diags);
    case SHAPE_MAP:
        return check_map(field, node, diags);
    default:
        return schema_check_single(field, node, diags);
    }
}

/* --- marks: {is: 128015, estimate: yes, note: …} ---------------------------------------------- */

static bool check_marked(const struct schema_field *field, const struct node *node,
                         struct diags *diags)
{
    struct schema_field value = *field, estimate = {.name = STR("estimate"), .shape = SHAPE_YES_NO};
    estimate.words = field->words;
    estimate.word_count = field->word_count;
    struct schema_field sample = estimate;
    sample.name = STR("sample");
    value.name = STR("is");
    value.required = true;
    value.may_mark = false;
    const struct schema_field fields[] = {
        value,
        estimate,
        sample,
        {.name = STR("note"), .shape = SHAPE_WORDS},
        {.name = STR("source"), .shape = SHAPE_WORDS},
    };
    struct schema schema = {.name = field->name, .fields = fields, .field_count = 5};
    return schema_check(&schema, node, diags);
}

/* `{estimate: yes}` has lost its `is:`; a group may have a field of its own that is called so. */
static bool is_marked(const struct schema_field *field, const struct node *node)
{
    bool group = field->shape >= SHAPE_CHOICE && field->shape != SHAPE_RECORD;
    return node_get(node, "is") || (!group && node_get(node, "estimate"));
}

bool schema_check_field(const struct schema_field *field, const struct node *node,
                        struct diags *diags)
{
    if (node->kind == NODE_EMPTY)
        return true;
    if (field->may_lack && schema_lacks(node) != SCHEMA_PRESENT)
        return true;
    if (field->may_mark && node->kind == NODE_MAP && is_marked(field, node))
        return check_marked(field, node, diags);
    return check_shape(field, node, diags);
}

/* --- maps ------------------------------------------------------------------------------------- */

size_t schema_find(const struct schema *schema, struct str name)
{
    if (schema->index) {
        const struct map_entry *entry = map_find(schema->index, name);
        return entry ? (size_t)entry->number : STR_NOT_FOUND;
    }
    for (size_t i = 0; i < schema->field_count; i++)
        if (str_equal(schema->fields[i].name, name))
            return i;
    return STR_NOT_FOUND;
}

/* `name: ""` leaves a required text out as much as no line at all; formulas say that themselves. */
static bool is_blank(const struct schema_field *field, const struct node *value)
{
    if (value->kind != NODE_SCALAR)
        return value->kind == NODE_EMPTY;
    struct str text = value->text.s;
    bool begins = text.n > 0 && (unsigned char)text.p[0] > ' '; /* as nearly every text does */
    return !begins && str_trim(text).n == 0 && field->shape != SHAPE_FORMULA;
}

static bool is_seen(const struct schema_seen *seen, size_t index, const struct node *node,
                    const struct schema_field *field)
{
    if (index < SCHEMA_SEEN)
        return schema_has_seen(seen, index);
    const struct node_entry *entry = node_find(node, field->name);
    return entry && !is_blank(field, entry->value);
}

static bool check_required(const struct schema *schema, const struct node *node,
                           const struct schema_seen *seen, struct diags *diags)
{
    bool good = true;
    for (size_t i = 0; i < schema->field_count; i++) {
        const struct schema_field *field = &schema->fields[i];
        if (!field->required || is_seen(seen, i, node, field))
            continue;
        const struct node_entry *empty = node_find(node, field->name);
        diag_add(
            diags, MSG_TYPES_MISSING_KEY, empty ? empty->key.span : node->span,
            ARGS(arg_text("key", node_excerpt(field->name)), arg_words("where", schema->name)));
        good = false;
    }
    return good;
}

bool schema_check(const struct schema *schema, const struct node *node, struct diags *diags)
{
    static const struct schema_seen none;
    if (node->kind == NODE_EMPTY)
        return check_required(schema, node, &none, diags);
    if (!want_map(node, diags))
        return false;
    struct schema_seen seen = {0};
    bool good = true;
    size_t next = 0;
    for (size_t i = 0; i < node->count; i++) {
        const struct node_entry *entry = &node->entries[i];
        /* Files mostly keep the order of their schema. */
        bool ordered =
            next < schema->field_count && str_equal(schema->fields[next].name, entry->key.s);
        size_t index = ordered ? next : schema_find(schema, entry->key.s);
        if (index < schema->field_count)
            next = index + 1;
        if (index == STR_NOT_FOUND) {
            good &= schema->open;
            /* A key that is only misspelt is not reported as missing besides. */
            if (!schema->open)
                schema_mark_seen(&seen, report_unknown(diags, schema, entry->key));
            continue;
        }
        if (!is_blank(&schema->fields[index], entry->value))
            schema_mark_seen(&seen, index);
        good &= schema_check_field(&schema->fields[index], entry->value, diags);
    }
    return check_required(schema, node, &seen, diags) && good;
}
