/* SPDX-License-Identifier: MIT */
#include "commands.h"

#include "base/suggest.h"
#include "doc/traces.h"
#include "doc/words.h"
#include "judge.h"

/* [INSTITUTION/]FIGURE[@PERIOD] */
struct wanted {
    struct str institution, figure, period;
};

static struct wanted split_argument(struct str argument)
{
    struct wanted wanted = {.figure = argument};
    size_t slash = str_find(argument, '/', 0);
    size_t at = str_find(argument, '@', 0);
    if (at != STR_NOT_FOUND) {
        wanted.period = str_slice(argument, at + 1, argument.n);
        wanted.figure = str_slice(argument, 0, at);
    }
    if (slash != STR_NOT_FOUND && slash < wanted.figure.n) {
        wanted.institution = str_slice(wanted.figure, 0, slash);
        wanted.figure = str_slice(wanted.figure, slash + 1, wanted.figure.n);
    }
    return wanted;
}

static void put_places(struct session *session, const struct doc_trace *trace, struct str indent)
{
    for (unsigned i = 0; i < trace->place_count; i++) {
        buf_str(&session->out, indent);
        buf_text(&session->out, "    ");
        buf_str(&session->out, trace->places[i]);
        buf_char(&session->out, '\n');
    }
    if (trace->more_places) {
        buf_str(&session->out, indent);
        buf_text(&session->out, "    …\n");
    }
}

/* One line for the value, one for the formula, and the inputs below, indented. */
static void put_trace(struct session *session, const struct doc_trace *trace, struct str indent)
{
    struct buf *out = &session->out;
    buf_str(out, indent);
    buf_str(out, trace->label.n ? trace->label : trace->name.n ? trace->name : trace->formula);
    buf_text(out, " = ");
    buf_str(out, trace->value);
    if (trace->exact.n) {
        buf_text(out, " (");
        buf_str(out, trace->exact);
        buf_char(out, ')');
    }
    if (trace->counts.n) {
        buf_text(out, "  ");
        buf_str(out, trace->counts);
    }
    if (trace->place.n) {
        buf_text(out, "  ");
        buf_str(out, trace->place);
    }
    buf_char(out, '\n');
    if (trace->formula.n && (trace->label.n || trace->name.n)) {
        buf_str(out, indent);
        buf_text(out, "  ");
        if (trace->name.n) {
            buf_str(out, trace->name);
            buf_text(out, " = ");
        }
        buf_str(out, trace->formula);
        buf_char(out, '\n');
    }
    put_places(session, trace, indent);
    struct str parts[] = {indent, STR("    ")};
    struct str deeper = arena_join(session->arena, parts, 2);
    for (const struct doc_trace *input = trace->first; input; input = input->next)
        put_trace(session, input, deeper);
}

/* The period asked for; else that of the last report, which is the one people have in mind. */
static bool choose_period(const struct institution *institution, struct str text, int32_t *period)
{
    if (text.n)
        return period_parse(text, institution->world.period_mode, period);
    *period = PERIOD_NONE;
    for (size_t i = 0; i < institution->report_count; i++)
        if (institution->reports[i].period > *period)
            *period = institution->reports[i].period;
    return *period != PERIOD_NONE;
}

static void explain(struct session *session, const struct institution *institution, size_t figure,
                    struct str period_text)
{
    const struct calc_figure *what = &institution->world.figures[figure];
    int32_t period;
    if (!choose_period(institution, period_text, &period)) {
        diag_add(session->diags, MSG_PERIOD_WANTED, (struct span){0},
                 ARGS(arg_text("name", what->name)));
        return;
    }
    struct language *language =
        session_language(session, institution, institution->language, institution->language_place);
    if (language == NULL)
        return;
    struct doc_context context =
        judge_context(session, institution, language, period,
                      period_last_day(period, institution->world.period_mode));
    const struct expr *expr = calc_compile(institution->calc, session->arena,
                                           text_nowhere(what->name), NULL, session->diags);
    if (expr == NULL)
        return;
    struct value value = calc_eval(institution->calc, expr, context.at, session->diags);
    struct calc_type type = calc_expr_type(expr);
    struct doc_show show = {.has_step = what->has_round, .step = what->round};
    struct doc_shown shown = doc_show_value(&context, value, &type, &show);
    const struct doc_trace *trace = doc_trace_expr(&context, expr, &shown);
    if (trace)
        put_trace(session, trace, (struct str){0});
}

static void report_unknown(struct session *session, struct str name)
{
    struct {
        struct str *items;
        size_t count, capacity;
    } names = {0};
    for (size_t i = 0; i < session->project->count; i++) {
        const struct calc_world *world = &session->project->institutions[i]->world;
        for (size_t k = 0; k < world->figure_count; k++)
            ARENA_PUSH(session->arena, &names, world->figures[k].name);
    }
    struct str nearest = suggest_nearest(name, names.items, names.count);
    if (nearest.n)
        diag_add(session->diags, MSG_FIGURE_NEAR, (struct span){0},
                 ARGS(arg_text("name", name), arg_text("near", nearest)));
    else
        diag_add(session->diags, MSG_FIGURE_UNKNOWN, (struct span){0},
                 ARGS(arg_text("name", name)));
}

void command_explain(struct session *session)
{
    struct wanted wanted = split_argument(str_from(session->options->arguments[0]));
    bool found = false;
    session_load(session);
    for (size_t i = 0; i < session->project->count; i++) {
        const struct institution *institution = session->project->institutions[i];
        if (wanted.institution.n && !str_equal(wanted.institution, institution->id))
            continue;
        size_t figure =
            institution->calc ? calc_find_figure(institution->calc, wanted.figure) : STR_NOT_FOUND;
        if (figure == STR_NOT_FOUND)
            continue;
        found = true;
        explain(session, institution, figure, wanted.period);
    }
    /* An institution that cannot be read has figures too. */
    if (!found && !diags_any_error(session->diags))
        report_unknown(session, wanted.figure);
}
