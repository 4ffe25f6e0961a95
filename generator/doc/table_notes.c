/* SPDX-License-Identifier: MIT */
/* What a table over records says below itself. */
#include "doc/table_parts.h"

static struct str count_text(const struct table *table, size_t count)
{
    return format_number(table->context->language, table->context->arena,
                         number_from_int((int64_t)count), NUMBER_ONE);
}

/* "nejméně 2", or what the standard is called where each row has one of its own. */
static struct str standard_words(const struct table *table, const struct table_source *source,
                                 const struct table_standard *standard)
{
    const struct doc_context *context = table->context;
    if (standard->differs)
        return standard->label;
    struct str value =
        doc_show_value(context, standard->value, &source->entry.type, &standard->show).text;
    return language_phrase(context->language, context->arena,
                           standard->most ? "standard_most" : "standard_least",
                           ARGS(arg_text("value", value)));
}

/* "Metodické návštěvy: nejméně 2, splněno 50 z 62." */
/* What the first column of a source is called, with the heads above it. */
static struct str source_words(const struct table *table, size_t source)
{
    size_t offset = table->numbered ? 1 : 0;
    for (size_t c = 0; c < table->columns.count; c++)
        if (table->columns.items[c].source == source)
            return table->out->columns[c + offset].label;
    return table->sources.items[source].entry.label;
}

static void standard_notes(struct table *table)
{
    const struct doc_context *context = table->context;
    for (size_t s = 0; s < table->sources.count; s++) {
        const struct table_source *source = &table->sources.items[s];
        for (size_t i = 0; i < source->standard_count; i++) {
            const struct table_standard *standard = &source->standards[i];
            if (standard->judged == 0)
                continue;
            struct str met =
                language_phrase(context->language, context->arena, "met_count",
                                ARGS(arg_text("n", count_text(table, standard->met)),
                                     arg_text("total", count_text(table, standard->judged))));
            struct str parts[] = {source_words(table, s), STR(": "),
                                  standard_words(table, source, standard), STR(", "), met};
            block_note(context, &table->notes, arena_join(context->arena, parts, 5));
        }
    }
}

/* "Čtenáři: 60 z 62 záznamů" for a column whose total is unknown. */
static void missing_notes(struct table *table)
{
    const struct doc_context *context = table->context;
    size_t total = table->rows.count;
    for (size_t c = 0; c < table->columns.count; c++) {
        const struct table_column *column = &table->columns.items[c];
        const struct table_source *source = table_source_of(table, c);
        if (column->unknown_total == 0)
            continue;
        struct str n =
            language_phrase(context->language, context->arena, "records_of",
                            ARGS(arg_count("n", (int64_t)(total - column->unknown_total)),
                                 arg_count("total", (int64_t)total)));
        struct str label = table->out->columns[c + (table->numbered ? 1 : 0)].label;
        struct str parts[] = {label, STR(": "), n};
        block_note(context, &table->notes, arena_join(context->arena, parts, 3));
        diag_add(context->diags, MSG_TOTAL_UNKNOWN, source->entry.node->span,
                 ARGS(arg_text("label", label), arg_count("n", (int64_t)column->unknown_total)));
    }
}

void table_notes(struct table *table)
{
    const struct doc_context *context = table->context;
    standard_notes(table);
    missing_notes(table);
    block_undecided_note(context, table->query, table->undecided, &table->notes);
    if (table->rounding)
        block_note(context, &table->notes, language_word(context->language, "rounding_note"));
    block_mark_notes(context, table->signs, table->all_marks, &table->notes);
}
