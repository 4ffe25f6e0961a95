/* SPDX-License-Identifier: MIT */
#include "data/model.h"

static void add_measures(struct data_loader *loader)
{
    static const char *const standard[] = {"hour", "minute", "CZK", "EUR", "UAH",
                                           "RUB",  "km",     "m2",  "kg"};
    struct institution *institution = loader->institution;
    struct measures *measures = institution->world.measures = measures_new(loader->arena);
    for (size_t i = 0; i < sizeof standard / sizeof *standard; i++)
        measure_add_base(measures, str_from(standard[i]));
    if (institution->currency.n &&
        measure_find(measures, institution->currency) == MEASURE_NOT_FOUND)
        measure_add_base(measures, institution->currency);
    const struct node *own = institution->measures;
    for (size_t i = 0; own && i < own->count; i++) {
        struct text name = own->entries[i].key;
        struct text is = schema_text(own->entries[i].value, "is"), rest;
        struct number factor;
        calc_check_name(name, loader->diags);
        if (measure_find(measures, name.s) != MEASURE_NOT_FOUND)
            continue; /* only its words are given anew */
        if (is.s.n == 0) {
            measure_add_base(measures, name.s);
            continue;
        }
        if (!scalar_number(loader->arena, is, loader->diags, &factor, &rest))
            continue;
        measure_id of = measure_find(measures, str_trim(rest.s));
        if (of == MEASURE_NOT_FOUND)
            diag_add(loader->diags, MSG_MEASURE_UNKNOWN, is.span,
                     ARGS(arg_text("found", str_trim(rest.s))));
        else
            measure_add_multiple(measures, name.s, factor, of);
    }
}

static bool read_institution(struct data_loader *loader)
{
    struct institution *institution = loader->institution;
    const struct source *source =
        data_read_file(loader, data_path(loader, loader->folder, STR("institution.yaml")), true);
    const struct node *node = source ? node_read(source, loader->arena, loader->diags) : NULL;
    if (node == NULL || !schema_check(&data_institution_schema, node, loader->diags))
        return false;
    institution->node = node;
    institution->name = node_get(node, "name");
    institution->language = schema_text(node, "language").s;
    institution->language_place = schema_text(node, "language").span;
    institution->currency = schema_text(node, "currency").s;
    institution->language_overrides = node_get(node, "override");
    institution->measures = node_get(node, "measures");
    institution->sample = schema_yes_no(node, "sample", false);
    institution->world.period_mode = schema_choice(&data_institution_schema, node, "year", 0) == 1
                                         ? PERIOD_SCHOOL
                                         : PERIOD_CALENDAR;
    return true;
}

static void read_content(struct data_loader *loader)
{
    struct institution *institution = loader->institution;
    struct calc_world *world = &institution->world;
    world->institution_type = TYPE_NOTHING;
    add_measures(loader);
    data_read_types(loader);
    data_read_figures(loader);
    data_read_checks(loader);
    data_read_records(loader);
    data_resolve_references(loader);
    data_report_faults(loader);
    world->nouns = loader->nouns.items;
    world->noun_count = loader->nouns.count;
    world->reader = &data_reader;
    world->store = loader->store;
    if (loader->types_faulty)
        return; /* formulas over faulty types would only give errors that follow from theirs */
    institution->calc = calc_new(loader->arena, world, loader->diags);
    data_resolve_conversions(loader);
    data_compile_checks(loader);
}

/* checks.yml would leave all checks out in silence. */
static void look_for_strays(struct data_loader *loader)
{
    struct fs_list list = {0};
    if (!data_list(loader, loader->folder, &list))
        return;
    for (size_t i = 0; i < list.count; i++) {
        struct str ending, stem = data_stem(list.items[i].name, &ending);
        bool read = str_is(ending, "yaml") && (str_is(stem, "institution") ||
                                               str_is(stem, "figures") || str_is(stem, "checks"));
        if (!read && (str_is(ending, "yaml") || str_is(ending, "yml")))
            data_not_read(loader, data_path(loader, loader->folder, list.items[i].name),
                          "institution.yaml, figures.yaml, checks.yaml");
    }
}

static struct institution *load_institution(struct data_loader *loader, struct str id)
{
    struct institution *institution = ARENA_NEW(loader->arena, struct institution);
    struct str parts[] = {STR("content/"), id};
    size_t before = diags_count(loader->diags, SEVERITY_ERROR);
    institution->id = id;
    loader->institution = institution;
    loader->folder = arena_join(loader->arena, parts, 2);
    loader->store = ARENA_NEW(loader->arena, struct data_store);
    loader->store->arena = loader->arena;
    loader->store->institution = institution;
    if (!read_institution(loader))
        return NULL;
    look_for_strays(loader);
    read_content(loader);
    institution->faulty = diags_count(loader->diags, SEVERITY_ERROR) > before;
    data_read_reports(loader);
    return institution;
}

struct project *data_load(struct arena *arena, struct fs *fs, struct sources *sources,
                          struct diags *diags)
{
    struct project *project = ARENA_NEW(arena, struct project);
    struct fs_list list = {0};
    struct data_loader all = {.arena = arena, .fs = fs, .sources = sources, .diags = diags};
    if (!data_list(&all, STR("content"), &list))
        return project;
    struct arena *scratch = arena_new();
    project->institutions = ARENA_ARRAY(arena, struct institution *, list.count);
    for (size_t i = 0; i < list.count; i++) {
        if (list.items[i].kind != FS_FOLDER)
            continue;
        struct data_loader loader = all;
        loader.scratch = scratch;
        struct institution *institution = load_institution(&loader, list.items[i].name);
        if (institution)
            project->institutions[project->count++] = institution;
    }
    arena_free(scratch);
    return project;
}

void data_free(struct project *project)
{
    for (size_t i = 0; i < project->count; i++)
        if (project->institutions[i]->calc)
            calc_free(project->institutions[i]->calc);
}
