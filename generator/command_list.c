/* SPDX-License-Identifier: MIT */
#include "commands.h"

#include "doc/words.h"
#include "judge.h"

static void list_reports(struct session *session, const struct institution *institution,
                         const struct doc_context *context)
{
    for (size_t i = 0; i < institution->report_count; i++) {
        const struct data_report *report = &institution->reports[i];
        buf_format(&session->out, "  report  %.*s/%.*s", (int)institution->id.n, institution->id.p,
                   (int)report->id.n, report->id.p);
        if (report->period != PERIOD_NONE) {
            buf_text(&session->out, "  ");
            period_write(&session->out, report->period, institution->world.period_mode);
        }
        buf_text(&session->out, report->is_public ? "\n" : "  internal\n");
    }
    for (size_t i = 0; i < institution->world.figure_count; i++) {
        const struct calc_figure *figure = &institution->world.figures[i];
        struct str label = doc_words(context, institution->figures[i].label, figure->name);
        buf_format(&session->out, "  figure  %.*s  %.*s\n", (int)figure->name.n, figure->name.p,
                   (int)label.n, label.p);
    }
}

void command_list(struct session *session)
{
    session_load(session);
    for (size_t i = 0; i < session->project->count; i++) {
        const struct institution *institution = session->project->institutions[i];
        struct language *language =
            session_language(session, institution, institution->language, (struct span){0});
        if (language == NULL)
            continue;
        struct doc_context context = judge_context(session, institution, language, PERIOD_NONE, 0);
        struct str name = doc_words(&context, institution->name, institution->id);
        buf_format(&session->out, "%.*s  %.*s\n", (int)institution->id.n, institution->id.p,
                   (int)name.n, name.p);
        list_reports(session, institution, &context);
    }
}
