/* SPDX-License-Identifier: MIT */
#include "template/text.h"

#include "template/pair.h"

/* --- compiling
 * ------------------------------------------------------------------------------------ */

struct compiler {
    const struct template_host *host;
    struct mask *mask;
    const struct calc_scope *top;
    const struct calc_scope *scope;
    const struct calc_scope *around; /* of what stands around the footnote at hand */
    bool apart;
    struct {
        size_t end;
        const struct calc_scope *outer;
    } loops[TEMPLATE_DEPTH];
    size_t depth;
    size_t skip;   /* marks up to here are inside of a faulty `for`: nothing is known of them */
    bool unending; /* a `for` has no end: what follows is checked in its scope, never evaluated */
};

/* An empty inside, with an example of what should be there. */
static bool is_empty(struct compiler *compiler, const struct mark *mark, enum message message,
                     const char *example)
{
    if (mark->inner_from < mark->inner_to)
        return false;
    diag_add(compiler->host->diags, message, mark_span(compiler->mask, mark),
             ARGS(arg_text("example", str_from(example))));
    return true;
}

/* False when what stands behind the | is faulty, which was reported. */
static bool read_filters(struct compiler *compiler, struct mark *mark)
{
    const struct template_host *host = compiler->host;
    if (mark->filters_from == 0)
        return true;
    struct template_filter *filter = ARENA_NEW(host->arena, struct template_filter);
    mark->filter = filter;
    return template_read_filters(host->arena, mark_filters(compiler->mask, mark), host->language,
                                 host->diags, filter);
}

/* A box shows whether something is so, `date: form` a date. */
static bool check_place(struct compiler *compiler, const struct mark *mark)
{
    const struct template_host *host = compiler->host;
    enum value_kind kind = calc_expr_type(mark->expr).kind;
    struct text formula = mark_inner(compiler->mask, mark);
    struct span span = text_span(formula, 0, formula.s.n);
    bool open = kind == VALUE_UNKNOWN || kind == VALUE_NONE;
    if (open || !template_is_place(mark->filter))
        return true;
    if (mark->filter->place == TEMPLATE_BOX && kind != VALUE_YES_NO) {
        diag_add(host->diags, MSG_BOX_NOT_YES_NO, span,
                 ARGS(arg_text("formula", formula.s),
                      arg_text("example", arena_format(host->arena, "{{%.*s = … | box}}",
                                                       (int)formula.s.n, formula.s.p))));
        return false;
    }
    if (!mark->filter->date_form || kind == VALUE_DATE)
        return true;
    diag_add(host->diags, MSG_DATE_FORM_OTHER, span, ARGS(arg_text("formula", formula.s)));
    return false;
}

/* Forms of a word follow a number. */
static bool check_forms(const struct compiler *compiler, const struct mark *mark)
{
    const struct template_host *host = compiler->host;
    enum value_kind kind = calc_expr_type(mark->expr).kind;
    bool open = kind == VALUE_NUMBER || kind == VALUE_UNKNOWN || kind == VALUE_NONE;
    if (open || mark->filter == NULL || !mark->filter->has_forms)
        return true;
    struct text formula = mark_inner(compiler->mask, mark);
    diag_add(host->diags, MSG_FORMS_OF_NO_NUMBER, text_span(formula, 0, formula.s.n),
             ARGS(arg_text("formula", formula.s),
                  arg_text("name", mark->filter->word ? STR("word") : STR("forms")),
                  arg_text("example", STR("count(…), sum(…)"))));
    return false;
}

/* Without a formula stands only a place to write in. */
static void compile_value(struct compiler *compiler, struct mark *mark)
{
    const struct template_host *host = compiler->host;
    bool good = read_filters(compiler, mark);
    bool empty = mark->inner_from == mark->inner_to;
    mark->scope = compiler->scope;
    if (empty && (!good || template_is_place(mark->filter))) {
        mark->ready = good;
        return;
    }
    if (is_empty(compiler, mark, MSG_MARK_EMPTY, "{{period}}"))
        return;
    mark->expr = host->compile(host->context, mark_inner(compiler->mask, mark), mark->scope);
    mark->ready =
        mark->expr != NULL && good && check_place(compiler, mark) && check_forms(compiler, mark);
}

