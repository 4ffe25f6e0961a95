/* SPDX-License-Identifier: MIT */
#include "doc/places.h"

#include "doc/host.h"
#include "doc/traces.h"
#include "locale/format.h"
#include "locale/typography.h"

/* --- names
 * ---------------------------------------------------------------------------------------- */

static bool is_path(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                    c == '_' || c == '.' || (unsigned char)c >= 128;
        if (!word)
            return false;
    }
    return s.n > 0;
}

/*
 * Places of one name are one field. So a name is taken only for the document's own record (within
 * a `for` it means another one each time), and by one kind of field.
 */
static struct str name_of(const struct doc_context *context, struct str wanted,
                          enum doc_field_kind field)
{
    struct doc_state *state = context->state;
    bool own = context->at.frame == context->own;
    bool named = wanted.n > 0;
    if (named && context->form.n > 0) { /* the same field of another form is another one */
        struct str parts[] = {context->form, STR("."), wanted};
        wanted = arena_join(context->arena, parts, 3);
    }
    for (unsigned try = 1;; try++) {
        struct str base = named ? wanted : STR("place");
        struct str name = named && try == 1
                              ? wanted
                              : arena_format(context->arena, "%.*s-%u", (int)base.n, base.p,
                                             named ? try : ++state->place_count);
        bool added;
        struct map_entry *entry = map_put(&state->place_names, context->arena, name, &added);
        if (added)
            entry->number = (uint64_t)field;
        if (added || (named && own && entry->number == (uint64_t)field))
            return name;
    }
}

static struct str label_of(const struct doc_origin *origin)
{
    bool real = origin && origin->label.n > 0 && !str_equal(origin->label, origin->name);
    return real ? origin->label : (struct str){NULL, 0};
}

/* --- fields
 * --------------------------------------------------------------------------------------- */

static void list_options(const struct doc_context *context, const struct calc_options *options,
                         const struct doc_origin *origin, struct doc_place *place)
{
    struct doc_option *list = ARENA_ARRAY(context->arena, struct doc_option, options->count);
    for (size_t i = 0; i < options->count; i++) {
        list[i].key = options->keys[i];
        list[i].label = origin && origin->option_labels
                            ? doc_words(context, origin->option_labels[i], options->keys[i])
                            : options->keys[i];
    }
    place->options = list;
    place->option_count = options->count;
}

static enum doc_field_kind field_kind(enum doc_place_kind kind, const struct calc_type *type)
{
    if (kind == DOC_PLACE_BOX)
        return DOC_FIELD_TICK;
    if (kind == DOC_PLACE_LINES)
        return DOC_FIELD_LINES;
    if (type && type->kind == VALUE_CHOICE && type->options && type->options->count > 0)
        return DOC_FIELD_CHOICE;
    return type && type->kind == VALUE_DATE ? DOC_FIELD_DATE : DOC_FIELD_TEXT;
}

struct doc_place *doc_place_new(const struct doc_context *context, enum doc_place_kind kind,
                                const struct calc_type *type, const struct doc_origin *origin)
{
    struct doc_place *place = ARENA_NEW(context->arena, struct doc_place);
    place->kind = kind;
    place->field = field_kind(kind, type);
    place->lines = kind == DOC_PLACE_LINES ? 1 : 0;
    place->description = label_of(origin);
    struct str path = origin && is_path(origin->name) ? origin->name : (struct str){NULL, 0};
    place->name = name_of(context, path, place->field);
    if (place->field == DOC_FIELD_CHOICE)
        list_options(context, type->options, origin, place);
    return place;
}

struct doc_node *doc_place_node(const struct doc_context *context, struct doc_place *place,
                                struct span span, struct doc_node *parent)
{
    struct doc_node *node = doc_node_new(context->arena, DOC_PLACE, span);
    node->place = place;
    doc_state_filled(context, place);
    doc_append(parent, node);
    return node;
}

/* --- dates
 * ---------------------------------------------------------------------------------------- */

enum { DAY_WIDTH = 900, MONTH_WIDTH = 3200, SHORT_YEAR_WIDTH = 900, YEAR_WIDTH = 1600 };

/* The parts of a date that a language's form leaves open. */
static const struct date_hole {
    const char *name;
    uint32_t width;
    enum format_part part;
    const char *word;
} HOLES[] = {{"{day}", DAY_WIDTH, FORMAT_DAY, "date_day"},
             {"{month}", MONTH_WIDTH, FORMAT_MONTH, "date_month"},
             {"{yy}", SHORT_YEAR_WIDTH, FORMAT_SHORT_YEAR, "date_year"},
             {"{year}", YEAR_WIDTH, FORMAT_YEAR, "date_year"}};
enum { HOLE_COUNT = sizeof HOLES / sizeof *HOLES };

