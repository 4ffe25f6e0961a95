/* SPDX-License-Identifier: MIT */
#include "doc/traces.h"

#include "doc/block_parts.h"
#include "locale/format.h"

/* What is not exact in so many decimals is shown with as many as that, after a sign for "about". */
enum { EXACT_DECIMALS = 10, ABOUT_DECIMALS = 6 };

/* A figure, computed field or aggregate that was unfolded. */
struct known {
    struct doc_trace *trace;
    bool listed; /* on the document's list */
};

/* --- words of one node --------------------------------------------------------------------------
 */

static struct str place_text(const struct doc_context *context, struct span span)
{
    struct str path;
    uint32_t line;
    if (!source_line(context->sources, span, &path, &line))
        return (struct str){NULL, 0};
    return arena_format(context->arena, "%.*s:%u", (int)path.n, path.p, line);
}

/* Whether the number has to be rounded to be shown in steps. */
static bool is_rounded(struct arena *arena, struct number number, struct number step)
{
    return number_compare(number_round(arena, number, step), number) != 0;
}

static struct number step_of(struct arena *arena, int decimals)
{
    int64_t den = 1;
    for (int i = 0; i < decimals; i++)
        den *= 10;
    return number_from_ratio(arena, 1, den);
}

/* The value before rounding; a sign stands before one that no decimal can say. */
static struct str exact_text(const struct doc_context *context, const struct calc_trace *note,
                             struct number step)
{
    struct arena *arena = context->arena;
    if (note->value.kind != VALUE_NUMBER || !is_rounded(arena, note->value.number, step))
        return (struct str){NULL, 0};
    int decimals = number_decimals(note->value.number);
    bool about = decimals < 0 || decimals > EXACT_DECIMALS;
    struct doc_show show = {.has_step = true,
                            .step = step_of(arena, about ? ABOUT_DECIMALS : decimals)};
    struct str text = doc_show_value(context, note->value, &note->type, &show).text;
    struct str parts[] = {STR("≈\u00a0"), text};
    return about ? arena_join(arena, parts, 2) : text;
}

/* "Součet", "Počet": what an aggregate does, where the language has a word for it. */
static struct str aggregate_word(const struct doc_context *context, struct str formula)
{
    static const char *const WORDS[] = {"count", "sum", "mean", "median", "min", "max", "share"};
    struct str name = str_trim(str_slice(formula, 0, str_find(formula, '(', 0)));
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (str_is(name, WORDS[i]))
            return language_word(context->language, WORDS[i]);
    return language_word(context->language, "result");
}

/* Label and rounding of what the note is about. */
static void name_note(const struct doc_context *context, const struct calc_trace *note,
                      struct doc_trace *out, struct doc_show *show)
{
    const struct institution *institution = context->institution;
    out->name = note->name;
    if (note->kind == TRACE_FIGURE) {
        const struct calc_figure *figure = &institution->world.figures[note->index];
        out->label = doc_words(context, institution->figures[note->index].label, note->name);
        show->has_step = figure->has_round;
        show->step = figure->round;
    } else if (note->kind == TRACE_COMPUTED || note->kind == TRACE_FIELD) {
        const struct data_field *field = &institution->types[note->record.type].fields[note->index];
        out->label = doc_words(context, field->label, note->name);
        show->has_step = field->has_round;
        show->step = field->round;
    } else {
        out->name = (struct str){NULL, 0};
        out->label = aggregate_word(context, note->formula.s);
    }
}

/* "Náklady (2021)", "Obyvatelé – Bílý Kostel": which period and which record is meant, where that
 * is not the one at hand. */
static void add_whose(const struct doc_context *context, const struct calc_trace *note,
                      struct doc_trace *out)
{
    struct str parts[4] = {out->label};
    size_t count = 1;
    bool of_record = note->kind == TRACE_COMPUTED || note->kind == TRACE_FIELD;
    if (of_record && !context->institution->world.types[note->record.type].single &&
        !doc_title_is_private(context->institution, note->record.type))
        parts[0] = language_joined(context->language, context->arena, out->label,
                                   data_title(context->institution, note->record));
    if (note->period != context->at.period && note->period != PERIOD_NONE) {
        parts[count++] = STR(" (");
        parts[count++] = format_period(context->language, context->arena, note->period,
                                       context->institution->world.period_mode);
        parts[count++] = STR(")");
    }
    if (out->label.n > 0)
        out->label = count > 1 ? arena_join(context->arena, parts, count) : parts[0];
}

