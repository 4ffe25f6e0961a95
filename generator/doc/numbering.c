/* SPDX-License-Identifier: MIT */
#include "doc/numbering.h"

#include "doc/markdown.h"
#include "doc/pattern.h"
#include "yaml/schema_table.h"

enum { LEVELS = 12 };

/* Counters and references of the levels at hand, from 1. */
struct numbers {
    unsigned counters[LEVELS + 1];
    struct str references[LEVELS + 1];
};

struct numbering {
    const struct doc_context *context;
    struct str letters;
    struct str patterns[LEVELS + 1];
    size_t shown[LEVELS + 1]; /* how many numbers the pattern shows */
    bool runs_on[LEVELS + 1];
    unsigned level_count; /* patterns that there are */
    bool clauses;         /* items of lists have numbers too */
    struct str appendix;
    unsigned appendices;
    unsigned above; /* how much deeper sections are than they count: 1 in an appendix */
    struct numbers at;
};

/* --- one number
 * -------------------------------------------------------------------------------------- */

static struct str write_number(const struct numbering *numbering, unsigned level)
{
    unsigned first = level + 1 - (unsigned)numbering->shown[level];
    return pattern_write(numbering->context->arena, numbering->patterns[level],
                         &numbering->at.counters[first], numbering->letters);
}

/* Without the point that ends it. */
static struct str stripped(struct str number)
{
    while (number.n > 0 && (number.p[number.n - 1] == '.' || number.p[number.n - 1] == ' '))
        number.n--;
    return number;
}

/* Whether the number could as well be another one's: the level above the first that it shows counts
 * anew each time, so does this one. */
static bool is_vague(const struct numbering *numbering, unsigned first)
{
    return first > 1 && !numbering->runs_on[first] && numbering->at.references[first - 1].n > 0;
}

static struct str refer(const struct numbering *numbering, unsigned level, struct str number)
{
    unsigned first = level + 1 - (unsigned)numbering->shown[level];
    struct str own = stripped(number);
    if (own.n == 0 || !is_vague(numbering, first))
        return own;
    struct str parts[] = {numbering->at.references[first - 1], STR("\xC2\xA0"), own};
    return arena_join(numbering->context->arena, parts, 3);
}

/* The next number of a level. */
static void step(struct numbering *numbering, unsigned level, struct str *number,
                 struct str *reference)
{
    numbering->at.counters[level]++;
    for (unsigned below = level + 1; below <= LEVELS; below++) {
        numbering->at.references[below] = (struct str){NULL, 0};
        if (!numbering->runs_on[below])
            numbering->at.counters[below] = 0;
    }
    *number = write_number(numbering, level);
    *reference = refer(numbering, level, *number);
    numbering->at.references[level] = *reference;
}

/* --- the document
 * ------------------------------------------------------------------------------------ */

/* An ordered list at the level that its items take; lists nest no deeper than Markdown may. */
static void number_list(struct numbering *numbering, struct doc_node *list, unsigned level)
{
    list->list.clauses = true;
    for (struct doc_node *item = list->first; item; item = item->next) {
        step(numbering, level, &item->item.number, &item->item.reference);
        for (struct doc_node *block = item->first; block; block = block->next) {
            if (block->kind != DOC_LIST || !block->list.ordered)
                continue;
            if (level < numbering->level_count)
                number_list(numbering, block, level + 1);
            else
                diag_add(numbering->context->diags, MSG_CLAUSE_LEVEL, block->span,
                         ARGS(arg_count("level", level + 1),
                              arg_count("count", numbering->level_count)));
        }
    }
}

static void number_sections(struct numbering *numbering, struct doc_node *parent, unsigned level);

/* Counted for itself; what is in it begins anew. */
static void number_appendix(struct numbering *numbering, struct doc_node *node)
{
    const struct doc_context *context = numbering->context;
    struct numbers outer = numbering->at;
    numbering->appendices++;
    node->section.reference = pattern_write(context->arena, numbering->appendix,
                                            &numbering->appendices, numbering->letters);
    node->section.number = language_phrase(context->language, context->arena, "appendix_number",
                                           ARGS(arg_text("number", node->section.reference)));
    numbering->at = (struct numbers){0};
    numbering->above = 1;
    number_sections(numbering, node, 0);
    numbering->above = 0;
    numbering->at = outer;
}

static void number_section(struct numbering *numbering, struct doc_node *node)
{
    unsigned level = node->section.level - numbering->above;
    if (node->section.appendix)
        number_appendix(numbering, node);
    if (node->section.appendix || node->section.unnumbered)
        return;
    step(numbering, level, &node->section.number, &node->section.reference);
    number_sections(numbering, node, level);
}