/* The first hole at or behind `from`; `at` gets where it stands, the end where there is none. */
static const struct date_hole *next_hole(struct str pattern, size_t from, size_t *at)
{
    const struct date_hole *first = NULL;
    *at = pattern.n;
    for (size_t i = 0; i < HOLE_COUNT; i++) {
        size_t found = str_find_str(pattern, str_from(HOLES[i].name), from);
        if (found == STR_NOT_FOUND || found >= *at)
            continue;
        *at = found;
        first = &HOLES[i];
    }
    return first;
}

static void add_text(const struct doc_context *context, struct str text, struct span span,
                     struct doc_node *parent)
{
    if (text.n == 0)
        return;
    struct doc_node *node = doc_node_new(context->arena, DOC_TEXT, span);
    node->text = text;
    doc_append(parent, node);
}

/* What is the same for all parts of a date. */
struct date_form {
    const struct doc_origin *origin;
    struct str label, under; /* the words below stand below the month */
    const struct doc_shown *shown;
    const struct value *value; /* NULL: to be filled in */
};

static struct doc_place *date_part(const struct doc_context *context, const struct date_form *form,
                                   const struct date_hole *hole)
{
    struct calc_type type = {.kind = VALUE_DATE};
    struct doc_origin part = form->origin ? *form->origin : (struct doc_origin){0};
    struct str hole_name = str_from(hole->name);
    struct str name[] = {part.name, STR("."), str_slice(hole_name, 1, hole_name.n - 1)};
    part.name = is_path(part.name) ? arena_join(context->arena, name, 3) : (struct str){NULL, 0};
    struct doc_place *place = doc_place_new(context, DOC_PLACE_LINE, &type, &part);
    place->width = hole->width;
    place->description = form->label;
    place->part = language_word(context->language, hole->word);
    if (hole->part == FORMAT_MONTH)
        place->under = form->under;
    if (form->value) {
        place->text =
            format_date_part(context->language, context->arena, form->value->day, hole->part);
        place->marks = form->shown->marks;
    }
    return place;
}

static void add_date(const struct doc_context *context, const struct date_form *form,
                     struct span span, struct doc_node *parent)
{
    struct str pattern = format_date_form(context->language);
    bool first = true;
    for (size_t from = 0, at;; from = at, first = false) {
        const struct date_hole *hole = next_hole(pattern, from, &at);
        add_text(context, str_slice(pattern, from, at), span, parent);
        if (hole == NULL)
            return;
        struct doc_place *place = date_part(context, form, hole);
        if (first && form->origin) /* for the data files it is one */
            place->filled = (struct doc_filled){form->origin->name, form->shown->machine,
                                                form->shown->text, form->shown->marks, form->label};
        doc_place_node(context, place, span, parent);
        at += str_from(hole->name).n;
    }
}

/* --- marks
 * ---------------------------------------------------------------------------------------- */

/* `kind is day` beside a box: one of the boxes of a choice. False for any other condition. */
static bool is_option(const struct doc_context *context, struct text formula,
                      struct doc_place *place, struct doc_origin *origin)
{
    size_t at = str_find_str(formula.s, STR(" is "), 0);
    if (at == STR_NOT_FOUND || !is_path(str_trim(str_slice(formula.s, 0, at))))
        return false;
    struct str key = str_trim(str_slice(formula.s, at + 4, formula.s.n));
    const struct expr *left = doc_compile(context, text_slice(formula, 0, at));
    if (left == NULL || !is_path(key))
        return false;
    struct calc_type type = calc_expr_type(left);
    if (type.kind != VALUE_CHOICE || type.options == NULL)
        return false;
    doc_origin_of(context, left, origin);
    for (size_t i = 0; i < type.options->count; i++) {
        if (!str_equal(type.options->keys[i], key))
            continue;
        place->option = key;
        place->filled.text =
            origin->option_labels ? doc_words(context, origin->option_labels[i], key) : key;
        return true;
    }
    return false;
}

static struct doc_place *new_box(const struct doc_context *context, const struct mark *mark,
                                 const struct value *value, const struct doc_origin *origin)
{
    struct doc_place option = {0};
    struct doc_origin field;
    struct doc_place *place = ARENA_NEW(context->arena, struct doc_place);
    bool radio = mark->expr && is_option(context, calc_expr_text(mark->expr), &option, &field);
    place->kind = DOC_PLACE_BOX;
    place->field = radio ? DOC_FIELD_RADIO : DOC_FIELD_TICK;
    place->option = option.option;
    place->description = label_of(radio ? NULL : origin);
    place->group = label_of(radio ? &field : NULL);
    struct str path = radio                             ? field.name
                      : origin && is_path(origin->name) ? origin->name
                                                        : (struct str){NULL, 0};
    place->name = name_of(context, path, place->field);
    bool known = value && value->kind == VALUE_YES_NO;
    place->ticked = known && value->yes;
    if (radio && place->ticked)
        place->filled = (struct doc_filled){
            .name = field.name, .value = option.option, .text = option.filled.text};
    else if (!radio && known && origin)
        place->filled = (struct doc_filled){.name = origin->name,
                                            .value = value->yes ? STR("yes") : STR("no"),
                                            .text = format_yes_no(context->language, value->yes)};
    place->filled.marks = known ? value->marks : 0;
    return place;
}