static void put_counts(const struct doc_context *context, const struct calc_trace *note,
                       struct doc_trace *out)
{
    struct diag_arg args[] = {arg_count("n", (int64_t)note->used),
                              arg_count("total", (int64_t)note->total),
                              {.kind = ARG_END}};
    out->counts = language_phrase(context->language, context->arena, "records_of", args);
    if (note->undecided == 0)
        return;
    struct diag_arg undecided[] = {arg_count("n", (int64_t)note->undecided),
                                   arg_count("total", (int64_t)note->total),
                                   {.kind = ARG_END}};
    struct str parts[] = {
        out->counts, STR("; "),
        language_phrase(context->language, context->arena, "undecided", undecided)};
    out->counts = arena_join(context->arena, parts, 3);
}

static void put_places(const struct doc_context *context, const struct calc_trace *note,
                       struct doc_trace *out)
{
    out->places = ARENA_ARRAY(context->arena, struct str, note->place_count + 1);
    for (size_t i = 0; i < note->place_count; i++) {
        struct str place = place_text(context, note->places[i]);
        if (place.n > 0)
            out->places[out->place_count++] = place;
    }
    out->more_places = note->place_count == TRACE_PLACES && note->used > TRACE_PLACES;
}

/* What stands in one node; what is private shows counts alone. */
static void fill_trace(const struct doc_context *context, const struct calc_trace *note,
                       struct doc_trace *out)
{
    struct doc_show show = {0};
    name_note(context, note, out, &show);
    add_whose(context, note, out);
    out->formula = str_trim(note->formula.s);
    if (note->kind == TRACE_AGGREGATE)
        put_counts(context, note, out);
    if (note->is_private) {
        out->value = language_word(context->language, "private");
        return;
    }
    struct doc_shown shown = doc_show_value(context, note->value, &note->type, &show);
    out->value = block_signed(context->language, context->arena, shown.text,
                              shown.missing ? 0 : shown.marks);
    if (note->value.kind == VALUE_NUMBER)
        out->exact = exact_text(
            context, note,
            show.has_step ? show.step : doc_default_step(context, note->value.number, &note->type));
    out->place = place_text(context, note->span);
    if (note->kind == TRACE_AGGREGATE)
        put_places(context, note, out);
}

/* --- trees --------------------------------------------------------------------------------------
 */

static bool is_named(const struct calc_trace *note)
{
    return note->kind == TRACE_FIGURE || note->kind == TRACE_COMPUTED || note->kind == TRACE_FIELD;
}

static struct str key_of(const struct doc_context *context, const struct calc_trace *note)
{
    /* An aggregate that calc goes through once has its places once. */
    if (note->kind == TRACE_AGGREGATE)
        return arena_format(context->arena, "%p", (const void *)note->places);
    unsigned type = note->kind == TRACE_FIGURE ? TYPE_NOTHING : note->record.type;
    unsigned row = note->kind == TRACE_FIGURE ? 0 : note->record.row;
    return arena_format(context->arena, "%d@%u:%u:%zu", (int)note->period, type, row, note->index);
}

static void give_id(const struct doc_context *context, struct doc_trace *trace)
{
    trace->id = arena_format(context->arena, "t%u", (unsigned)++context->state->trace_count);
}

static void list(const struct doc_context *context, struct known *known)
{
    if (!known->listed)
        ARENA_PUSH(context->arena, &context->state->traces, known->trace);
    known->listed = true;
}

static const struct doc_trace *convert(const struct doc_context *context,
                                       const struct calc_trace *note);

/* The inputs of a node, in their order. A figure that is nothing but an aggregate is one with it:
 * the aggregate's counts and places are its own. */
