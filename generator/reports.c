/* SPDX-License-Identifier: MIT */
#include "reports.h"

#include "judge.h"
#include "keep.h"
#include "letters.h"
#include "report.h"
#include "site.h"

static size_t error_count(const struct session *session)
{
    return diags_count(session->diags, SEVERITY_ERROR);
}

/* INSTITUTION, INSTITUTION/REPORT or REPORT. */
static bool names_report(struct str argument, const struct institution *institution,
                         const struct data_report *report)
{
    size_t slash = str_find(argument, '/', 0);
    if (slash == STR_NOT_FOUND)
        return str_equal(argument, institution->id) || str_equal(argument, report->id);
    return str_equal(str_slice(argument, 0, slash), institution->id) &&
           str_equal(str_slice(argument, slash + 1, argument.n), report->id);
}

static bool is_wanted(const struct session *session, const struct institution *institution,
                      const struct data_report *report)
{
    const struct options *options = session->options;
    for (size_t i = 0; i < options->argument_count; i++)
        if (names_report(str_from(options->arguments[i]), institution, report))
            return true;
    return options->argument_count == 0;
}

static void check_arguments(struct session *session)
{
    const struct options *options = session->options;
    for (size_t i = 0; i < options->argument_count; i++) {
        struct str argument = str_from(options->arguments[i]);
        bool found = false;
        for (size_t k = 0; k < session->project->count && !found; k++) {
            const struct institution *institution = session->project->institutions[k];
            for (size_t r = 0; r < institution->report_count && !found; r++)
                found = names_report(argument, institution, &institution->reports[r]);
        }
        if (!found)
            diag_add(session->diags, MSG_REPORT_UNKNOWN, (struct span){0},
                     ARGS(arg_text("name", argument)));
    }
}

static void keep(struct publish *publish, struct session *session,
                 const struct institution *institution, const struct data_report *report)
{
    if (publish == NULL)
        return;
    publish_keep(publish, report_folder(session->arena, institution, report, report->is_public));
    if (report->blank_public)
        publish_keep(publish, report_folder(session->arena, institution, report, true));
}

static void make_one(struct session *session, struct report_shop *shop,
                     struct institution *institution, const struct data_report *report)
{
    struct publish *publish = shop->publish;
    if (!is_wanted(session, institution, report) || report->faulty ||
        !report_make(shop, institution, report))
        keep(publish, session, institution, report);
}

static void make_institution(struct session *session, struct report_shop *shop,
                             struct institution *institution)
{
    size_t before = error_count(session);
    struct language *language =
        session_language(session, institution, institution->language, institution->language_place);
    if (language && !institution->faulty)
        judge_institution(session, institution, language);
    bool good = language && !institution->faulty && error_count(session) == before;
    for (size_t i = 0; i < institution->report_count; i++) {
        if (good)
            make_one(session, shop, institution, &institution->reports[i]);
        else
            keep(shop->publish, session, institution, &institution->reports[i]);
    }
    if (language)
        letters_check(session, institution, language);
}

void reports_make(struct session *session, struct publish *publish)
{
    struct project *project = session->project;
    check_arguments(session);
    struct report_shop *shop = report_shop_open(session, publish);
    for (size_t i = 0; i < project->count; i++)
        make_institution(session, shop, project->institutions[i]);
    /* A faulty report is not on the list of what was made, though it is still published: the old
     * index stays then. */
    bool all = session->options->argument_count == 0 && !diags_any_error(session->diags);
    if (publish && all)
        site_publish(shop);
    else if (publish) {
        publish_keep(publish, STR("public/index.html"));
        publish_keep(publish, STR("internal/index.html"));
    }
    if (publish)
        keep_unread(session, publish);
    report_shop_close(shop);
}