static void compile_if(struct compiler *compiler, struct mark *mark)
{
    const struct template_host *host = compiler->host;
    if (is_empty(compiler, mark, MSG_MARK_NO_CONDITION, "{{if loans > 0}}"))
        return;
    struct text formula = mark_inner(compiler->mask, mark);
    mark->scope = compiler->scope;
    mark->expr = host->compile(host->context, formula, mark->scope);
    if (mark->expr == NULL)
        return;
    mark->ready = calc_expr_type(mark->expr).kind == VALUE_YES_NO;
    if (!mark->ready)
        diag_add(host->diags, MSG_IF_NOT_YES_NO, text_span(formula, 0, formula.s.n),
                 ARGS(arg_text("formula", formula.s),
                      arg_text("example", arena_format(host->arena, "{{if %.*s = …}}",
                                                       (int)formula.s.n, formula.s.p))));
}

/* Compiles the query; what follows up to the end stands in its scope. */
static void compile_for(struct compiler *compiler, struct mark *mark)
{
    const struct template_host *host = compiler->host;
    const struct calc_scope *outer = compiler->scope;
    if (is_empty(compiler, mark, MSG_MARK_NO_QUERY, "{{for library}}"))
        return;
    struct text query = mark_inner(compiler->mask, mark);
    mark->query = host->compile_query
                      ? host->compile_query(host->context, query, outer)
                      : calc_compile_query(host->calc, host->arena, query, outer, host->diags);
    mark->ready = mark->query != NULL;
    if (!mark->ready)
        compiler->skip = mark->end;
    if (!mark->ready || compiler->depth == TEMPLATE_DEPTH)
        return;
    compiler->unending = compiler->unending || mark->end == 0;
    struct calc_scope *scope = ARENA_NEW(host->arena, struct calc_scope);
    *scope = (struct calc_scope){.outer = outer,
                                 .kind = SCOPE_RECORD,
                                 .record_type = calc_query_type(mark->query),
                                 .name = calc_query_alias(mark->query)};
    compiler->loops[compiler->depth].end = mark->end ? mark->end : compiler->mask->count;
    compiler->loops[compiler->depth++].outer = compiler->scope;
    compiler->scope = scope;
}

/* Steps into a footnote's text or out of it. */
static void step_apart(struct compiler *compiler, bool apart)
{
    if (apart == compiler->apart)
        return;
    if (apart)
        compiler->around = compiler->scope;
    compiler->scope = apart ? compiler->top : compiler->around;
    compiler->apart = apart;
}

void template_compile(const struct template_host *host, struct mask *mask,
                      const struct calc_scope *scope)
{
    struct compiler compiler = {.host = host, .mask = mask, .top = scope, .scope = scope};
    for (size_t i = 0; i < mask->count; i++) {
        struct mark *mark = &mask->items[i];
        step_apart(&compiler, mark->apart);
        while (compiler.depth > 0 && i >= compiler.loops[compiler.depth - 1].end)
            compiler.scope = compiler.loops[--compiler.depth].outer;
        if (mark->owner == NULL || i < compiler.skip)
            continue;
        if (mark->kind == MARK_VALUE)
            compile_value(&compiler, mark);
        else if (mark->kind == MARK_IF)
            compile_if(&compiler, mark);
        else if (mark->kind == MARK_FOR)
            compile_for(&compiler, mark);
        mark->ready = mark->ready && !compiler.unending;
    }
}

/* --- evaluating
 * ----------------------------------------------------------------------------------- */

bool template_holds(const struct template_host *host, const struct mask *mask,
                    const struct mark *mark, struct calc_at at)
{
    struct value value = host->eval ? host->eval(host->context, mark->expr, mark->scope, at)
                                    : calc_eval(host->calc, mark->expr, at, host->diags);
    if (value.kind == VALUE_UNKNOWN && !host->blank) {
        struct text formula = mark_inner(mask, mark);
        diag_add(host->diags, MSG_IF_UNDECIDED, text_span(formula, 0, formula.s.n),
                 ARGS(arg_text("formula", formula.s)));
    }
    return value.kind == VALUE_YES_NO && value.yes;
}

