/* SPDX-License-Identifier: MIT */
#include "doc/check.h"

#include "base/map.h"

#define KIND(kind) (1U << (kind))

enum {
    BLOCKS = KIND(DOC_PARAGRAPH) | KIND(DOC_LIST) | KIND(DOC_QUOTE) | KIND(DOC_CODE) |
             KIND(DOC_TABLE) | KIND(DOC_CHART) | KIND(DOC_FIGURES) | KIND(DOC_IMAGE) |
             KIND(DOC_RULE) | KIND(DOC_BREAK) | KIND(DOC_FORM),
    INLINES = KIND(DOC_TEXT) | KIND(DOC_EMPHASIS) | KIND(DOC_STRONG) | KIND(DOC_LINK) |
              KIND(DOC_CODE_SPAN) | KIND(DOC_VALUE) | KIND(DOC_LINE_BREAK) | KIND(DOC_NOTE_REF) |
              KIND(DOC_PLACE)
};

/* What may stand in a node, and whether something must. */
static const struct {
    const char *name;
    unsigned children;
    bool needed;
} GRAMMAR[] = {
    [DOC_DOCUMENT] = {"document", BLOCKS | KIND(DOC_SECTION), false},
    [DOC_SECTION] = {"section", BLOCKS | KIND(DOC_SECTION) | KIND(DOC_HEADING), true},
    [DOC_HEADING] = {"heading", INLINES, false},
    [DOC_PARAGRAPH] = {"paragraph", INLINES, true},
    [DOC_LIST] = {"list", KIND(DOC_ITEM), true},
    [DOC_ITEM] = {"item", BLOCKS, true},
    [DOC_QUOTE] = {"quote", BLOCKS, true},
    [DOC_CODE] = {"code", 0, false},
    [DOC_TABLE] = {"table", 0, false},
    [DOC_CHART] = {"chart", 0, false},
    [DOC_FIGURES] = {"figures", 0, false},
    [DOC_IMAGE] = {"image", 0, false},
    [DOC_RULE] = {"rule", 0, false},
    [DOC_BREAK] = {"break", 0, false},
    [DOC_FORM] = {"form", KIND(DOC_FORM_LINE), true},
    [DOC_FORM_LINE] = {"form line", KIND(DOC_PARAGRAPH) | KIND(DOC_TABLE), true},
    [DOC_NOTE] = {"note", BLOCKS, true},
    [DOC_TEXT] = {"text", 0, false},
    [DOC_EMPHASIS] = {"emphasis", INLINES, true},
    [DOC_STRONG] = {"strong", INLINES, true},
    [DOC_LINK] = {"link", INLINES & ~KIND(DOC_LINK) & ~KIND(DOC_PLACE), true},
    [DOC_CODE_SPAN] = {"code span", 0, false},
    [DOC_VALUE] = {"value", 0, false},
    [DOC_LINE_BREAK] = {"line break", 0, false},
    [DOC_NOTE_REF] = {"note reference", 0, false},
    [DOC_PLACE] = {"place", 0, false},
};

struct checker {
    struct arena *arena;
    struct map ids;
    struct buf *problems;
    bool good;
};

static void complain(struct checker *checker, const struct doc_node *node, const char *what)
{
    checker->good = false;
    buf_format(checker->problems, "%s at %u: %s\n", GRAMMAR[node->kind].name,
               (unsigned)node->span.at, what);
}

static void check_id(struct checker *checker, const struct doc_node *node)
{
    bool added;
    if (node->id.n == 0)
        return;
    map_put(&checker->ids, checker->arena, node->id, &added);
    if (!added)
        complain(checker, node, "its id is given twice");
}

static void check_section(struct checker *checker, const struct doc_node *node)
{
    bool sections = false;
    unsigned above =
        node->parent && node->parent->kind == DOC_SECTION ? node->parent->section.level : 0;
    if (node->section.level != above + 1)
        complain(checker, node, "its level is not one deeper than its parent's");
    if (node->first == NULL || node->first->kind != DOC_HEADING)
        complain(checker, node, "it does not begin with a heading");
    for (const struct doc_node *child = node->first; child; child = child->next) {
        if (sections && child->kind != DOC_SECTION)
            complain(checker, child, "it follows a section of its own section");
        if (child != node->first && child->kind == DOC_HEADING)
            complain(checker, child, "it is not the first of its section");
        sections = sections || child->kind == DOC_SECTION;
    }
}