static void convert_inputs(const struct doc_context *context, const struct calc_trace *note,
                           struct doc_trace *out)
{
    const struct calc_trace *only = note->first;
    const struct doc_trace **tail = &out->first;
    if (only && only->next == NULL && only->kind == TRACE_AGGREGATE &&
        str_equal(str_trim(only->formula.s), out->formula)) {
        put_counts(context, only, out);
        if (!only->is_private && !note->is_private)
            put_places(context, only, out);
        note = only;
    }
    for (const struct calc_trace *input = note->first; input; input = input->next) {
        *tail = convert(context, input);
        tail = (const struct doc_trace **)(uintptr_t) & (*tail)->next;
    }
}

/* Depth is bounded by calc (TRACE_DEPTH). */
static const struct doc_trace *convert(const struct doc_context *context,
                                       const struct calc_trace *note)
{
    struct doc_trace *out = ARENA_NEW(context->arena, struct doc_trace);
    if (note->kind == TRACE_FIELD || note->kind == TRACE_FORMULA) {
        fill_trace(context, note, out);
        convert_inputs(context, note, out);
        return out;
    }
    bool added;
    struct map_entry *entry =
        map_put(&context->state->trace_keys, context->arena, key_of(context, note), &added);
    struct known *known = entry->pointer;
    if (!added) {
        list(context, known);
        *out = *known->trace;
        out->first = out->next = NULL;
        return out;
    }
    known = ARENA_NEW(context->arena, struct known);
    known->trace = out;
    entry->pointer = known;
    give_id(context, out);
    fill_trace(context, note, out);
    convert_inputs(context, note, out);
    return out;
}

/* --- values -------------------------------------------------------------------------------------
 */

/* Where a formula stands: the records around it. */
static struct str root_key(const struct doc_context *context, struct str formula)
{
    struct buf key = {0};
    buf_format(&key, "%d/%d", (int)context->at.period, (int)context->at.as_of);
    for (const struct calc_frame *frame = context->at.frame; frame; frame = frame->outer)
        buf_format(&key, "/%u:%u", frame->record.type, frame->record.row);
    buf_char(&key, ' ');
    buf_str(&key, formula);
    struct str copy = buf_copy(&key, context->arena);
    buf_free(&key);
    return copy;
}

static bool is_path(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (str_find(STR(" +-*/()<>=,\"\n"), s.p[i], 0) != STR_NOT_FOUND)
            return false;
    return s.n > 0;
}

/* The trace that a value refers to: of the figure or field that the formula names, or of the
 * formula as such. */
static struct known *make_root(const struct doc_context *context, const struct calc_trace *root,
                               const struct doc_shown *shown)
{
    const struct calc_trace *only = root->first && root->first->next == NULL ? root->first : NULL;
    if (only && is_named(only) && only->kind != TRACE_FIELD && is_path(str_trim(root->formula.s))) {
        convert(context, only);
        return map_find(&context->state->trace_keys, key_of(context, only))->pointer;
    }
    struct known *known = ARENA_NEW(context->arena, struct known);
    bool field = only && only->kind == TRACE_FIELD && is_path(str_trim(root->formula.s));
    known->trace = ARENA_NEW(context->arena, struct doc_trace);
    give_id(context, known->trace);
    fill_trace(context, field ? only : root, known->trace);
    if (field)
        return known;
    if (!root->is_private)
        known->trace->value = shown->text;
    convert_inputs(context, root, known->trace);
    return known;
}

const struct doc_trace *doc_trace_expr(const struct doc_context *context, const struct expr *expr,
                                       const struct doc_shown *shown)
{
    if (calc_expr_type(expr).kind != VALUE_NUMBER)
        return NULL;
    struct str key = root_key(context, calc_expr_text(expr).s);
    bool added;
    struct map_entry *entry = map_put(&context->state->trace_roots, context->arena, key, &added);
    if (added) {
        const struct calc_trace *root =
            calc_trace_next(context->institution->calc, context->arena, &context->state->traced,
                            expr, context->at, context->diags);
        struct known *known = root->first ? make_root(context, root, shown) : NULL;
        /* The table of roots may have grown meanwhile. */
        entry = map_find(&context->state->trace_roots, key);
        entry->pointer = known;
    }
    struct known *known = entry->pointer;
    if (known == NULL)
        return NULL;
    list(context, known);
    return known->trace;
}