/* What is shown in a place, and how. */
struct placed {
    const struct expr *expr; /* NULL: nothing */
    struct calc_type type;
    const struct doc_origin *origin; /* NULL: none */
    const struct template_filter *filter;
    struct value value;
    struct doc_shown shown;
};

static struct doc_place *new_line(const struct doc_context *context, const struct placed *placed)
{
    const struct template_filter *filter = placed->filter;
    bool full = filter && filter->lines > 0;
    struct doc_place *place = doc_place_new(context, full ? DOC_PLACE_LINES : DOC_PLACE_LINE,
                                            &placed->type, placed->origin);
    if (filter) {
        place->width = filter->width;
        place->lines = filter->lines;
        place->under = typography_text(context->language, context->arena, filter->under.s);
    }
    place->text = placed->shown.text;
    place->marks = placed->shown.marks;
    if (placed->origin)
        place->filled = (struct doc_filled){.name = placed->origin->name,
                                            .value = placed->shown.machine,
                                            .text = placed->shown.text,
                                            .marks = placed->shown.marks};
    if (placed->expr && place->text.n > 0)
        place->trace = doc_trace_expr(context, placed->expr, &placed->shown);
    return place;
}

struct doc_place *doc_place_box(const struct doc_context *context, const struct doc_origin *origin,
                                const struct doc_option *option, bool radio, bool ticked)
{
    struct doc_place *place = ARENA_NEW(context->arena, struct doc_place);
    struct str name = origin->name;
    place->kind = DOC_PLACE_BOX;
    place->field = radio ? DOC_FIELD_RADIO : DOC_FIELD_TICK;
    place->option = option->key;
    place->group = label_of(origin);
    place->ticked = ticked;
    if (ticked)
        place->filled =
            (struct doc_filled){.name = name, .value = option->key, .text = option->label};
    if (!radio) {
        struct str parts[] = {name, STR("."), option->key};
        name = arena_join(context->arena, parts, 3);
    }
    place->name = name_of(context, name, place->field);
    return place;
}

static void add_placed(const struct doc_context *context, const struct placed *placed,
                       struct span span, struct doc_node *parent)
{
    const struct template_filter *filter = placed->filter;
    bool unknown = placed->value.kind == VALUE_UNKNOWN;
    if (filter && filter->date_form && (unknown || placed->value.kind == VALUE_DATE)) {
        struct date_form form = {
            placed->origin, label_of(placed->origin),
            typography_text(context->language, context->arena, filter->under.s), &placed->shown,
            unknown ? NULL : &placed->value};
        add_date(context, &form, span, parent);
    } else {
        doc_place_node(context, new_line(context, placed), span, parent);
    }
}

void doc_place_asked(const struct doc_context *context, const struct expr *expr,
                     const struct calc_type *type, const struct doc_origin *origin,
                     const struct template_filter *filter, struct span span,
                     struct doc_node *parent)
{
    struct placed placed = {.expr = expr,
                            .type = *type,
                            .origin = origin,
                            .filter = filter,
                            .value = value_unknown(),
                            .shown = {.missing = true}};
    struct doc_show show = doc_show_of(filter);
    if (expr)
        placed.shown = doc_show_expr(context, expr, &show, &placed.value, NULL);
    if (placed.value.kind == VALUE_UNKNOWN)
        placed.shown = (struct doc_shown){.missing = true};
    add_placed(context, &placed, span, parent);
}

bool doc_place_add(const struct doc_context *context, const struct mark *mark, struct span span,
                   struct doc_node *parent, struct doc_shown *shown)
{
    struct doc_origin origin;
    struct placed placed = {.expr = mark->expr,
                            .type = {.kind = VALUE_TEXT},
                            .origin = mark->expr ? &origin : NULL,
                            .filter = mark->filter,
                            .value = value_unknown(),
                            .shown = {.missing = true}};
    if (mark->expr) {
        placed.type = calc_expr_type(mark->expr);
        placed.shown = doc_host_value(context, mark, span, &placed.value, &origin);
    }
    *shown = placed.shown;
    bool unknown = placed.value.kind == VALUE_UNKNOWN;
    if (!template_is_place(mark->filter) && !(context->blank && unknown))
        return false;
    if (mark->filter && mark->filter->place == TEMPLATE_BOX)
        doc_place_node(context, new_box(context, mark, &placed.value, placed.origin), span, parent);
    else
        add_placed(context, &placed, span, parent);
    return true;
}
