/* SPDX-License-Identifier: MIT */
#include "doc/words.h"

#include "doc/state.h"
#include "locale/format.h"
#include "locale/letter.h"
#include "locale/typography.h"

/* Outside of its values. */
static bool holds_letters(struct str text)
{
    for (size_t at = 0; at < text.n;) {
        size_t end = str_starts(str_slice(text, at, text.n), STR("{{"))
                         ? str_find_str(text, STR("}}"), at)
                         : STR_NOT_FOUND;
        if (end != STR_NOT_FOUND)
            at = end + 2;
        else if (letter_is(str_next(text, &at)))
            return true;
    }
    return false;
}

/* What is said in one language, or in none, for a document in another. */
static void report_lacking(const struct doc_context *context, const struct node *words)
{
    struct str said = words->text.s, code = language_code(context->language);
    if (words->kind == NODE_MAP)
        said = words->count > 0 ? words->entries[0].value->text.s : (struct str){0};
    struct str first = words->kind == NODE_MAP && words->count > 0 ? words->entries[0].key.s
                                                                   : context->institution->language;
    diag_add(context->diags, MSG_WORDS_LACK_LANGUAGE, words->span,
             ARGS(arg_text("words", said), arg_text("language", code),
                  arg_text("example", arena_format(context->arena, "{%.*s: …, %.*s: …}",
                                                   (int)first.n, first.p, (int)code.n, code.p))));
}

bool doc_pick(const struct doc_context *context, const struct node *words, struct text *out)
{
    if (language_pick(context->language, words, out))
        return true;
    if (words && words->kind == NODE_MAP)
        report_lacking(context, words);
    return false;
}

struct str doc_words(const struct doc_context *context, const struct node *words,
                     struct str fallback)
{
    struct text picked;
    if (words == NULL || !doc_pick(context, words, &picked))
        return fallback;
    /* One text for all languages is in the institution's. */
    bool several = context->report && context->report->language_count > 1;
    if (several && words->kind == NODE_SCALAR && holds_letters(picked.s) &&
        !str_equal(language_code(context->language), context->institution->language))
        report_lacking(context, words);
    return typography_text(context->language, context->arena, picked.s);
}

/* --- other kinds --------------------------------------------------------------------------------
 */

/* The labels of a choice field's options; the address of the options tells the field. */
static const struct node *option_label(const struct doc_context *context,
                                       const struct calc_options *options, size_t index)
{
    struct str key = {(const char *)&options, sizeof options};
    struct map_entry *entry = map_find(&context->state->options, key);
    const struct data_field *field = entry ? entry->pointer : NULL;
    return field && field->option_labels ? field->option_labels[index] : NULL;
}

static void show_option(const struct doc_context *context, const struct calc_options *options,
                        size_t index, struct doc_shown *out)
{
    if (options == NULL || index >= options->count)
        return;
    out->machine = options->keys[index];
    out->text = doc_words(context, option_label(context, options, index), options->keys[index]);
}

static void join_shown(const struct doc_context *context, struct str *texts, struct str *machines,
                       size_t count, struct doc_shown *out)
{
    struct buf machine = {0};
    for (size_t i = 0; i < count; i++) {
        buf_str(&machine, i > 0 ? STR("; ") : (struct str){NULL, 0});
        buf_str(&machine, machines[i]);
    }
    out->text = language_join(context->language, context->arena, texts, count);
    out->machine = buf_copy(&machine, context->arena);
    out->missing = count == 0;
    buf_free(&machine);
}

static void show_options(const struct doc_context *context, uint64_t set,
                         const struct calc_options *options, struct doc_shown *out)
{
    struct str texts[64], machines[64];
    size_t count = 0;
    for (size_t i = 0; options && i < options->count && i < 64; i++) {
        if (!(set >> i & 1))
            continue;
        struct doc_shown one = {0};
        show_option(context, options, i, &one);
        texts[count] = one.text;
        machines[count++] = one.machine;
    }
    join_shown(context, texts, machines, count, out);
}

