/* SPDX-License-Identifier: MIT */
#include "doc/form_parts.h"
#include "doc/traces.h"
#include "locale/format.h"

/* An em space: the box of the next option is seen to be its own. */
#define OPTIONS_APART "\xE2\x80\x83"

enum { SHORT_OPTIONS = 48 }; /* bytes of labels that stand beside one another on a line */

/* An answer while it is written. */
struct answer {
    const struct doc_context *context;
    const struct form_asked *asked;
    struct doc_node *line;
    struct value value; /* unknown: room for it */
};

static struct doc_node *new_paragraph(const struct answer *answer)
{
    struct doc_node *paragraph =
        doc_node_new(answer->context->arena, DOC_PARAGRAPH, answer->asked->span);
    doc_append(answer->line, paragraph);
    return paragraph;
}

static void add_text(const struct answer *answer, struct doc_node *paragraph, struct str text)
{
    struct doc_node *node = doc_node_new(answer->context->arena, DOC_TEXT, answer->asked->span);
    node->text = text;
    doc_append(paragraph, node);
}

static void finish(const struct answer *answer, struct doc_node *paragraph)
{
    doc_prose_finish(answer->context, paragraph, false);
}

/* --- options
 * -------------------------------------------------------------------------------------- */

static struct str option_label(const struct answer *answer, size_t index)
{
    const struct doc_origin *origin = &answer->asked->origin;
    struct str key = answer->asked->type.options->keys[index];
    return origin->option_labels ? doc_words(answer->context, origin->option_labels[index], key)
                                 : key;
}

static bool is_chosen(const struct answer *answer, size_t index)
{
    if (answer->value.kind == VALUE_CHOICE)
        return answer->value.size == index;
    return answer->value.kind == VALUE_CHOICES && (answer->value.options >> index & 1);
}

/* What stands beside "other": its own field, called after the option's. */
static void add_option_text(const struct answer *answer, struct doc_node *paragraph, size_t index)
{
    const struct doc_context *context = answer->context;
    const struct form_asked *asked = answer->asked;
    struct doc_origin origin = {.label = option_label(answer, index)};
    struct str parts[] = {asked->origin.name, STR("."), asked->type.options->keys[index],
                          STR(".text")};
    struct calc_type type = {.kind = VALUE_TEXT};
    origin.name = arena_join(context->arena, parts, 4);
    add_text(answer, paragraph, STR(" "));
    struct doc_place *place = doc_place_new(context, DOC_PLACE_LINE, &type, &origin);
    if (is_chosen(answer, index) && asked->expr) {
        struct text call[] = {BLOCK_TEXT("text("), calc_expr_text(asked->expr), BLOCK_TEXT(", \""),
                              text_nowhere(asked->type.options->keys[index]), BLOCK_TEXT("\")")};
        const struct expr *expr = doc_compile(context, block_join(context, call, 5));
        struct value value;
        if (expr) {
            struct doc_shown shown = doc_show_expr(context, expr, NULL, &value, NULL);
            place->text = value_known(value) ? shown.text : (struct str){NULL, 0};
            place->filled = (struct doc_filled){.name = origin.name,
                                                .value = shown.machine,
                                                .text = shown.text,
                                                .marks = shown.marks};
        }
    }
    doc_place_node(context, place, asked->span, paragraph);
}

static void add_option(const struct answer *answer, struct doc_node *paragraph, size_t index)
{
    const struct form_asked *asked = answer->asked;
    const struct calc_options *options = asked->type.options;
    bool radio = asked->type.kind == VALUE_CHOICE;
    struct doc_option option = {options->keys[index], option_label(answer, index)};
    struct doc_place *box =
        doc_place_box(answer->context, &asked->origin, &option, radio, is_chosen(answer, index));
    box->filled.marks = answer->value.marks;
    doc_place_node(answer->context, box, asked->span, paragraph);
    struct str code = asked->field && asked->field->option_codes ? asked->field->option_codes[index]
                                                                 : (struct str){NULL, 0};
    struct str parts[] = {STR(" "), code, code.n > 0 ? STR(" ") : STR(""),
                          option_label(answer, index)};
    add_text(answer, paragraph, arena_join(answer->context->arena, parts, 4));
    if (options->with_text && options->with_text[index])
        add_option_text(answer, paragraph, index);
}

