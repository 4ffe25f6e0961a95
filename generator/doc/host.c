/* SPDX-License-Identifier: MIT */
#include "doc/host.h"

#include "doc/markdown.h"
#include "doc/state.h"
#include "locale/typography.h"

struct doc_show doc_show_of(const struct template_filter *filter)
{
    struct doc_show show = {0};
    if (filter == NULL)
        return show;
    show.bare = filter->bare;
    show.has_step = filter->has_step;
    show.step = filter->step;
    show.forms = filter->has_forms ? &filter->forms : NULL;
    show.word = filter->word;
    show.date = filter->date_long || filter->date_form ? DOC_DATE_LONG : DOC_DATE_SHORT;
    return show;
}

struct doc_shown doc_host_value(const struct doc_context *context, const struct mark *mark,
                                struct span place, struct value *value, struct doc_origin *origin)
{
    struct doc_show show = doc_show_of(mark->filter);
    struct doc_context inner = *context;
    struct value given;
    struct doc_origin behind;
    inner.scope = mark->scope;
    struct doc_shown shown = doc_show_expr(&inner, mark->expr, &show, &given, &behind);
    if (value)
        *value = given;
    if (origin)
        *origin = behind;
    bool open = context->blank || template_is_place(mark->filter);
    if (given.kind == VALUE_UNKNOWN && open)
        return (struct doc_shown){.missing = true};
    if (given.kind == VALUE_UNKNOWN)
        diag_add(context->diags, MSG_VALUE_UNKNOWN, place,
                 ARGS(arg_text("formula", calc_expr_text(mark->expr).s)));
    struct calc_type type = calc_expr_type(mark->expr);
    if (type.kind == VALUE_NUMBER && !show.word)
        doc_state_printed(&inner, &behind, doc_unit(&inner, &type), &shown);
    return shown;
}

static const struct expr *compile(void *context, struct text formula,
                                  const struct calc_scope *scope)
{
    struct doc_context inner = *(const struct doc_context *)context;
    inner.scope = scope;
    return doc_compile(&inner, formula);
}

static const struct calc_query *compile_query(void *context, struct text query,
                                              const struct calc_scope *scope)
{
    struct doc_context inner = *(const struct doc_context *)context;
    inner.scope = scope;
    return doc_compile_query(&inner, query);
}

static struct value eval(void *context, const struct expr *expr, const struct calc_scope *scope,
                         struct calc_at at)
{
    struct doc_context inner = *(const struct doc_context *)context;
    inner.scope = scope;
    inner.at = at;
    return doc_judge(&inner, expr);
}

static struct str show(void *context, const struct mark *mark, struct calc_at at, struct span place)
{
    struct doc_context inner = *(const struct doc_context *)context;
    inner.at = at;
    inner.scope = mark->scope;
    if (mark->expr == NULL) /* a place, in a text of which there is none to see */
        return (struct str){NULL, 0};
    return doc_host_value(&inner, mark, place, NULL, NULL).text;
}

struct template_host doc_host(const struct doc_context *context)
{
    return (struct template_host){.arena = context->arena,
                                  .diags = context->diags,
                                  .language = context->language,
                                  .calc = context->institution->calc,
                                  .context = (void *)(uintptr_t)context,
                                  .compile = compile,
                                  .compile_query = compile_query,
                                  .eval = eval,
                                  .blank = context->blank,
                                  .repeats = &context->state->repeats,
                                  .show = show};
}

struct str doc_raw_string(const struct doc_context *context, struct text text)
{
    struct template_host host = doc_host(context);
    return template_text(&host, text, context->scope, context->at);
}

struct str doc_string(const struct doc_context *context, struct text text)
{
    return typography_text(context->language, context->arena, doc_raw_string(context, text));
}