/* What stands in a section of that level (0: in the document). Sections are at most six deep. */
static void number_sections(struct numbering *numbering, struct doc_node *parent, unsigned level)
{
    for (struct doc_node *node = parent->first; node; node = node->next) {
        if (node->kind == DOC_SECTION)
            number_section(numbering, node);
        else if (node->kind == DOC_LIST && node->list.ordered && numbering->clauses &&
                 level < numbering->level_count)
            number_list(numbering, node, level + 1);
    }
}

/* --- report.yaml
 * ------------------------------------------------------------------------------------- */

/* A list, or a single one without the list. */
static size_t item_count(const struct node *node)
{
    return node == NULL ? 0 : node->kind == NODE_LIST ? node->count : 1;
}

static struct text item_text(const struct node *node, size_t index)
{
    const struct node *item = node->kind == NODE_LIST ? node->items[index] : node;
    return item->kind == NODE_SCALAR ? item->text : (struct text){.span = item->span};
}

static void read_pattern(struct numbering *numbering, struct text pattern, unsigned level)
{
    struct diags *diags = numbering->context->diags;
    size_t shown = pattern_counters(pattern.s);
    if (pattern.s.n > 0 && shown == 0)
        diag_add(diags, MSG_PATTERN_COUNTS_NOTHING, pattern.span,
                 ARGS(arg_text("found", pattern.s)));
    else if (shown > level)
        diag_add(diags, MSG_PATTERN_SHOWS_MORE, pattern.span,
                 ARGS(arg_text("found", pattern.s), arg_count("shown", (int64_t)shown),
                      arg_count("level", level)));
    numbering->patterns[level] = pattern.s;
    numbering->shown[level] = shown > level ? level : shown;
}

static void read_runs_on(struct numbering *numbering, struct text level)
{
    bool digit = level.s.n == 1 && level.s.p[0] >= '1' && level.s.p[0] <= '9';
    unsigned number = digit ? (unsigned)(level.s.p[0] - '0') : 0;
    if (number > 0 && number <= numbering->level_count)
        numbering->runs_on[number] = true;
    else
        diag_add(numbering->context->diags, MSG_LEVEL_MISSING, level.span,
                 ARGS(arg_text("found", level.s), arg_count("count", numbering->level_count)));
}

static void read_levels(struct numbering *numbering, const struct node *node)
{
    const struct node *levels = node_get(node, "levels"), *runs_on = node_get(node, "runs_on");
    struct text appendix = schema_text(node, "appendix");
    size_t count = item_count(levels);
    numbering->level_count = count < LEVELS ? (unsigned)count : LEVELS;
    numbering->clauses = true;
    for (unsigned i = 0; i < numbering->level_count; i++)
        read_pattern(numbering, item_text(levels, i), i + 1);
    for (size_t i = 0; i < item_count(runs_on); i++)
        read_runs_on(numbering, item_text(runs_on, i));
    if (appendix.s.n == 0)
        return;
    numbering->appendix = appendix.s;
    if (pattern_counters(appendix.s) != 1)
        diag_add(numbering->context->diags, MSG_PATTERN_APPENDIX, appendix.span,
                 ARGS(arg_text("found", appendix.s)));
}

/* What `numbering:` may be: yes or no, or a map. */
static bool check_keys(const struct node *node, struct diags *diags)
{
    static const struct schema_field yes_no = FIELD("numbering", SHAPE_YES_NO);
    static const struct schema_field pattern = {.shape = SHAPE_TEXT};
    static const struct schema_field level = {.shape = SHAPE_INTEGER};
    static const struct schema_field keys[] = {
        NEEDED("levels", SHAPE_LIST, .element = &pattern),
        FIELD("runs_on", SHAPE_LIST, .element = &level),
        FIELD("appendix", SHAPE_TEXT),
    };
    static const struct schema map = SCHEMA("numbering", keys);
    return node->kind == NODE_MAP ? schema_check(&map, node, diags)
                                  : schema_check_field(&yes_no, node, diags);
}

static void read_decimal(struct numbering *numbering)
{
    static const struct str DECIMAL = STR_INIT("1.1.1.1.1.1");
    numbering->level_count = HEADING_LEVELS;
    for (unsigned i = 1; i <= HEADING_LEVELS; i++) {
        numbering->patterns[i] = str_slice(DECIMAL, 0, 2 * i - 1);
        numbering->shown[i] = i;
    }
}

void doc_numbering(const struct doc_context *context)
{
    struct numbering numbering = {
        .context = context, .letters = language_letters(context->language), .appendix = STR("1")};
    const struct node *report = context->report->node, *node = node_get(report, "numbering");
    if (node && !check_keys(node, context->diags))
        return;
    if (node && node->kind == NODE_MAP)
        read_levels(&numbering, node);
    else if (node && schema_yes_no(report, "numbering", false))
        read_decimal(&numbering);
    /* Without patterns all numbers are empty, but for those of appendices. */
    number_sections(&numbering, context->document->root, 0);
}
