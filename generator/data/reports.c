/* SPDX-License-Identifier: MIT */
#include "data/model.h"

/* 10-network.uk.md: the language between the points. */
static struct str chapter_language(struct str stem)
{
    struct str ending;
    struct str rest = data_stem(stem, &ending);
    bool code = rest.n < stem.n && (ending.n == 2 || ending.n == 3);
    return code ? ending : (struct str){0};
}

/* Pictures and attachments stand beside the texts; this is about what only looks like a text. */
static bool looks_like_text(struct str ending)
{
    static const char *const ENDINGS[] = {"MD", "Md", "markdown", "mdown", "mkd", "yml"};
    for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++)
        if (str_is(ending, ENDINGS[i]))
            return true;
    return false;
}

static void read_chapters(struct data_loader *loader, struct str folder, struct data_report *report)
{
    struct fs_list list = {0};
    struct {
        struct data_chapter *items;
        size_t count, capacity;
    } chapters = {0};
    data_list(loader, folder, &list);
    for (size_t i = 0; i < list.count; i++) {
        struct str ending;
        struct str stem = data_stem(list.items[i].name, &ending);
        bool text = str_is(ending, "md");
        if (text ? list.items[i].kind != FS_FILE : looks_like_text(ending))
            data_not_read(loader, data_path(loader, folder, list.items[i].name), "*.md");
        if (!text || list.items[i].kind != FS_FILE)
            continue;
        const struct source *source =
            data_read_file(loader, data_path(loader, folder, list.items[i].name), true);
        struct data_chapter chapter = {source, chapter_language(stem)};
        if (source)
            ARENA_PUSH(loader->arena, &chapters, chapter);
    }
    report->chapters = chapters.items;
    report->chapter_count = chapters.count;
}

static void read_languages(struct data_loader *loader, struct data_report *report)
{
    const struct node *list = node_get(report->node, "languages");
    size_t count = list == NULL || list->kind == NODE_EMPTY ? 0
                   : list->kind == NODE_LIST                ? list->count
                                                            : 1;
    report->languages = ARENA_ARRAY(loader->arena, struct str, count + 1);
    report->language_places = ARENA_ARRAY(loader->arena, struct span, count + 1);
    report->languages[0] = loader->institution->language;
    report->language_places[0] = loader->institution->language_place;
    report->language_count = count ? count : 1;
    for (size_t i = 0; i < count; i++) {
        struct text code = list->kind == NODE_LIST ? list->items[i]->text : list->text;
        report->languages[i] = code.s;
        report->language_places[i] = code.span;
        for (size_t k = 0; k < i; k++)
            if (str_equal(report->languages[k], code.s))
                diag_add(loader->diags, MSG_FILTER_TWICE, code.span,
                         ARGS(arg_text("name", code.s)));
    }
}

/* 10-network.old.md would be left out in silence, as a text in the language “old”. */
static void look_for_idle(struct data_loader *loader, const struct data_report *report)
{
    for (size_t i = 0; i < report->chapter_count; i++) {
        const struct data_chapter *chapter = &report->chapters[i];
        bool read = chapter->language.n == 0;
        for (size_t k = 0; k < report->language_count; k++)
            read = read || str_equal(report->languages[k], chapter->language);
        if (!read)
            diag_add(loader->diags, MSG_CHAPTER_IDLE, (struct span){0},
                     ARGS(arg_text("path", chapter->source->path),
                          arg_text("language", chapter->language)));
    }
}

/* yes, no or public. */
static void read_blank(struct data_loader *loader, struct data_report *report)
{
    const struct node *node = node_get(report->node, "blank");
    const struct node *fillable = node_get(report->node, "fillable");
    struct text blank = schema_text(report->node, "blank");
    report->blank = blank.s.n > 0 && !str_is(blank.s, "no");
    report->blank_public = report->is_public || str_is(blank.s, "public");
    report->fillable = schema_yes_no(report->node, "fillable", true);
    if (str_is(blank.s, "public") && report->query.s.n == 0)
        diag_add(loader->diags, MSG_BLANK_PUBLIC, node->span, NO_ARGS);
    if (fillable && fillable->kind == NODE_SCALAR && !report->blank)
        diag_add(loader->diags, MSG_FILLABLE_FILLED, fillable->span, NO_ARGS);
}

static bool read_report(struct data_loader *loader, struct str folder, struct str id,
                        struct data_report *report)
{
    enum period_mode mode = loader->institution->world.period_mode;
    size_t before = diags_count(loader->diags, SEVERITY_ERROR);
    report->id = id;
    report->source = data_read_file(loader, data_path(loader, folder, STR("report.yaml")), true);
    report->node = report->source ? node_read(report->source, loader->arena, loader->diags) : NULL;
    if (report->node == NULL)
        return false;
    if (!schema_check(&data_report_schema, report->node, loader->diags) &&
        report->node->kind != NODE_MAP)
        return false;
    const struct node *node = report->node;
    report->title_node = node_get(node, "title");
    report->title = schema_text(node, "title");
    report->period = PERIOD_NONE;
    struct text period = schema_text(node, "period");
    if (period.s.n)
        scalar_period(period, mode, loader->diags, &report->period);
    report->as_of = report->period == PERIOD_NONE ? 0 : period_last_day(report->period, mode);
    struct text as_of = schema_text(node, "as_of");
    if (as_of.s.n)
        scalar_date(as_of, loader->diags, &report->as_of);
    struct text layout = schema_text(node, "layout");
    report->layout = layout.s.n ? layout.s : STR("report");
    report->query = schema_text(node, "for");
    report->file = schema_text(node, "file");
    report->is_public = schema_yes_no(node, "public", false);
    report->sample = schema_yes_no(node, "sample", loader->institution->sample);
    read_blank(loader, report);
    read_languages(loader, report);
    read_chapters(loader, folder, report);
    look_for_idle(loader, report);
    data_check_texts(loader, report);
    report->faulty = diags_count(loader->diags, SEVERITY_ERROR) > before;
    return true;
}

void data_read_reports(struct data_loader *loader)
{
    struct institution *institution = loader->institution;
    struct str folder = data_path(loader, loader->folder, STR("reports"));
    struct fs_list list = {0};
    data_list(loader, folder, &list);
    institution->reports = ARENA_ARRAY(loader->arena, struct data_report, list.count + 1);
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i].kind == FS_FOLDER &&
            read_report(loader, data_path(loader, folder, list.items[i].name), list.items[i].name,
                        &institution->reports[institution->report_count]))
            institution->report_count++;
    data_check_says(loader);
}
