/* SPDX-License-Identifier: MIT */
#include "pdf/structure_parts.h"

#include "base/mem.h"

#include <string.h>

static const char *const names[] = {
    [PDF_TAG_DOCUMENT] = "Document",
    [PDF_TAG_SECT] = "Sect",
    [PDF_TAG_P] = "P",
    [PDF_TAG_H1] = "H1",
    [PDF_TAG_H2] = "H2",
    [PDF_TAG_H3] = "H3",
    [PDF_TAG_H4] = "H4",
    [PDF_TAG_H5] = "H5",
    [PDF_TAG_H6] = "H6",
    [PDF_TAG_L] = "L",
    [PDF_TAG_LI] = "LI",
    [PDF_TAG_LBL] = "Lbl",
    [PDF_TAG_LBODY] = "LBody",
    [PDF_TAG_TABLE] = "Table",
    [PDF_TAG_THEAD] = "THead",
    [PDF_TAG_TBODY] = "TBody",
    [PDF_TAG_TFOOT] = "TFoot",
    [PDF_TAG_TR] = "TR",
    [PDF_TAG_TH] = "TH",
    [PDF_TAG_TD] = "TD",
    [PDF_TAG_CAPTION] = "Caption",
    [PDF_TAG_FIGURE] = "Figure",
    [PDF_TAG_LINK] = "Link",
    [PDF_TAG_NOTE] = "Note",
    [PDF_TAG_REFERENCE] = "Reference",
    [PDF_TAG_TOC] = "TOC",
    [PDF_TAG_TOCI] = "TOCI",
    [PDF_TAG_BLOCKQUOTE] = "BlockQuote",
    [PDF_TAG_CODE] = "Code",
    [PDF_TAG_SPAN] = "Span",
    [PDF_TAG_DIV] = "Div",
    [PDF_TAG_FORM] = "Form",
};

struct pdf_structure *pdf_structure_new(struct arena *arena)
{
    struct pdf_structure *structure = ARENA_NEW(arena, struct pdf_structure);
    structure->arena = arena;
    MEM_PUSH(&structure->elements, (struct structure_element){.tag = PDF_TAG_DOCUMENT});
    MEM_PUSH(&structure->kids, (struct structure_kid){0});
    return structure;
}

void pdf_structure_free(struct pdf_structure *structure)
{
    if (structure == NULL)
        return;
    MEM_LIST_FREE(&structure->elements);
    MEM_LIST_FREE(&structure->kids);
    MEM_LIST_FREE(&structure->numbers);
    MEM_LIST_FREE(&structure->parents);
}

void pdf_structure_page(struct pdf_structure *structure, unsigned page)
{
    structure->page = page;
    structure->page_key = structure->next_key++;
    structure->next_mark = 0;
}

unsigned pdf_structure_page_key(const struct pdf_structure *structure)
{
    return structure->page_key;
}

static void add_kid(struct pdf_structure *structure, uint32_t element, struct structure_kid kid)
{
    MEM_PUSH(&structure->kids, kid);
    uint32_t index = (uint32_t)(structure->kids.count - 1);
    struct structure_element *owner = &structure->elements.items[element];
    if (owner->last)
        structure->kids.items[owner->last].next = index;
    else
        owner->first = index;
    owner->last = index;
}

static uint32_t innermost(const struct pdf_structure *structure)
{
    return structure->stack.count ? structure->stack.items[structure->stack.count - 1] : 0;
}

static bool needs_extra(const struct pdf_traits *traits)
{
    return traits && (traits->alt.n || traits->actual.n || traits->language.n || traits->id.n ||
                      traits->headers.n || traits->columns > 1 || traits->rows > 1 ||
                      traits->scope || traits->counting);
}

/* Only numbers, as the heads of all rows have: the same for many elements. (A figure, which is
 * given a box besides, has words too.) */
static bool is_plain(const struct pdf_traits *traits)
{
    return traits->alt.n + traits->actual.n + traits->language.n + traits->id.n +
               traits->headers.n ==
           0;
}

static bool is_last_extra(const struct pdf_structure *structure, const struct pdf_traits *traits)
{
    if (structure->extras.count == 0 || !is_plain(traits))
        return false;
    const struct structure_extra *last = &structure->extras.items[structure->extras.count - 1];
    return is_plain(&last->traits) && last->traits.columns == traits->columns &&
           last->traits.rows == traits->rows && last->traits.scope == traits->scope &&
           last->traits.counting == traits->counting;
}