struct calc_rows template_rows(const struct template_host *host, const struct mask *mask,
                               const struct mark *mark, struct calc_at at)
{
    struct calc_rows none = {0};
    if (*host->repeats > TEMPLATE_REPEATS)
        return none;
    struct calc_rows rows =
        calc_select(host->calc, host->arena, mark->query, at, host->diags, NULL);
    *host->repeats += rows.count;
    if (*host->repeats <= TEMPLATE_REPEATS)
        return rows;
    diag_add(host->diags, MSG_FOR_ENDLESS, mark_span(mask, mark),
             ARGS(arg_count("limit", TEMPLATE_REPEATS)));
    return none;
}

uint16_t template_row_type(const struct mark *mark)
{
    return calc_query_type(mark->query);
}

/* --- plain texts
 * ---------------------------------------------------------------------------------- */

static void write_marks(const struct template_host *host, const struct mask *mask, size_t first,
                        size_t stop, size_t from, size_t to, struct calc_at at, struct buf *out);

static void write_if(const struct template_host *host, const struct mask *mask, size_t index,
                     struct calc_at at, struct buf *out)
{
    const struct mark *mark = &mask->items[index];
    size_t otherwise = mark->otherwise ? mark->otherwise : mark->end;
    if (template_holds(host, mask, mark, at))
        write_marks(host, mask, index + 1, otherwise, mark->to, mask->items[otherwise].from, at,
                    out);
    else if (mark->otherwise)
        write_marks(host, mask, otherwise + 1, mark->end, mask->items[otherwise].to,
                    mask->items[mark->end].from, at, out);
}

static void write_for(const struct template_host *host, const struct mask *mask, size_t index,
                      struct calc_at at, struct buf *out)
{
    const struct mark *mark = &mask->items[index];
    struct calc_rows rows = template_rows(host, mask, mark, at);
    struct calc_frame frame = {.outer = at.frame, .record = {.type = template_row_type(mark)}};
    struct calc_at inside = at;
    inside.frame = &frame;
    for (size_t i = 0; i < rows.count; i++) {
        frame.record.row = rows.items[i];
        write_marks(host, mask, index + 1, mark->end, mark->to, mask->items[mark->end].from, inside,
                    out);
    }
}

/* Bytes [from, to) of the text, in which the marks [first, stop) stand. Recursion is bounded by
 * TEMPLATE_DEPTH. */
static void write_marks(const struct template_host *host, const struct mask *mask, size_t first,
                        size_t stop, size_t from, size_t to, struct calc_at at, struct buf *out)
{
    for (size_t i = first; i < stop; i++) {
        const struct mark *mark = &mask->items[i];
        buf_str(out, str_slice(mask->text.s, from, mark->from));
        from = mark->to;
        if (mark->kind == MARK_LITERAL)
            buf_str(out, mark_inner(mask, mark).s);
        if (!mark->ready || mark->faulty)
            continue;
        if (mark->kind == MARK_VALUE) {
            buf_str(out, host->show(host->context, mark, at, mark_span(mask, mark)));
        } else if (mark->end) {
            if (mark->kind == MARK_IF)
                write_if(host, mask, i, at, out);
            else
                write_for(host, mask, i, at, out);
            i = mark->end;
            from = mask->items[i].to;
        }
    }
    buf_str(out, str_slice(mask->text.s, from, to));
}

struct str template_text(const struct template_host *host, struct text text,
                         const struct calc_scope *scope, struct calc_at at)
{
    struct mask mask;
    mask_make(host->arena, text, false, &mask);
    for (size_t i = 0; i < mask.open.count; i++)
        diag_add(host->diags, MSG_MARK_UNCLOSED,
                 text_span(text, mask.open.items[i], mask.open.items[i] + 2), NO_ARGS);
    if (mask.count == 0)
        return text.s;
    struct template_pairing pairing = {.mask = &mask, .diags = host->diags};
    for (size_t i = 0; i < mask.count; i++) {
        mask.items[i].owner = &mask;
        template_pair_next(&pairing, i);
    }
    template_pair_finish(&pairing);
    template_compile(host, &mask, scope);
    struct buf out = {0};
    write_marks(host, &mask, 0, mask.count, 0, text.s.n, at, &out);
    struct str result = buf_copy(&out, host->arena);
    buf_free(&out);
    return result;
}
