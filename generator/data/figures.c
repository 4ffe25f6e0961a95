/* SPDX-License-Identifier: MIT */
#include "data/model.h"
#include "yaml/schema_table.h"

static void read_published(struct data_loader *loader, const struct node *expect,
                           struct calc_figure *figure)
{
    if (expect == NULL || expect->kind != NODE_MAP)
        return;
    enum period_mode mode = loader->institution->world.period_mode;
    int32_t *periods = ARENA_ARRAY(loader->arena, int32_t, expect->count + 1);
    for (size_t i = 0; i < expect->count; i++)
        if (scalar_period(expect->entries[i].key, mode, NULL, &periods[figure->published_count]))
            figure->published_count++;
    figure->published = periods;
}

void data_read_figures(struct data_loader *loader)
{
    struct institution *institution = loader->institution;
    struct str path = data_path(loader, loader->folder, STR("figures.yaml"));
    const struct source *source = data_read_file(loader, path, false);
    const struct node *node = source ? node_read(source, loader->arena, loader->diags) : NULL;
    static const struct schema_field whole =
        FIELD("figures.yaml", SHAPE_MAP, .element = &data_figure_field);
    if (node == NULL || node->kind == NODE_EMPTY)
        return;
    if (!schema_check_field(&whole, node, loader->diags)) {
        institution->faulty = true;
        return;
    }
    institution->world.figures = ARENA_ARRAY(loader->arena, struct calc_figure, node->count);
    institution->figures = ARENA_ARRAY(loader->arena, struct data_figure, node->count);
    institution->world.figure_count = node->count;
    for (size_t i = 0; i < node->count; i++) {
        struct text name = node->entries[i].key;
        const struct node *entry = node->entries[i].value;
        struct calc_figure *figure = &institution->world.figures[i];
        struct data_figure *words = &institution->figures[i];
        calc_check_name(name, loader->diags);
        if (calc_is_reserved(name.s))
            diag_add(loader->diags, MSG_NAME_RESERVED, name.span, ARGS(arg_text("name", name.s)));
        figure->name = name.s;
        figure->span = name.span;
        figure->formula = schema_text(entry, "formula");
        data_read_step(loader, entry, &figure->has_round, &figure->round);
        words->label = node_get(entry, "label");
        words->note = node_get(entry, "note");
        words->forms = node_get(entry, "forms");
        words->expect = node_get(entry, "expect");
        read_published(loader, words->expect, figure);
        if (words->forms)
            figure->noun = data_noun(loader, name.s, words->forms);
    }
}

void data_add_checks(struct data_loader *loader, const struct node *list, uint16_t type)
{
    size_t count = list->kind == NODE_LIST ? list->count : 1;
    for (size_t i = 0; i < count; i++) {
        const struct node *node = list->kind == NODE_LIST ? list->items[i] : list;
        struct text must = schema_text(node, "must"), should = schema_text(node, "should");
        struct data_check check = {
            .force = must.s.n ? CHECK_MUST : CHECK_SHOULD,
            .condition = must.s.n ? must : should,
            .span = must.s.n ? must.span : should.span,
            .says = node_get(node, "says"),
            .type = type,
        };
        if ((must.s.n == 0) == (should.s.n == 0)) {
            diag_add(loader->diags, MSG_CHECK_FORCE, node->span, NO_ARGS);
            continue;
        }
        const struct node *query = node_get(node, "for");
        if (query)
            check.query_text = query->text;
        ARENA_PUSH(loader->arena, &loader->checks, check);
    }
}

void data_read_checks(struct data_loader *loader)
{
    struct str path = data_path(loader, loader->folder, STR("checks.yaml"));
    const struct source *source = data_read_file(loader, path, false);
    const struct node *node = source ? node_read(source, loader->arena, loader->diags) : NULL;
    static const struct schema_field whole =
        FIELD("checks.yaml", SHAPE_LIST, .element = &data_check_field);
    if (node == NULL || node->kind == NODE_EMPTY)
        return;
    if (schema_check_field(&whole, node, loader->diags))
        data_add_checks(loader, node, TYPE_NOTHING);
    else
        loader->institution->faulty = true;
}

void data_compile_checks(struct data_loader *loader)
{
    struct institution *institution = loader->institution;
    for (size_t i = 0; i < loader->checks.count; i++) {
        struct data_check *check = &loader->checks.items[i];
        struct calc_scope *scope = NULL;
        if (check->query_text.s.n) {
            check->query = calc_compile_query(institution->calc, loader->arena, check->query_text,
                                              NULL, loader->diags);
            if (check->query == NULL)
                continue;
            check->type = calc_query_type(check->query);
        }
        if (check->type != TYPE_NOTHING) {
            scope = ARENA_NEW(loader->arena, struct calc_scope);
            scope->kind = SCOPE_RECORD;
            scope->record_type = check->type;
            if (check->query)
                scope->name = calc_query_alias(check->query);
        }
        check->expr = calc_compile_condition(institution->calc, loader->arena, check->condition,
                                             scope, loader->diags);
    }
    institution->checks = loader->checks.items;
    institution->check_count = loader->checks.count;
}
