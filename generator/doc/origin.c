/* SPDX-License-Identifier: MIT */
/*
 * What stands behind an expression that merely names something: `loans`, `service.cost`,
 * `sheet.kind`, a figure. previous(x), change(x), abs(x), `x at …` and `x over …` are shown like x.
 */
#include "doc/words.h"

#include <string.h>

/* Parts of the name, from left to right; longer paths are rare and have no label then. */
enum { PATH_PARTS = 8 };

struct path {
    struct str parts[PATH_PARTS];
    size_t count;
};

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (unsigned char)c >= 128;
}

/* `inner` of `name(inner)`, where the bracket closes at the end; false for anything else. */
static bool unwrap_call(struct str s, const char *name, struct str *inner)
{
    size_t n = strlen(name);
    if (!str_starts(s, str_from(name)) || s.n < n + 2 || s.p[n] != '(' || s.p[s.n - 1] != ')')
        return false;
    int depth = 0;
    for (size_t i = n; i < s.n; i++) {
        depth += s.p[i] == '(' ? 1 : s.p[i] == ')' ? -1 : 0;
        if (depth == 0 && i + 1 < s.n)
            return false;
    }
    *inner = str_trim(str_slice(s, n + 1, s.n - 1));
    return true;
}

static struct str unwrap(struct str s)
{
    static const char *const ALIKE[] = {"previous", "change", "abs"};
    s = str_trim(s);
    for (size_t i = 0; i < sizeof ALIKE / sizeof *ALIKE; i++)
        if (unwrap_call(s, ALIKE[i], &s))
            i = (size_t)-1; /* what was inside may be wrapped again */
    return s;
}

/* Splits a.b.c; false when `s` is more than a name and perhaps `at …` or `over …`. */
static bool split_path(struct str s, struct path *path)
{
    size_t at = 0;
    path->count = 0;
    do {
        size_t from = at;
        while (at < s.n && is_name_byte(s.p[at]))
            at++;
        if (at == from || path->count == PATH_PARTS)
            return false;
        path->parts[path->count++] = str_slice(s, from, at);
    } while (at < s.n && s.p[at++] == '.');
    if (at >= s.n)
        return true;
    struct str rest = str_slice(s, at - 1, s.n);
    return str_starts(rest, STR(" at ")) || str_starts(rest, STR(" over "));
}

static void fill_figure(const struct doc_context *context, size_t index, struct doc_origin *out)
{
    const struct calc_figure *figure = &context->institution->world.figures[index];
    const struct data_figure *words = &context->institution->figures[index];
    out->name = figure->name;
    out->label = doc_words(context, words->label, figure->name);
    out->note = doc_words(context, words->note, (struct str){NULL, 0});
    out->has_round = figure->has_round;
    out->round = figure->round;
    out->is_private = figure->type.is_private;
    out->forms = words->forms;
}

static void fill_field(const struct doc_context *context, uint16_t type, size_t index,
                       struct doc_origin *out)
{
    const struct calc_field *field = &context->institution->world.types[type].fields[index];
    const struct data_field *words = &context->institution->types[type].fields[index];
    out->label = doc_words(context, words->label, field->name);
    out->note = doc_words(context, words->note, (struct str){NULL, 0});
    out->has_round = words->has_round;
    out->round = words->round;
    out->is_private = words->is_private || field->is_private;
    out->option_labels = words->option_labels;
    out->field = words;
}

/* The innermost record or rows at hand; TYPE_NOTHING at the top. */
static uint16_t type_at_hand(const struct calc_scope *scope)
{
    for (; scope; scope = scope->outer)
        if (scope->kind != SCOPE_NAME)
            return scope->record_type;
    return TYPE_NOTHING;
}

/* The record type that the first part of a longer path stands for. */
static uint16_t type_of_head(const struct doc_context *context, struct str head)
{
    const struct calc *calc = context->institution->calc;
    uint16_t here = type_at_hand(context->scope);
    if (str_is(head, "this"))
        return here;
    for (const struct calc_scope *scope = context->scope; scope; scope = scope->outer)
        if (scope->kind == SCOPE_RECORD && scope->name.n > 0 && str_equal(scope->name, head))
            return scope->record_type;
    if (here != TYPE_NOTHING) {
        size_t field = calc_find_field(calc, here, head);
        const struct calc_field *fields = context->institution->world.types[here].fields;
        if (field != STR_NOT_FOUND && fields[field].type.kind == VALUE_RECORD)
            return fields[field].type.record;
    }
    if (str_is(head, "institution"))
        return context->institution->world.institution_type;
    return calc_find_type(calc, head);
}

static void resolve_alone(const struct doc_context *context, struct str name,
                          struct doc_origin *out)
{
    const struct calc *calc = context->institution->calc;
    uint16_t here = type_at_hand(context->scope);
    size_t index = here == TYPE_NOTHING ? STR_NOT_FOUND : calc_find_field(calc, here, name);
    if (index != STR_NOT_FOUND) {
        fill_field(context, here, index, out);
        return;
    }
    index = calc_find_figure(calc, name);
    if (index != STR_NOT_FOUND)
        fill_figure(context, index, out);
}

static void resolve_path(const struct doc_context *context, const struct path *path,
                         struct doc_origin *out)
{
    const struct calc *calc = context->institution->calc;
    if (path->count == 2 && str_is(path->parts[0], "figure")) {
        size_t index = calc_find_figure(calc, path->parts[1]);
        if (index != STR_NOT_FOUND)
            fill_figure(context, index, out);
        return;
    }
    /* outer.teacher.kind: the teacher further out, where a field is called so too. */
    size_t head = path->count > 2 && str_is(path->parts[0], "outer") ? 1 : 0;
    uint16_t type = type_of_head(context, path->parts[head]);
    for (size_t i = head + 1; i < path->count && type != TYPE_NOTHING; i++) {
        size_t index = calc_find_field(calc, type, path->parts[i]);
        if (index == STR_NOT_FOUND)
            return;
        const struct calc_type *found = &context->institution->world.types[type].fields[index].type;
        if (i + 1 == path->count)
            fill_field(context, type, index, out);
        else
            type = found->kind == VALUE_RECORD ? found->record : TYPE_NOTHING;
    }
}

void doc_origin_of(const struct doc_context *context, const struct expr *expr,
                   struct doc_origin *out)
{
    struct str formula = str_trim(calc_expr_text(expr).s);
    struct path path;
    *out = (struct doc_origin){
        .label = formula, .name = formula, .is_private = calc_expr_type(expr).is_private};
    if (!split_path(unwrap(formula), &path))
        return;
    if (path.count == 1)
        resolve_alone(context, path.parts[0], out);
    else
        resolve_path(context, &path, out);
}
