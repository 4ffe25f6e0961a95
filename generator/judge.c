/* SPDX-License-Identifier: MIT */
#include "judge.h"

#include "doc/host.h"
#include "doc/state.h"

struct doc_context judge_context(struct session *session, const struct institution *institution,
                                 const struct language *language, int32_t period, int32_t as_of)
{
    struct doc_context context = {
        .arena = session->arena,
        .diags = session->diags,
        .sources = session->sources,
        .fs = session->fs,
        .institution = institution,
        .language = language,
        .at = {.period = period, .as_of = as_of},
    };
    context.document = ARENA_NEW(session->arena, struct document);
    context.document->language = language_code(language);
    context.state = doc_state_new(&context);
    return context;
}

static struct str words_of(const struct doc_context *given, const struct data_violation *violation)
{
    struct text says;
    if (violation->check->says == NULL ||
        !language_pick(given->language, violation->check->says, &says))
        return violation->check->condition.s;
    struct calc_scope scope = {.kind = SCOPE_RECORD, .record_type = violation->record.type};
    struct calc_frame frame = {.record = violation->record};
    bool about_record = violation->record.type != TYPE_NOTHING;
    struct doc_context context = *given;
    context.scope = about_record ? &scope : NULL;
    context.at.frame = about_record ? &frame : NULL;
    struct template_host host = doc_host(&context);
    return template_text(&host, says, context.scope, context.at);
}

static void report(struct session *session, const struct institution *institution,
                   const struct language *language, const struct data_violation *violation)
{
    const struct data_check *check = violation->check;
    const struct calc_world *world = &institution->world;
    int32_t as_of = violation->period == PERIOD_NONE
                        ? 0
                        : period_last_day(violation->period, world->period_mode);
    struct doc_context context =
        judge_context(session, institution, language, violation->period, as_of);
    struct str says = words_of(&context, violation);
    bool about_record = violation->record.type != TYPE_NOTHING;
    struct span span =
        about_record ? world->reader->record_span(world->store, violation->record) : check->span;
    diag_add(session->diags, check->force == CHECK_MUST ? MSG_CHECK_MUST : MSG_CHECK_SHOULD, span,
             ARGS(arg_text("says", says), arg_text("condition", check->condition.s),
                  arg_place("place", check->span)));
}

void judge_institution(struct session *session, struct institution *institution,
                       const struct language *language)
{
    struct data_violations violations = {0};
    data_check(institution, session->arena, session->diags, &violations);
    for (size_t i = 0; i < violations.count; i++)
        report(session, institution, language, &violations.items[i]);
}