/* Short ones stand on one line. */
static bool are_short(const struct answer *answer)
{
    const struct calc_options *options = answer->asked->type.options;
    size_t bytes = 0;
    for (size_t i = 0; i < options->count; i++) {
        if (options->with_text && options->with_text[i])
            return false;
        bytes += option_label(answer, i).n;
    }
    return bytes <= SHORT_OPTIONS;
}

static void add_options(const struct answer *answer)
{
    const struct calc_options *options = answer->asked->type.options;
    bool one_line = are_short(answer);
    struct doc_node *paragraph = NULL;
    for (size_t i = 0; i < options->count; i++) {
        if (paragraph && one_line)
            add_text(answer, paragraph, STR(OPTIONS_APART));
        else
            paragraph = new_paragraph(answer);
        add_option(answer, paragraph, i);
        if (!one_line || i + 1 == options->count)
            finish(answer, paragraph);
    }
}

static void add_yes_no(const struct answer *answer)
{
    static const bool ANSWERS[] = {true, false};
    const struct doc_context *context = answer->context;
    struct doc_node *paragraph = new_paragraph(answer);
    for (size_t i = 0; i < 2; i++) {
        bool ticked = answer->value.kind == VALUE_YES_NO && answer->value.yes == ANSWERS[i];
        struct doc_option option = {ANSWERS[i] ? STR("yes") : STR("no"),
                                    format_yes_no(context->language, ANSWERS[i])};
        if (i > 0)
            add_text(answer, paragraph, STR(OPTIONS_APART));
        struct doc_place *box =
            doc_place_box(context, &answer->asked->origin, &option, true, ticked);
        box->filled.marks = answer->value.marks;
        doc_place_node(context, box, answer->asked->span, paragraph);
        struct str parts[] = {STR(" "), option.label};
        add_text(answer, paragraph, arena_join(context->arena, parts, 2));
    }
    finish(answer, paragraph);
}

/* --- lines
 * ---------------------------------------------------------------------------------------- */

uint32_t form_line_count(const struct form_asked *asked)
{
    bool markdown = asked->field && asked->field->shape == SHAPE_MARKDOWN;
    if (asked->lines > 0)
        return asked->lines;
    if (asked->field && asked->field->lines > 0)
        return asked->field->lines;
    return markdown || asked->type.kind == VALUE_LIST ? FORM_MARKDOWN_LINES : 1;
}

/* As a text writes it: | line, | line: 3, | date: form. */
static void add_lines(const struct answer *answer)
{
    const struct doc_context *context = answer->context;
    const struct form_asked *asked = answer->asked;
    uint32_t lines = form_line_count(asked);
    struct template_filter filter = {.place = TEMPLATE_LINE, .lines = lines > 1 ? lines : 0};
    if (asked->type.kind == VALUE_DATE && lines == 1)
        filter = (struct template_filter){.date_form = true};
    struct doc_node *paragraph = new_paragraph(answer);
    doc_place_asked(context, asked->expr, &asked->type, &asked->origin, &filter, asked->span,
                    paragraph);
    finish(answer, paragraph);
}

/* --- tables
 * --------------------------------------------------------------------------------------- */

