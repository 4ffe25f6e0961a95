/* SPDX-License-Identifier: MIT */
/* Values that stand for themselves: numbers, dates, answers, choices, words. */
#include "yaml/schema_parts.h"

#include "base/suggest.h"

bool schema_fail(struct diags *diags, enum message message, const struct node *node)
{
    diag_add(diags, message, node->span, NO_ARGS);
    return false;
}

static bool fail_text(struct diags *diags, enum message message, struct text text)
{
    diag_add(diags, message, text.span, ARGS(arg_text("found", node_excerpt(text.s))));
    return false;
}

enum { MOST_KNOWN = 30 };

void schema_put_known(struct buf *out, const struct str *names, size_t count)
{
    for (size_t i = 0; i < count && i < MOST_KNOWN; i++) {
        buf_text(out, i ? ", " : "");
        buf_str(out, names[i]);
    }
    if (count > MOST_KNOWN)
        buf_text(out, ", …");
}

static bool report_option(struct diags *diags, const struct schema_field *field, struct text text)
{
    struct str nearest = suggest_nearest(text.s, field->options, field->option_count);
    struct buf known = {0};
    schema_put_known(&known, field->options, field->option_count);
    diag_add(diags, nearest.n ? MSG_TYPES_OPTION_NEAR : MSG_TYPES_OPTION, text.span,
             ARGS(arg_text("found", node_excerpt(text.s)), arg_text("nearest", nearest),
                  arg_text("known", buf_view(&known))));
    buf_free(&known);
    return false;
}

static bool check_scalar(const struct schema_field *field, const struct node *node,
                         struct diags *diags)
{
    struct text rest;
    int32_t day;
    bool answer;
    switch (field->shape) {
    case SHAPE_INTEGER:
    case SHAPE_NUMBER:
        return scalar_check_number(node->text, diags, field->shape == SHAPE_INTEGER, &rest);
    case SHAPE_YES_NO:
        return scalar_yes_no_in(node->text, field->words, field->word_count, diags, &answer);
    case SHAPE_DATE:
        return scalar_date(node->text, diags, &day);
    case SHAPE_MONTH:
        return scalar_month(node->text, diags, &day);
    case SHAPE_YEAR:
        return scalar_period(node->text, field->period_mode, diags, &day);
    case SHAPE_URL:
        return scalar_url(node->text, diags);
    case SHAPE_EMAIL:
        return scalar_email(node->text, diags);
    case SHAPE_NAME:
        return scalar_name(node->text, diags);
    case SHAPE_TEXT:
    case SHAPE_MARKDOWN:
    case SHAPE_CHOICE:
    case SHAPE_CHOICES:
    case SHAPE_RECORD:
    case SHAPE_FORMULA:
    case SHAPE_WORDS:
    case SHAPE_GROUP:
    case SHAPE_LIST:
    case SHAPE_MAP:
    case SHAPE_ANY:
        break;
    }
    return true;
}

static bool want_scalar(const struct node *node, struct diags *diags)
{
    if (node->kind == NODE_LIST)
        return schema_fail(diags, MSG_TYPES_LIST_FOR_ONE, node);
    if (node->kind == NODE_MAP)
        return schema_fail(diags, MSG_TYPES_MAP_FOR_ONE, node);
    return true;
}

/* --- choices ---------------------------------------------------------------------------------- */

static bool holds_no_words(const struct node *node)
{
    return node->kind == NODE_EMPTY || (node->kind == NODE_SCALAR && str_trim(node->text.s).n == 0);
}

/* One option: `volunteer`, or `other: text` where a text may follow. */
static bool check_option(const struct schema_field *field, const struct node *node,
                         struct diags *diags, size_t *option)
{
    bool with_text = node->kind == NODE_MAP && node->count == 1;
    if (!with_text && !want_scalar(node, diags))
        return false;
    struct text key = with_text ? node->entries[0].key : node->text;
    *option = schema_find_option(field, key.s);
    if (*option == STR_NOT_FOUND)
        return report_option(diags, field, key);
    bool takes = field->option_texts && field->option_texts[*option];
    if (with_text && !takes)
        return fail_text(diags, MSG_TYPES_OPTION_TEXT, key);
    if (takes && (!with_text || holds_no_words(node->entries[0].value)))
        return fail_text(diags, MSG_TYPES_OPTION_WORDS, key);
    return !with_text || want_scalar(node->entries[0].value, diags);
}

static bool check_choices(const struct schema_field *field, const struct node *node,
                          struct diags *diags)
{
    size_t option;
    if (node->kind != NODE_LIST)
        return check_option(field, node, diags, &option);
    struct schema_seen seen = {0};
    bool good = true;
    for (size_t i = 0; i < node->count; i++) {
        const struct node *item = node->items[i];
        if (item->kind == NODE_EMPTY) {
            good = schema_fail(diags, MSG_TYPES_EMPTY_ITEM, item);
            continue;
        }
        if (!check_option(field, item, diags, &option)) {
            good = false;
            continue;
        }
        if (schema_has_seen(&seen, option))
            good = fail_text(diags, MSG_TYPES_OPTION_REPEATED,
                             item->kind == NODE_MAP ? item->entries[0].key : item->text);
        schema_mark_seen(&seen, option);
    }
    return good;
}

/* --- words, and all ----------------------------------------------------------------------------
 */

static bool is_language_code(struct str code)
{
    for (size_t i = 0; i < code.n; i++)
        if (code.p[i] < 'a' || code.p[i] > 'z')
            return false;
    return code.n == 2 || code.n == 3;
}

static bool check_words(const struct node *node, struct diags *diags)
{
    if (node->kind != NODE_MAP)
        return want_scalar(node, diags);
    bool good = true;
    for (size_t i = 0; i < node->count; i++) {
        const struct node_entry *entry = &node->entries[i];
        if (!is_language_code(entry->key.s))
            good = fail_text(diags, MSG_TYPES_LANGUAGE_CODE, entry->key);
        good &= want_scalar(entry->value, diags);
    }
    return good;
}

bool schema_check_single(const struct schema_field *field, const struct node *node,
                         struct diags *diags)
{
    size_t option;
    if (field->shape == SHAPE_WORDS)
        return check_words(node, diags);
    if (field->shape == SHAPE_CHOICE)
        return check_option(field, node, diags, &option);
    if (field->shape == SHAPE_CHOICES)
        return check_choices(field, node, diags);
    return want_scalar(node, diags) && check_scalar(field, node, diags);
}
