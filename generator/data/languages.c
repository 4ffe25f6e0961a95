/* SPDX-License-Identifier: MIT */
/* Reports in several languages: texts that one of them lacks, and words of checks. */
#include "data/model.h"

/* 10-network for 10-network.md and 10-network.uk.md. */
static struct str stem_of(const struct data_chapter *chapter)
{
    struct str path = chapter->source->path, ending;
    for (size_t slash; (slash = str_find(path, '/', 0)) != STR_NOT_FOUND;)
        path = str_slice(path, slash + 1, path.n);
    struct str stem = data_stem(path, &ending);
    return chapter->language.n > 0 ? data_stem(stem, &ending) : stem;
}

static bool has_text(const struct data_report *report, struct str stem, size_t language)
{
    for (size_t i = 0; i < report->chapter_count; i++) {
        const struct data_chapter *chapter = &report->chapters[i];
        bool said = chapter->language.n > 0
                        ? str_equal(chapter->language, report->languages[language])
                        : language == 0;
        if (said && str_equal(stem_of(chapter), stem))
            return true;
    }
    return false;
}

static bool is_read(const struct data_report *report, const struct data_chapter *chapter)
{
    for (size_t i = 0; i < report->language_count; i++)
        if (chapter->language.n == 0 || str_equal(chapter->language, report->languages[i]))
            return true;
    return false;
}

static struct str file_of(struct arena *arena, const struct data_report *report, struct str stem,
                          size_t language)
{
    struct str parts[] = {stem, language ? STR(".") : STR(""),
                          language ? report->languages[language] : STR(""), STR(".md")};
    return arena_join(arena, parts, 4);
}

void data_check_texts(struct data_loader *loader, const struct data_report *report)
{
    for (size_t i = 0; report->language_count > 1 && i < report->chapter_count; i++) {
        const struct data_chapter *chapter = &report->chapters[i];
        struct str stem = stem_of(chapter);
        for (size_t k = 0; k < report->language_count && is_read(report, chapter); k++)
            if (!has_text(report, stem, k))
                diag_add(loader->diags, MSG_CHAPTER_LACKS, report->language_places[k],
                         ARGS(arg_text("path", chapter->source->path),
                              arg_text("language", report->languages[k]),
                              arg_text("file", file_of(loader->arena, report, stem, k))));
    }
}

static void check_says(struct data_loader *loader, const struct node *says, struct str code)
{
    if (says == NULL || says->kind != NODE_MAP || says->count == 0 || node_find(says, code))
        return;
    struct str first = says->entries[0].key.s;
    diag_add(loader->diags, MSG_WORDS_LACK_LANGUAGE, says->span,
             ARGS(arg_text("words", says->entries[0].value->text.s), arg_text("language", code),
                  arg_text("example", arena_format(loader->arena, "{%.*s: …, %.*s: …}",
                                                   (int)first.n, first.p, (int)code.n, code.p))));
}

void data_check_says(struct data_loader *loader)
{
    const struct institution *institution = loader->institution;
    for (size_t i = 0; i < institution->check_count; i++) {
        check_says(loader, institution->checks[i].says, institution->language);
        for (size_t r = 0; r < institution->report_count; r++)
            for (size_t k = 0; k < institution->reports[r].language_count; k++)
                check_says(loader, institution->checks[i].says,
                           institution->reports[r].languages[k]);
    }
}