/* Blocks of a document stand before its sections. */
static void check_document(struct checker *checker, const struct doc_node *node)
{
    bool sections = false;
    for (const struct doc_node *child = node->first; child; child = child->next) {
        if (sections && child->kind != DOC_SECTION)
            complain(checker, child, "it follows a section of the document");
        sections = sections || child->kind == DOC_SECTION;
    }
}

static void check_place(struct checker *checker, const struct doc_node *node)
{
    const struct doc_place *place = node->place;
    bool box = place->kind == DOC_PLACE_BOX;
    bool ticked = place->field == DOC_FIELD_TICK || place->field == DOC_FIELD_RADIO;
    if (box != ticked)
        complain(checker, node, "its field is not of its kind");
    if (place->name.n == 0 || place->description.n == 0 || place->alt.n == 0)
        complain(checker, node, "it has no name or no description");
    if (place->field == DOC_FIELD_RADIO && place->option.n == 0)
        complain(checker, node, "it has no option");
    if ((place->kind == DOC_PLACE_LINES) != (place->lines > 0))
        complain(checker, node, "its number of lines is not of its kind");
    if (place->field == DOC_FIELD_CHOICE && place->option_count == 0)
        complain(checker, node, "it has no options");
}

static void check_content(struct checker *checker, const struct doc_node *node)
{
    if (node->kind == DOC_TEXT && node->text.n == 0)
        complain(checker, node, "it is empty");
    if (node->kind == DOC_TEXT && node->next && node->next->kind == DOC_TEXT)
        complain(checker, node, "another text follows it");
    if (node->kind == DOC_LINK && (node->link.url.n == 0) == (node->link.target.n == 0))
        complain(checker, node, "it has not exactly one of an address and a target");
    if (node->kind == DOC_LINK)
        for (const struct doc_node *up = node->parent; up; up = up->parent)
            if (up->kind == DOC_LINK)
                complain(checker, node, "it stands in a link");
    if (node->kind == DOC_NOTE_REF && node->note_ref.note == NULL)
        complain(checker, node, "it refers to nothing");
    if ((node->kind == DOC_TABLE && node->table == NULL) ||
        (node->kind == DOC_CHART && node->chart == NULL) ||
        (node->kind == DOC_FIGURES && node->figures == NULL) ||
        (node->kind == DOC_IMAGE && node->image == NULL) ||
        (node->kind == DOC_PLACE && node->place == NULL))
        complain(checker, node, "it has no content");
    else if (node->kind == DOC_PLACE)
        check_place(checker, node);
}

static void check_form_line(struct checker *checker, const struct doc_node *node)
{
    size_t count = 0;
    for (const struct doc_node *child = node->first; child; child = child->next)
        count++;
    if (node->form_line.kind == DOC_LINE_PAIR && count != 2)
        complain(checker, node, "it is not a pair");
    if (node->form_line.kind == DOC_LINE_TITLE && count != 1)
        complain(checker, node, "it is not one title");
    if (node->form_line.kind == DOC_LINE_TITLE && node->form_line.level == 0)
        complain(checker, node, "its title has no level");
}

static void check_node(struct checker *checker, const struct doc_node *node)
{
    const struct doc_node *last = NULL;
    check_id(checker, node);
    check_content(checker, node);
    if (node->kind == DOC_SECTION)
        check_section(checker, node);
    if (node->kind == DOC_FORM_LINE)
        check_form_line(checker, node);
    if (node->kind == DOC_DOCUMENT)
        check_document(checker, node);
    if (node->first == NULL && GRAMMAR[node->kind].needed)
        complain(checker, node, "it has no children");
    for (const struct doc_node *child = node->first; child; child = child->next) {
        if (!(GRAMMAR[node->kind].children & KIND(child->kind)))
            complain(checker, child, "it must not stand where it stands");
        if (child->parent != node)
            complain(checker, child, "its parent is another one");
        last = child;
    }
    if (node->last != last)
        complain(checker, node, "its last child is another one");
}

static void check_tree(struct checker *checker, const struct doc_node *root)
{
    const struct doc_node *at = root;
    for (;;) {
        check_node(checker, at);
        if (at->first) {
            at = at->first;
            continue;
        }
        while (at != root && at->next == NULL)
            at = at->parent;
        if (at == root)
            return;
        at = at->next;
    }
}

bool doc_check(const struct document *document, struct buf *problems)
{
    struct checker checker = {.arena = arena_new(), .problems = problems, .good = true};
    check_tree(&checker, document->root);
    for (size_t i = 0; i < document->note_count; i++) {
        check_tree(&checker, document->notes[i]);
        if (document->notes[i]->note.number != i + 1)
            complain(&checker, document->notes[i], "its number is not its place");
    }
    arena_free(checker.arena);
    return checker.good;
}
