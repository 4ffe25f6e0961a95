/* SPDX-License-Identifier: MIT */
#include "template/pair.h"

static struct str word_of(const struct mark *mark)
{
    switch ((enum mark_kind)mark->kind) {
    case MARK_IF:
        return STR("if");
    case MARK_FOR:
        return STR("for");
    case MARK_ELSE:
        return STR("else");
    case MARK_END:
        return STR("end");
    case MARK_VALUE:
    case MARK_NOTE:
    case MARK_LITERAL:
        break;
    }
    return (struct str){NULL, 0};
}

static void fault(struct template_pairing *pairing, struct mark *mark, enum message message)
{
    if (!mark->faulty)
        diag_add(pairing->diags, message, mark_span(pairing->mask, mark),
                 ARGS(arg_text("word", word_of(mark))));
    mark->faulty = true;
}

static struct mark *opener(struct template_pairing *pairing, size_t level)
{
    return &pairing->mask->items[pairing->open[level]];
}

/* An opener that stands in the same place as `mark`: its level + 1, or 0. */
static size_t find_opener(struct template_pairing *pairing, const struct mark *mark)
{
    for (size_t level = pairing->depth; level > 0; level--)
        if (opener(pairing, level - 1)->owner == mark->owner)
            return level;
    return 0;
}

/* Closes everything above `level` as having no end. */
static void drop_above(struct template_pairing *pairing, size_t level)
{
    for (; pairing->depth > level; pairing->depth--)
        fault(pairing, opener(pairing, pairing->depth - 1), MSG_IF_NOT_ENDED);
}

/* An end whose opener stands elsewhere: one message that names both. */
static void report_across(struct template_pairing *pairing, struct mark *end)
{
    struct mark *start = opener(pairing, --pairing->depth);
    diag_add(
        pairing->diags, MSG_IF_ACROSS, mark_span(pairing->mask, start),
        ARGS(arg_text("word", word_of(start)), arg_place("end", mark_span(pairing->mask, end))));
    start->faulty = true;
    end->faulty = true;
}

/* `else` and `end` say nothing more. */
static void check_rest(struct template_pairing *pairing, const struct mark *mark)
{
    struct text rest = mark_inner(pairing->mask, mark);
    if (rest.s.n > 0)
        diag_add(
            pairing->diags, MSG_MARK_WORDS_AFTER, text_span(rest, 0, rest.s.n),
            ARGS(arg_text("word", word_of(mark)),
                 arg_text("write", mark->kind == MARK_END ? STR("{{end}}") : STR("{{else}}"))));
}

static void take_else(struct template_pairing *pairing, size_t index, struct mark *mark)
{
    size_t level = find_opener(pairing, mark);
    if (level == 0) {
        fault(pairing, mark, MSG_END_ALONE);
        return;
    }
    drop_above(pairing, level);
    struct mark *start = opener(pairing, level - 1);
    if (start->kind == MARK_FOR) {
        fault(pairing, mark, MSG_ELSE_OF_FOR);
    } else if (start->otherwise) {
        struct mark *first = &pairing->mask->items[start->otherwise];
        diag_add(pairing->diags, MSG_ELSE_TWICE, mark_span(pairing->mask, mark),
                 ARGS(arg_place("first", mark_span(pairing->mask, first))));
        mark->faulty = true;
    } else {
        start->otherwise = (uint32_t)index;
    }
}

static void take_end(struct template_pairing *pairing, size_t index, struct mark *mark)
{
    size_t level = find_opener(pairing, mark);
    if (level > 0) {
        drop_above(pairing, level);
        opener(pairing, level - 1)->end = (uint32_t)index;
        pairing->depth = level - 1;
    } else if (pairing->depth > 0) {
        report_across(pairing, mark);
    } else {
        fault(pairing, mark, MSG_END_ALONE);
    }
}

/* Gives up: one message is enough. */
static void stop(struct template_pairing *pairing, struct mark *mark)
{
    diag_add(pairing->diags, MSG_MARK_TOO_DEEP, mark_span(pairing->mask, mark),
             ARGS(arg_count("limit", TEMPLATE_DEPTH)));
    for (size_t level = 0; level < pairing->depth; level++)
        opener(pairing, level)->faulty = true;
    pairing->depth = 0;
    pairing->stopped = true;
}

void template_pair_next(struct template_pairing *pairing, size_t index)
{
    struct mark *mark = &pairing->mask->items[index];
    if (mark->kind < MARK_IF || mark->kind > MARK_END)
        return;
    bool opens = mark->kind == MARK_IF || mark->kind == MARK_FOR;
    if (opens && pairing->depth == TEMPLATE_DEPTH)
        stop(pairing, mark);
    if (pairing->stopped) {
        mark->faulty = true;
        return;
    }
    if (opens) {
        pairing->open[pairing->depth++] = index;
        return;
    }
    check_rest(pairing, mark);
    if (mark->kind == MARK_ELSE)
        take_else(pairing, index, mark);
    else
        take_end(pairing, index, mark);
}

void template_pair_finish(struct template_pairing *pairing)
{
    drop_above(pairing, 0);
}