static void show_list(const struct doc_context *context, const struct value_list *list,
                      const struct calc_type *type, const struct doc_show *show,
                      struct doc_shown *out)
{
    static const struct calc_type UNKNOWN = {.kind = VALUE_UNKNOWN};
    struct str *texts = ARENA_ARRAY(context->arena, struct str, list->count);
    struct str *machines = ARENA_ARRAY(context->arena, struct str, list->count);
    for (size_t i = 0; i < list->count; i++) {
        struct doc_shown one =
            doc_show_value(context, list->items[i], type->element ? type->element : &UNKNOWN, show);
        texts[i] = one.text;
        machines[i] = one.machine;
        out->marks |= one.marks;
    }
    join_shown(context, texts, machines, list->count, out);
}

static struct str machine_date(const struct doc_context *context, struct value value)
{
    struct buf out = {0};
    if (value.kind == VALUE_DATE)
        date_write(&out, value.day);
    else if (value.kind == VALUE_MONTH)
        month_write(&out, value.month);
    else
        period_write(&out, value.period, context->institution->world.period_mode);
    struct str text = buf_copy(&out, context->arena);
    buf_free(&out);
    return text;
}

static struct str show_time(const struct doc_context *context, struct value value,
                            const struct doc_show *show)
{
    const struct language *language = context->language;
    if (value.kind == VALUE_DATE)
        return format_date(language, context->arena, value.day,
                           show->date == DOC_DATE_LONG ? DATE_LONG : DATE_SHORT);
    if (value.kind == VALUE_MONTH)
        return format_month(language, context->arena, value.month);
    return format_period(language, context->arena, value.period,
                         context->institution->world.period_mode);
}

static void show_record(const struct doc_context *context, struct record record,
                        struct doc_shown *out)
{
    const struct calc_world *world = &context->institution->world;
    out->text = typography_text(context->language, context->arena,
                                data_title(context->institution, record));
    out->machine = world->reader->id(world->store, record);
}

static void show_known(const struct doc_context *context, struct value value,
                       const struct calc_type *type, const struct doc_show *show,
                       struct doc_shown *out)
{
    switch ((enum value_kind)value.kind) {
    case VALUE_YES_NO:
        out->text = format_yes_no(context->language, value.yes);
        out->machine = str_from(value.yes ? "yes" : "no");
        break;
    case VALUE_NUMBER:
        doc_show_number(context, value.number, type, show, out);
        break;
    case VALUE_TEXT:
        out->machine = value_as_text(value);
        out->text = typography_text(context->language, context->arena, out->machine);
        break;
    case VALUE_DATE:
    case VALUE_MONTH:
    case VALUE_PERIOD:
        out->text = show_time(context, value, show);
        out->machine = machine_date(context, value);
        break;
    case VALUE_CHOICE:
        show_option(context, type->options, value.size, out);
        break;
    case VALUE_CHOICES:
        show_options(context, value.options, type->options, out);
        break;
    case VALUE_RECORD:
        show_record(context, value_as_record(value), out);
        break;
    case VALUE_LIST:
    case VALUE_SERIES:
        show_list(context, value.list, type, show, out);
        break;
    case VALUE_UNKNOWN:
    case VALUE_NONE:
    case VALUE_FAILED:
    case VALUE_SPAN_OF_TIME:
    case VALUE_TYPE:
        break;
    }
}

struct doc_shown doc_show_value(const struct doc_context *context, struct value value,
                                const struct calc_type *type, const struct doc_show *show)
{
    static const struct doc_show PLAIN = {0};
    struct doc_shown out = {.marks = value.marks, .missing = !value_known(value)};
    if (!out.missing)
        show_known(context, value, type, show ? show : &PLAIN, &out);
    if (out.missing)
        out.text = STR("–");
    return out;
}

struct doc_shown doc_show_expr(const struct doc_context *context, const struct expr *expr,
                               const struct doc_show *show, struct value *value,
                               struct doc_origin *origin)
{
    struct calc_type type = calc_expr_type(expr);
    struct doc_origin named;
    struct doc_show how = show ? *show : (struct doc_show){0};
    struct value result = doc_eval(context, expr);
    doc_origin_of(context, expr, &named);
    if (!how.has_step && named.has_round) {
        how.has_step = true;
        how.step = named.round;
    }
    if (value)
        *value = result;
    if (origin)
        *origin = named;
    return doc_show_value(context, result, &type, &how);
}
