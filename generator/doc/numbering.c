/* SPDX-License-Identifier: MIT */
#include "doc/numbering.h"

#include "doc/markdown.h"
#include "yaml/schema_table.h"

struct numbering {
    const struct doc_context *context;
    struct str patterns[HEADING_LEVELS + 1];
    bool runs_on[HEADING_LEVELS + 1];
    unsigned counters[HEADING_LEVELS + 1];
};

static bool is_counter(char c)
{
    return c == '1' || c == 'I' || c == 'i' || c == 'A' || c == 'a';
}

static void write_roman(struct buf *out, unsigned number, bool upper)
{
    static const struct {
        unsigned value;
        const char *upper, *lower;
    } PARTS[] = {{1000, "M", "m"}, {900, "CM", "cm"}, {500, "D", "d"}, {400, "CD", "cd"},
                 {100, "C", "c"},  {90, "XC", "xc"},  {50, "L", "l"},  {40, "XL", "xl"},
                 {10, "X", "x"},   {9, "IX", "ix"},   {5, "V", "v"},   {4, "IV", "iv"},
                 {1, "I", "i"}};
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++)
        for (; number >= PARTS[i].value; number -= PARTS[i].value)
            buf_text(out, upper ? PARTS[i].upper : PARTS[i].lower);
}

/* a … z, aa, ab …: bijective base 26. */
static void write_letters(struct buf *out, unsigned number, char first)
{
    char letters[8];
    size_t n = 0;
    for (; number > 0 && n < sizeof letters; number = (number - 1) / 26)
        letters[n++] = (char)(first + (char)((number - 1) % 26));
    while (n > 0)
        buf_char(out, letters[--n]);
}

static void write_counter(struct buf *out, unsigned number, char form)
{
    if (form == '1')
        buf_int(out, number);
    else if (form == 'I' || form == 'i')
        write_roman(out, number, form == 'I');
    else
        write_letters(out, number, form);
}

static struct str write_number(const struct numbering *numbering, unsigned level)
{
    struct str pattern = numbering->patterns[level];
    unsigned count = 0, at;
    struct buf out = {0};
    for (size_t i = 0; i < pattern.n; i++)
        count += is_counter(pattern.p[i]);
    at = count <= level ? level - count + 1 : 1;
    for (size_t i = 0; i < pattern.n; i++)
        if (is_counter(pattern.p[i]) && at <= level)
            write_counter(&out, numbering->counters[at++], pattern.p[i]);
        else
            buf_char(&out, pattern.p[i]);
    struct str number = buf_copy(&out, numbering->context->arena);
    buf_free(&out);
    return number;
}

/* Sections are at most six deep. */
static void number_sections(struct numbering *numbering, struct doc_node *parent)
{
    for (struct doc_node *node = parent->first; node; node = node->next) {
        if (node->kind != DOC_SECTION)
            continue;
        unsigned level = node->section.level;
        numbering->counters[level]++;
        for (unsigned below = level + 1; below <= HEADING_LEVELS; below++)
            if (!numbering->runs_on[below])
                numbering->counters[below] = 0;
        node->section.number = write_number(numbering, level);
        number_sections(numbering, node);
    }
}

/* A list, or a single one without the list. */
static size_t item_count(const struct node *node)
{
    return node == NULL ? 0 : node->kind == NODE_LIST ? node->count : 1;
}

static struct str item_text(const struct node *node, size_t index)
{
    const struct node *item = node->kind == NODE_LIST ? node->items[index] : node;
    return item->kind == NODE_SCALAR ? item->text.s : (struct str){NULL, 0};
}

static void read_levels(struct numbering *numbering, const struct node *node)
{
    const struct node *levels = node_get(node, "levels"), *runs_on = node_get(node, "runs_on");
    for (size_t i = 0; i < item_count(levels) && i < HEADING_LEVELS; i++)
        numbering->patterns[i + 1] = item_text(levels, i);
    for (size_t i = 0; i < item_count(runs_on); i++) {
        struct str level = item_text(runs_on, i);
        if (level.n == 1 && level.p[0] >= '1' && level.p[0] <= '0' + HEADING_LEVELS)
            numbering->runs_on[level.p[0] - '0'] = true;
    }
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
    };
    static const struct schema map = SCHEMA("numbering", keys);
    return node->kind == NODE_MAP ? schema_check(&map, node, diags)
                                  : schema_check_field(&yes_no, node, diags);
}

void doc_numbering(const struct doc_context *context)
{
    static const struct str DECIMAL[HEADING_LEVELS + 1] = {
        STR_INIT(""),        STR_INIT("1"),         STR_INIT("1.1"),        STR_INIT("1.1.1"),
        STR_INIT("1.1.1.1"), STR_INIT("1.1.1.1.1"), STR_INIT("1.1.1.1.1.1")};
    struct numbering numbering = {.context = context};
    const struct node *report = context->report->node, *node = node_get(report, "numbering");
    if (node == NULL || !check_keys(node, context->diags))
        return;
    if (node->kind != NODE_MAP && !schema_yes_no(report, "numbering", false))
        return;
    for (unsigned i = 1; i <= HEADING_LEVELS; i++)
        numbering.patterns[i] = node->kind == NODE_MAP ? (struct str){NULL, 0} : DECIMAL[i];
    if (node->kind == NODE_MAP)
        read_levels(&numbering, node);
    number_sections(&numbering, context->document->root);
}
