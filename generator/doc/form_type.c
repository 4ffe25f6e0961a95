/* SPDX-License-Identifier: MIT */
/*
 * The questionnaire that a type is: its fields in their order, with the titles of their sections
 * before the first of each. Filled from the record at hand where that is of the type.
 */
#include "doc/form_parts.h"

struct questions {
    const struct doc_context *context;
    const struct node *node; /* of the block */
    struct doc_node *form;
    uint16_t type;
    const struct data_type *words;
    const struct calc_record_type *world;
    bool at_hand; /* the record at hand is of the type */
    bool numbered;
    bool counted; /* a question had a number */
    unsigned number;
    size_t section; /* of the question before */
    uint8_t level;  /* of the section in which the form stands; 0: in none */
};

static struct str join_names(struct arena *arena, struct str names, struct str name)
{
    struct str parts[] = {names, names.n > 0 ? STR(", ") : STR(""), name};
    return arena_join(arena, parts, 3);
}

/* The record at hand, which nothing else encloses. */
static uint16_t type_at_hand(const struct calc_scope *scope)
{
    while (scope && scope->kind == SCOPE_NAME)
        scope = scope->outer;
    return scope && scope->kind == SCOPE_RECORD ? scope->record_type : TYPE_NOTHING;
}

/* Those that are entered, and not computed. */
static bool is_stored(const struct questions *questions, size_t index)
{
    const struct calc_field *field = &questions->world->fields[index];
    return field->formula.s.n == 0 && !str_is(field->name, "sample");
}

static bool open_type(struct questions *questions)
{
    const struct doc_context *context = questions->context;
    const struct institution *institution = context->institution;
    const struct node *of = node_get(questions->node, "of");
    questions->type = calc_find_type(institution->calc, of->text.s);
    if (questions->type != TYPE_NOTHING && questions->type != institution->world.institution_type) {
        questions->words = &institution->types[questions->type];
        questions->world = &institution->world.types[questions->type];
        questions->at_hand = type_at_hand(context->scope) == questions->type;
        return true;
    }
    struct str names = {NULL, 0};
    for (size_t i = 0; i < institution->world.type_count; i++)
        if (i != institution->world.institution_type)
            names = join_names(context->arena, names, institution->world.types[i].name);
    diag_add(context->diags, MSG_FORM_TYPE, of->span,
             ARGS(arg_text("name", of->text.s), arg_text("names", names)));
    return false;
}

/* --- sections
 * ------------------------------------------------------------------------------------- */

static void add_title(struct questions *questions, size_t section)
{
    const struct doc_context *context = questions->context;
    const struct data_section *words = &questions->words->sections[section];
    struct span span = node_get(questions->node, "of")->span;
    struct doc_node *line = form_line(context, questions->form, DOC_LINE_TITLE, span);
    form_words(context, line, doc_words(context, words->label, words->name), span);
    line->form_line.note = form_note(context, words->note);
    line->form_line.level = questions->level;
    for (size_t at = section; at != STR_NOT_FOUND; at = questions->words->sections[at].of)
        line->form_line.level++;
}

static bool lies_in(const struct questions *questions, size_t section, size_t outer)
{
    while (section != STR_NOT_FOUND && section != outer)
        section = questions->words->sections[section].of;
    return section == outer;
}

/* The titles of those that begin here, the outermost first. */
static void enter_section(struct questions *questions, size_t section)
{
    if (section == STR_NOT_FOUND ||
        (questions->section != STR_NOT_FOUND && lies_in(questions, questions->section, section)))
        return;
    enter_section(questions, questions->words->sections[section].of);
    add_title(questions, section);
}

/* --- questions
 * ------------------------------------------------------------------------------------ */

static struct str number_of(struct questions *questions, const struct data_field *field)
{
    if (field->code.n > 0)
        return field->code;
    if (!questions->numbered)
        return (struct str){NULL, 0};
    return arena_format(questions->context->arena, "%u.", ++questions->number);
}

/* Names of the form's fields are those of the type's, after the type where the record at hand is
 * another one. */
static struct str name_of(const struct questions *questions, struct str field)
{
    if (questions->at_hand)
        return field;
    struct str parts[] = {questions->world->name, STR("."), field};
    return arena_join(questions->context->arena, parts, 3);
}

