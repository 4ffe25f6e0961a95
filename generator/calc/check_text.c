/* SPDX-License-Identifier: MIT */
/*
 * text(goals), text(goals, "other"): what was written beside the options of a choice. It is kept
 * with the record, not in the value, so the first argument must be a stored field.
 */
#include "base/suggest.h"
#include "calc/checker.h"

static bool takes_text(const struct calc_options *options)
{
    for (size_t i = 0; options && options->with_text && i < options->count; i++)
        if (options->with_text[i])
            return true;
    return false;
}

/* The option that a text in quotes names, among those that take a text. */
static bool find_option(struct checker *c, const struct ast *node,
                        const struct calc_options *options, uint16_t *option)
{
    struct str *names = ARENA_ARRAY(c->arena, struct str, options->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < options->count; i++) {
        if (!options->with_text[i])
            continue;
        names[count++] = options->keys[i];
        *option = (uint16_t)i;
        if (node->kind == AST_TEXT && str_equal(node->s, options->keys[i]))
            return true;
    }
    check_error_at(c, node, MSG_EXPR_TEXT_OPTION,
                   ARGS(arg_text("found", check_text(c, node)),
                        arg_text("options", check_list(c, names, count))));
    return false;
}

struct checked check_option_text(struct checker *c, const struct ast *node)
{
    const struct ast *field = node->call->args.items[0];
    struct checked part = check_node(c, field);
    bool choice = part.type.kind == VALUE_CHOICE || part.type.kind == VALUE_CHOICES;
    bool stored = part.code->op == OP_FIELD || part.code->op == OP_FIELD_OF;
    uint16_t option = 0;
    if (kind_is_open(&part.type))
        return check_failed(c, node);
    if (!choice || !stored || !takes_text(part.type.options))
        return check_error_at(c, field, MSG_EXPR_TEXT_FIELD,
                              ARGS(arg_text("formula", check_text(c, field))));
    bool all = node->call->args.count == 1;
    if (!all && !find_option(c, node->call->args.items[1], part.type.options, &option))
        return check_failed(c, node);
    const struct code *record = part.code->a;
    if (part.code->op == OP_FIELD) {
        struct code *at_hand = check_code(c, OP_RECORD, field);
        at_hand->hop = part.code->hop;
        at_hand->scopes = part.code->scopes;
        record = at_hand;
    }
    struct code *code = check_join(c, OP_OPTION_TEXT, node, record, NULL, NULL);
    code->record_type = part.code->record_type;
    code->index = part.code->index;
    code->hop = all ? 0 : (uint16_t)(option + 1);
    struct calc_type type = kind_of(VALUE_TEXT);
    type.is_private = part.type.is_private;
    type.can_be_none = true;
    return (struct checked){code, type};
}