static void set_columns(const struct answer *answer, struct doc_table *table)
{
    const struct doc_context *context = answer->context;
    const struct calc_field *group = answer->asked->calc_field->group;
    const struct data_field *words = answer->asked->field->group;
    size_t count = answer->asked->calc_field->group_count;
    table->column_count = table->head_count = count;
    table->storeys = 1;
    table->columns = ARENA_ARRAY(context->arena, struct doc_column, count);
    table->heads = ARENA_ARRAY(context->arena, struct doc_head, count);
    for (size_t i = 0; i < count; i++) {
        struct str label = doc_words(context, words[i].label, group[i].name);
        table->columns[i] = (struct doc_column){.name = group[i].name,
                                                .label = label,
                                                .align = DOC_LEFT,
                                                .room = block_room(&group[i].type)};
        table->heads[i] =
            (struct doc_head){.text = label, .column = (uint16_t)i, .span = 1, .storeys = 1};
    }
}

static void add_row(const struct answer *answer, struct doc_rows *rows, struct value row)
{
    const struct calc_field *group = answer->asked->calc_field->group;
    size_t count = answer->asked->calc_field->group_count;
    struct doc_cell *cells = ARENA_ARRAY(answer->context->arena, struct doc_cell, count);
    for (size_t i = 0; row.kind == VALUE_LIST && i < count && i < row.list->count; i++) {
        struct doc_shown shown =
            doc_show_value(answer->context, row.list->items[i], &group[i].type, NULL);
        cells[i] =
            (struct doc_cell){.text = shown.text, .machine = shown.machine, .marks = shown.marks};
    }
    doc_rows_add(rows, row.kind == VALUE_LIST ? DOC_ROW_BODY : DOC_ROW_BLANK, cells);
}

static bool is_group(const struct form_asked *asked)
{
    return asked->calc_field && asked->calc_field->group_count > 0 && asked->field &&
           asked->field->group;
}

/* The rows that are there, and blank ones up to as many as there is room for. */
static void add_table(const struct answer *answer)
{
    const struct doc_context *context = answer->context;
    const struct form_asked *asked = answer->asked;
    struct doc_table *table = ARENA_NEW(context->arena, struct doc_table);
    set_columns(answer, table);
    struct doc_rows *rows = doc_rows_new(context->arena, table->column_count);
    bool once = asked->calc_field->group_once;
    if (answer->value.kind == VALUE_LIST && once)
        add_row(answer, rows, answer->value);
    for (size_t i = 0; answer->value.kind == VALUE_LIST && !once && i < answer->value.list->count;
         i++)
        add_row(answer, rows, answer->value.list->items[i]);
    size_t least = once ? 1 : asked->lines ? asked->lines : asked->field->lines;
    if (least == 0)
        least = FORM_BLANK_ROWS;
    while (doc_rows_count(rows) < least)
        add_row(answer, rows, value_unknown());
    table->rows = rows;
    table->row_count = doc_rows_count(rows);
    doc_state_table(context, table, asked->origin.label);
    struct doc_node *node = doc_node_new(context->arena, DOC_TABLE, asked->span);
    node->table = table;
    doc_append(answer->line, node);
}

/* --- the answer
 * ----------------------------------------------------------------------------------- */

bool form_is_short(const struct form_asked *asked)
{
    if (is_group(asked) || asked->type.kind == VALUE_CHOICES)
        return false;
    if (asked->type.kind == VALUE_CHOICE && asked->type.options)
        return false;
    return asked->type.kind == VALUE_YES_NO || form_line_count(asked) <= FORM_MARKDOWN_LINES;
}

void form_answer(const struct doc_context *context, const struct form_asked *asked,
                 struct doc_node *line)
{
    struct answer answer = {
        .context = context, .asked = asked, .line = line, .value = value_unknown()};
    bool options = (asked->type.kind == VALUE_CHOICE || asked->type.kind == VALUE_CHOICES) &&
                   asked->type.options;
    if (asked->expr)
        answer.value = doc_eval(context, asked->expr);
    if (options)
        add_options(&answer);
    else if (asked->type.kind == VALUE_YES_NO)
        add_yes_no(&answer);
    else if (is_group(asked))
        add_table(&answer);
    else
        add_lines(&answer);
}