static uint32_t add_extra(struct pdf_structure *structure, const struct pdf_traits *traits)
{
    struct arena *arena = structure->arena;
    struct structure_extra extra = {.traits = *traits};
    struct str *kept[] = {&extra.traits.alt, &extra.traits.actual, &extra.traits.language,
                          &extra.traits.id, &extra.traits.headers};
    if (is_last_extra(structure, traits))
        return (uint32_t)structure->extras.count;
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (kept[i]->n)
            *kept[i] = arena_str(arena, *kept[i]);
    ARENA_PUSH(arena, &structure->extras, extra);
    return (uint32_t)structure->extras.count;
}

/* The element behind the layout's number; a number met for the first time makes one. */
static uint32_t element_of(struct pdf_structure *structure, const struct pdf_item *item)
{
    if (item->tag.tag == PDF_TAG_DOCUMENT)
        return 0;
    while (structure->numbers.count <= item->tag.element)
        MEM_PUSH(&structure->numbers, 0u);
    uint32_t *slot = &structure->numbers.items[item->tag.element];
    if (*slot)
        return *slot - 1;
    struct structure_element element = {.parent = innermost(structure),
                                        .tag = (uint8_t)item->tag.tag};
    if (needs_extra(item->tag.traits))
        element.extra = add_extra(structure, item->tag.traits);
    MEM_PUSH(&structure->elements, element);
    uint32_t index = (uint32_t)(structure->elements.count - 1);
    *slot = index + 1;
    add_kid(structure, element.parent,
            (struct structure_kid){.kind = KID_ELEMENT, .number = index});
    return index;
}

void pdf_structure_begin(struct pdf_structure *structure, const struct pdf_item *item)
{
    uint32_t index = element_of(structure, item);
    ARENA_PUSH(structure->arena, &structure->stack, index);
}

void pdf_structure_end(struct pdf_structure *structure)
{
    if (structure->stack.count)
        structure->stack.count--;
}

const char *pdf_tag_name(enum pdf_tag tag)
{
    return names[tag];
}

const char *pdf_structure_tag(const struct pdf_structure *structure)
{
    if (structure->stack.count == 0)
        return NULL;
    return names[structure->elements.items[innermost(structure)].tag];
}

static void add_parent(struct pdf_structure *structure, unsigned key, bool page)
{
    struct structure_parent entry = {innermost(structure), key & 0x7FFFFFFF, page};
    MEM_PUSH(&structure->parents, entry);
}

unsigned pdf_structure_mark(struct pdf_structure *structure)
{
    unsigned mark = structure->next_mark++;
    struct structure_kid kid = {
        .kind = KID_MARK, .number = mark, .page = structure->page & 0x3FFFFFFF};
    add_kid(structure, innermost(structure), kid);
    add_parent(structure, structure->page_key, true);
    return mark;
}

unsigned pdf_structure_object(struct pdf_structure *structure, unsigned object)
{
    struct structure_kid kid = {
        .kind = KID_OBJECT, .number = object, .page = structure->page & 0x3FFFFFFF};
    add_kid(structure, innermost(structure), kid);
    unsigned key = structure->next_key++;
    add_parent(structure, key, false);
    return key;
}

void pdf_structure_box(struct pdf_structure *structure, pdf_length left, pdf_length bottom,
                       pdf_length right, pdf_length top)
{
    for (size_t i = structure->stack.count; i > 0; i--) {
        struct structure_element *element =
            &structure->elements.items[structure->stack.items[i - 1]];
        if (element->tag != PDF_TAG_FIGURE || element->extra == 0)
            continue;
        struct structure_extra *extra = &structure->extras.items[element->extra - 1];
        pdf_length box[4] = {left, bottom, right, top};
        for (int side = 0; side < 4; side++) {
            bool wider = side < 2 ? box[side] < extra->box[side] : box[side] > extra->box[side];
            if (!extra->has_box || wider)
                extra->box[side] = box[side];
        }
        extra->has_box = true;
        return;
    }
}

size_t pdf_structure_count(const struct pdf_structure *structure)
{
    return structure->elements.count;
}
