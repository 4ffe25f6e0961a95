/* SPDX-License-Identifier: MIT */
/* What a type says of its fields, before any record does: keys that mean something for the kind of
 * field, bounds that leave room, a default that the field itself would accept. */
#include "data/model.h"

#define OF(shape) (UINT32_C(1) << (shape))

enum {
    NUMBERS = OF(SHAPE_INTEGER) | OF(SHAPE_NUMBER),
    OPTIONS = OF(SHAPE_CHOICE) | OF(SHAPE_CHOICES)
};

/* Keys that only some kinds of fields have. A list hands them on to what it holds. */
static const struct {
    struct str key;
    uint32_t shapes;
} fitting[] = {
    {STR_INIT("unit"), NUMBERS | OF(SHAPE_LIST)},
    {STR_INIT("min"), NUMBERS | OF(SHAPE_LIST)},
    {STR_INIT("max"), NUMBERS | OF(SHAPE_LIST)},
    {STR_INIT("round"), NUMBERS | OF(SHAPE_LIST)},
    {STR_INIT("written_in"), NUMBERS},
    {STR_INIT("of"), OPTIONS | OF(SHAPE_RECORD) | OF(SHAPE_LIST)},
    {STR_INIT("fields"), OF(SHAPE_GROUP) | OF(SHAPE_LIST)},
    {STR_INIT("at least"), OF(SHAPE_CHOICES)},
    {STR_INIT("at most"), OF(SHAPE_CHOICES)},
};

static void check_keys(struct data_loader *loader, const struct node *node, enum shape shape)
{
    for (size_t i = 0; i < sizeof fitting / sizeof *fitting; i++) {
        const struct node_entry *entry = node_find(node, fitting[i].key);
        if (entry && !(fitting[i].shapes & OF(shape)))
            diag_add(
                loader->diags, MSG_FIELD_KEY, entry->key.span,
                ARGS(arg_text("key", entry->key.s), arg_text("type", schema_text(node, "type").s)));
    }
}

static void check_order(struct data_loader *loader, const struct node *node, const char *least,
                        const char *most)
{
    struct text low = schema_text(node, least);
    diag_add(loader->diags, MSG_FIELD_BOUNDS, low.span,
             ARGS(arg_text("least", str_from(least)), arg_text("low", low.s),
                  arg_text("most", str_from(most)), arg_text("high", schema_text(node, most).s)));
}

/* How many options an answer has to have: no more than there are; how many it may have: any. */
static void check_count(struct data_loader *loader, const struct node *node, const char *key,
                        bool fits, size_t options)
{
    struct text given = schema_text(node, key);
    if (given.s.n > 0 && !fits)
        diag_add(loader->diags, MSG_FIELD_COUNT, given.span,
                 ARGS(arg_text("key", str_from(key)), arg_text("found", given.s),
                      arg_count("count", (int64_t)options)));
}

void data_verify_field(struct data_loader *loader, const struct node *node,
                       const struct schema_field *schema, const struct data_detail *detail)
{
    check_keys(loader, node, schema->shape);
    if (detail->has_min && detail->has_max && number_compare(detail->min, detail->max) > 0)
        check_order(loader, node, "min", "max");
    if (detail->at_least > detail->at_most && detail->at_most > 0)
        check_order(loader, node, "at least", "at most");
    if (schema->shape == SHAPE_CHOICES && schema->option_count > 0) {
        int64_t options = (int64_t)schema->option_count;
        bool enough = detail->at_least >= 0 && detail->at_least <= options;
        check_count(loader, node, "at least", enough, schema->option_count);
        check_count(loader, node, "at most", detail->at_most > 0, schema->option_count);
    }
    if (detail->default_node)
        schema_check_field(schema, detail->default_node, loader->diags);
}

void data_read_step(struct data_loader *loader, const struct node *node, bool *has,
                    struct number *step)
{
    struct text round = schema_text(node, "round");
    if (round.s.n == 0)
        return;
    *has = scalar_number(loader->arena, round, loader->diags, step, NULL);
    if (!*has || number_sign(*step) > 0)
        return;
    *has = false;
    diag_add(loader->diags, MSG_ROUND_STEP, round.span, ARGS(arg_text("found", round.s)));
}
