/* SPDX-License-Identifier: MIT */
/* What is counted: the query, the periods, the entries. */
#include "doc/tally.h"

static bool open_query(struct tally *tally)
{
    const struct doc_context *context = tally->context;
    const struct node *query = node_get(tally->node, "for");
    if (query == NULL || query->kind != NODE_SCALAR) {
        diag_add(context->diags, MSG_TYPES_MISSING_KEY, tally->node->span,
                 ARGS(arg_text("key", STR("for")), arg_text("where", STR("matrix"))));
        return false;
    }
    tally->query = doc_compile_query(context, query->text);
    if (tally->query == NULL)
        return false;
    doc_inside_enter(&tally->inside, context, calc_query_type(tally->query),
                     calc_query_alias(tally->query));
    return true;
}

/* `over: 2021..2023`, by asking in which periods `period` runs over it. */
static bool open_periods(struct tally *tally)
{
    const struct doc_context *context = tally->context;
    const struct node *range = node_get(tally->node, "over");
    tally->first = tally->last = context->at.period;
    if (range == NULL || range->kind != NODE_SCALAR)
        return true;
    if (str_find_str(range->text.s, STR(".."), 0) == STR_NOT_FOUND) {
        diag_add(context->diags, MSG_RANGE_FORM, range->span,
                 ARGS(arg_text("found", range->text.s)));
        return false;
    }
    struct text parts[] = {BLOCK_TEXT("(period) over "), range->text};
    const struct expr *expr = doc_compile(context, block_join(context, parts, 2));
    if (expr == NULL)
        return false;
    struct value series = doc_eval(context, expr);
    tally->over = true;
    tally->first = tally->last = PERIOD_NONE;
    value_widen_periods(series, &tally->first, &tally->last);
    if (tally->first != PERIOD_NONE && tally->last - tally->first < TABLE_PERIODS)
        return true;
    diag_add(context->diags, MSG_RANGE_PERIODS, range->span,
             ARGS(arg_text("found", range->text.s), arg_count("most", TABLE_PERIODS)));
    return false;
}

/* Selects the records of every period; each is an entry, or one for each field of a battery. */
static void select_entries(struct tally *tally)
{
    struct {
        struct tally_entry *items;
        size_t count, capacity;
    } entries = {0};
    const struct doc_context *context = tally->context;
    size_t fields = tally->rows.is_battery ? tally->field_count : 1;
    for (int32_t period = tally->first; period <= tally->last; period++) {
        struct calc_at at = context->at;
        size_t undecided = 0;
        at.period = period;
        struct calc_rows rows = calc_select(context->institution->calc, tally->scratch,
                                            tally->query, at, context->diags, &undecided);
        tally->undecided += undecided;
        for (size_t i = 0; i < rows.count * fields; i++) {
            struct tally_entry entry = {rows.items[i / fields], (uint32_t)(period - tally->first)};
            ARENA_PUSH(tally->scratch, &entries, entry);
        }
    }
    tally->entries = entries.items;
    tally->entry_count = entries.count;
}

bool tally_open(struct tally *tally, const struct doc_context *context, const struct node *node,
                bool only_met)
{
    *tally = (struct tally){
        .context = context, .node = node, .scratch = arena_new(), .only_met = only_met};
    if (!open_query(tally) || !open_periods(tally))
        return false;
    bool good = tally_open_sides(tally);
    good = good && tally_open_measures(tally);
    if (!good)
        return false;
    select_entries(tally);
    tally_fill_sides(tally);
    tally_fill_cells(tally);
    return true;
}

void tally_close(struct tally *tally)
{
    arena_free(tally->scratch);
}

/* --- what is said below --------------------------------------------------------------------------
 */

static struct str count_text(const struct tally *tally, size_t count)
{
    return format_number(tally->context->language, tally->context->arena,
                         number_from_int((int64_t)count), NUMBER_ONE);
}

/* "n = 25", "n = 25, bez údaje 2". */
static struct str counted_words(const struct tally *tally, size_t block)
{
    const struct doc_context *context = tally->context;
    size_t n = tally_count(tally, block, tally->rows.count, tally->columns.count);
    struct str words = language_phrase(context->language, context->arena, "n_line",
                                       ARGS(arg_text("n", count_text(tally, n))));
    if (tally->missing[block] == 0)
        return words;
    struct str missing =
        language_phrase(context->language, context->arena, "n_missing",
                        ARGS(arg_text("n", count_text(tally, tally->missing[block]))));
    struct str parts[] = {words, STR(", "), missing};
    return arena_join(context->arena, parts, 3);
}

static void count_notes(const struct tally *tally, struct block_notes *notes)
{
    const struct doc_context *context = tally->context;
    struct str line = {NULL, 0};
    for (size_t block = 0; block < tally->block_count; block++) {
        struct str period = {NULL, 0};
        bool named = tally->block_count > 1;
        if (named)
            period = format_period(context->language, context->arena, tally->first + (int32_t)block,
                                   context->institution->world.period_mode);
        struct str parts[] = {line, block > 0 ? STR("; ") : STR(""), period,
                              named ? STR(": ") : STR(""), counted_words(tally, block)};
        line = arena_join(context->arena, parts, 5);
    }
    block_note(context, notes, line);
}

static bool has_share(const struct tally *tally, enum tally_base base)
{
    for (size_t m = 0; m < tally->measure_count; m++)
        if (tally->measures[m].kind == TALLY_SHARE && tally->measures[m].base == base)
            return true;
    return false;
}

void tally_notes(const struct tally *tally, struct block_notes *notes)
{
    const struct doc_context *context = tally->context;
    if (!tally->rows.is_battery)
        count_notes(tally, notes);
    if (tally->rows.several && has_share(tally, TALLY_OF_COLUMN))
        block_note(context, notes, language_word(context->language, "share_of_records"));
    if (tally->rows.several && has_share(tally, TALLY_OF_ANSWERS))
        block_note(context, notes, language_word(context->language, "share_of_answers"));
    block_undecided_note(context, tally->query, tally->undecided, notes);
}