/* Where a figure or the type itself is called like the field, the field is meant all the same. */
static struct str formula_of(const struct questions *questions, struct str field)
{
    const struct doc_context *context = questions->context;
    const struct calc *calc = context->institution->calc;
    struct str parts[] = {STR("this."), field};
    return calc_find_figure(calc, field) == STR_NOT_FOUND &&
                   calc_find_type(calc, field) == TYPE_NOTHING
               ? field
               : arena_join(context->arena, parts, 2);
}

static void add_question(struct questions *questions, size_t index, const struct node *item)
{
    const struct doc_context *context = questions->context;
    const struct calc_field *field = &questions->world->fields[index];
    const struct data_field *words = &questions->words->fields[index];
    struct span span = item ? item->span : node_get(questions->node, "of")->span;
    struct form_asked asked = {
        .type = field->type, .field = words, .calc_field = field, .span = span};
    asked.origin = (struct doc_origin){.name = name_of(questions, field->name),
                                       .label = doc_words(context, words->label, field->name),
                                       .option_labels = words->option_labels,
                                       .field = words};
    if (item && item->kind == NODE_MAP) {
        asked.origin.label = block_label(context, item, &asked.origin);
        asked.lines = (uint32_t)schema_integer(item, "lines", 0);
    }
    if (questions->at_hand) {
        asked.expr = doc_compile(context, text_plain(formula_of(questions, field->name), span.at));
        if (asked.expr == NULL)
            return;
    }
    enter_section(questions, words->section);
    questions->section = words->section;
    struct str number = number_of(questions, words);
    questions->counted = questions->counted || number.n > 0;
    /* Among numbered questions, room of several lines lies below as theirs does. */
    bool below = questions->counted && form_line_count(&asked) > 1;
    bool beside = number.n == 0 && words->note == NULL && !below && form_is_short(&asked);
    struct doc_node *line =
        form_line(context, questions->form, beside ? DOC_LINE_PAIR : DOC_LINE_QUESTION, span);
    line->form_line.number = number;
    line->form_line.note = form_note(context, words->note);
    form_words(context, line, asked.origin.label, span);
    form_answer(context, &asked, line);
}

static void add_chosen(struct questions *questions, const struct node *item)
{
    const struct doc_context *context = questions->context;
    struct text name = item->kind == NODE_MAP ? schema_text(item, "show") : item->text;
    size_t count = questions->world->field_count;
    const struct node *lines = item->kind == NODE_MAP ? node_get(item, "lines") : NULL;
    int64_t given = item->kind == NODE_MAP ? schema_integer(item, "lines", 1) : 1;
    if (given < 1 || given > TEMPLATE_MOST_LINES) {
        diag_add(context->diags, MSG_FORM_LINES, lines->span,
                 ARGS(arg_text("found", lines->text.s), arg_count("most", TEMPLATE_MOST_LINES)));
        return;
    }
    struct str names = {NULL, 0};
    for (size_t i = 0; i < count; i++) {
        if (!is_stored(questions, i))
            continue;
        names = join_names(context->arena, names, questions->world->fields[i].name);
        if (str_equal(questions->world->fields[i].name, name.s)) {
            add_question(questions, i, item);
            return;
        }
    }
    diag_add(context->diags, MSG_FORM_FIELD, name.span,
             ARGS(arg_text("type", questions->world->name), arg_text("name", name.s),
                  arg_text("names", names)));
}

void form_of_type(const struct doc_context *context, const struct node *node, uint8_t level,
                  struct doc_node *form)
{
    struct questions questions = {.context = context,
                                  .node = node,
                                  .form = form,
                                  .numbered = schema_yes_no(node, "numbered", false),
                                  .section = STR_NOT_FOUND,
                                  .level = level};
    const struct node *chosen = node_get(node, "fields");
    if (!open_type(&questions))
        return;
    for (size_t i = 0; i < block_item_count(chosen); i++)
        add_chosen(&questions, block_item(chosen, i));
    if (block_item_count(chosen) > 0)
        return;
    for (size_t i = 0; i < questions.world->field_count; i++)
        if (is_stored(&questions, i))
            add_question(&questions, i, NULL);
}
