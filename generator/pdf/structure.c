/* SPDX-License-Identifier: MIT */
#include "pdf/structure.h"

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
};

enum kid_kind { KID_ELEMENT, KID_MARK, KID_OBJECT };

struct kid {
    uint32_t next;   /* the next kid of the same element, 0: none */
    uint32_t number; /* element index, MCID or object number */
    uint32_t page;   /* object number; 0 for elements */
    enum kid_kind kind;
};

/* What only some elements have is kept apart, so that a cell of a large table stays small. */
struct extra {
    struct str alt, actual, language, id, headers;
    uint16_t columns, rows;
    uint8_t scope;
    bool has_box;
    pdf_length box[4];
};

struct element {
    uint32_t parent;      /* index; 0 is the root */
    uint32_t first, last; /* kids, 0: none */
    uint32_t extra;       /* index + 1 */
    uint8_t tag;
    bool begun;
};

struct pdf_structure {
    struct arena *arena;
    struct {
        struct element *items;
        size_t count, capacity;
    } elements;
    struct {
        struct kid *items;
        size_t count, capacity;
    } kids;
    struct {
        struct extra *items;
        size_t count, capacity;
    } extras;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } stack;
    struct map_numbers {
        uint32_t *items; /* layout's number → index + 1 */
        size_t count, capacity;
    } numbers;
    unsigned page, page_key, next_key, next_mark;
    /* The parent tree as it grows: for a page the elements of its marks, for an object one. */
    struct {
        struct entry {
            uint32_t key, element;
            bool page;
        } * items;
        size_t count, capacity;
    } parents;
};

/* Lists that grow large a little at a time, and together: memory that moves leaves no holes. */
#define PUSH(list, item)                                                                           \
    do {                                                                                           \
        if ((list)->count == (list)->capacity) {                                                   \
            (list)->capacity = (list)->capacity ? (list)->capacity * 2 : 64;                       \
            (list)->items = mem_resize((list)->items, (list)->capacity, sizeof *(list)->items);    \
        }                                                                                          \
        (list)->items[(list)->count++] = (item);                                                   \
    } while (0)

struct pdf_structure *pdf_structure_new(struct arena *arena)
{
    struct pdf_structure *structure = ARENA_NEW(arena, struct pdf_structure);
    structure->arena = arena;
    PUSH(&structure->elements, (struct element){.tag = PDF_TAG_DOCUMENT});
    PUSH(&structure->kids, (struct kid){0});
    return structure;
}

void pdf_structure_free(struct pdf_structure *structure)
{
    if (structure == NULL)
        return;
    mem_free(structure->elements.items);
    mem_free(structure->kids.items);
    mem_free(structure->numbers.items);
    mem_free(structure->parents.items);
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

static void add_kid(struct pdf_structure *structure, uint32_t element, struct kid kid)
{
    PUSH(&structure->kids, kid);
    uint32_t index = (uint32_t)(structure->kids.count - 1);
    struct element *owner = &structure->elements.items[element];
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

static bool needs_extra(const struct pdf_item *item)
{
    return item->tag.alt.n || item->tag.actual.n || item->tag.language.n || item->tag.id.n ||
           item->tag.headers.n || item->tag.columns > 1 || item->tag.rows > 1 || item->tag.scope;
}

static uint32_t add_extra(struct pdf_structure *structure, const struct pdf_item *item)
{
    struct arena *arena = structure->arena;
    struct extra extra = {
        .alt = arena_str(arena, item->tag.alt),
        .actual = arena_str(arena, item->tag.actual),
        .language = arena_str(arena, item->tag.language),
        .id = arena_str(arena, item->tag.id),
        .headers = arena_str(arena, item->tag.headers),
        .columns = item->tag.columns,
        .rows = item->tag.rows,
        .scope = item->tag.scope,
    };
    ARENA_PUSH(arena, &structure->extras, extra);
    return (uint32_t)structure->extras.count;
}

/* The element behind the layout's number; a number met for the first time makes one. */
static uint32_t element_of(struct pdf_structure *structure, const struct pdf_item *item)
{
    if (item->tag.tag == PDF_TAG_DOCUMENT)
        return 0;
    while (structure->numbers.count <= item->tag.element)
        PUSH(&structure->numbers, 0u);
    uint32_t *slot = &structure->numbers.items[item->tag.element];
    if (*slot)
        return *slot - 1;
    struct element element = {.parent = innermost(structure), .tag = (uint8_t)item->tag.tag};
    if (needs_extra(item))
        element.extra = add_extra(structure, item);
    PUSH(&structure->elements, element);
    uint32_t index = (uint32_t)(structure->elements.count - 1);
    *slot = index + 1;
    add_kid(structure, element.parent, (struct kid){.kind = KID_ELEMENT, .number = index});
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
    struct entry entry = {key, innermost(structure), page};
    PUSH(&structure->parents, entry);
}

unsigned pdf_structure_mark(struct pdf_structure *structure)
{
    unsigned mark = structure->next_mark++;
    struct kid kid = {.kind = KID_MARK, .number = mark, .page = structure->page};
    add_kid(structure, innermost(structure), kid);
    add_parent(structure, structure->page_key, true);
    return mark;
}

unsigned pdf_structure_object(struct pdf_structure *structure, unsigned object)
{
    struct kid kid = {.kind = KID_OBJECT, .number = object, .page = structure->page};
    add_kid(structure, innermost(structure), kid);
    unsigned key = structure->next_key++;
    add_parent(structure, key, false);
    return key;
}

void pdf_structure_box(struct pdf_structure *structure, pdf_length left, pdf_length bottom,
                       pdf_length right, pdf_length top)
{
    for (size_t i = structure->stack.count; i > 0; i--) {
        struct element *element = &structure->elements.items[structure->stack.items[i - 1]];
        if (element->tag != PDF_TAG_FIGURE || element->extra == 0)
            continue;
        struct extra *extra = &structure->extras.items[element->extra - 1];
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

static void put_table_attributes(struct buf *out, const struct extra *extra)
{
    static const char *const scopes[] = {"", "Column", "Row", "Both"};
    if (!extra->scope && extra->columns <= 1 && extra->rows <= 1 && extra->headers.n == 0)
        return;
    buf_text(out, "/A<</O/Table");
    if (extra->scope)
        buf_format(out, "/Scope/%s", scopes[extra->scope & 3]);
    if (extra->columns > 1)
        buf_format(out, "/ColSpan %u", extra->columns);
    if (extra->rows > 1)
        buf_format(out, "/RowSpan %u", extra->rows);
    if (extra->headers.n) {
        buf_text(out, "/Headers[");
        for (size_t at = 0; at < extra->headers.n;) {
            size_t end = str_find(extra->headers, ' ', at);
            if (end == STR_NOT_FOUND)
                end = extra->headers.n;
            pdf_put_bytes(out, str_slice(extra->headers, at, end));
            at = end + 1;
        }
        buf_char(out, ']');
    }
    buf_text(out, ">>");
}

static void put_extra(struct buf *out, const struct extra *extra)
{
    if (extra->language.n) {
        buf_text(out, "/Lang");
        pdf_put_bytes(out, extra->language);
    }
    if (extra->alt.n) {
        buf_text(out, "/Alt");
        pdf_put_text(out, extra->alt);
    }
    if (extra->actual.n) {
        buf_text(out, "/ActualText");
        pdf_put_text(out, extra->actual);
    }
    if (extra->id.n) {
        buf_text(out, "/ID");
        pdf_put_bytes(out, extra->id);
    }
    if (extra->has_box) {
        buf_text(out, "/A<</O/Layout/Placement/Block/BBox[");
        for (int i = 0; i < 4; i++) {
            pdf_put_length(out, extra->box[i]);
            buf_char(out, i < 3 ? ' ' : ']');
        }
        buf_text(out, ">>");
    } else {
        put_table_attributes(out, extra);
    }
}

static void put_kid(struct buf *out, const struct kid *kid, unsigned first, unsigned page)
{
    switch (kid->kind) {
    case KID_ELEMENT:
        pdf_put_ref(out, first + kid->number);
        break;
    case KID_MARK:
        if (kid->page == page) {
            buf_int(out, kid->number);
            buf_char(out, ' ');
        } else {
            buf_format(out, "<</Type/MCR/Pg %u 0 R/MCID %u>>", kid->page, kid->number);
        }
        break;
    case KID_OBJECT:
        buf_format(out, "<</Type/OBJR/Pg %u 0 R/Obj %u 0 R>>", kid->page, kid->number);
        break;
    }
}

static unsigned first_page(const struct pdf_structure *structure, const struct element *element)
{
    for (uint32_t i = element->first; i; i = structure->kids.items[i].next)
        if (structure->kids.items[i].kind == KID_MARK)
            return structure->kids.items[i].page;
    return 0;
}

static void put_member(struct buf *out, const char *key, unsigned number)
{
    buf_text(out, key);
    buf_int(out, number);
    buf_text(out, " 0 R");
}

static void put_element(const struct pdf_structure *structure, uint32_t index, unsigned first,
                        unsigned root, struct buf *out)
{
    const struct element *element = &structure->elements.items[index];
    unsigned page = first_page(structure, element);
    buf_text(out, "<</S/");
    buf_text(out, names[element->tag]);
    put_member(out, "/P ", index == 0 ? root : first + element->parent);
    if (page)
        put_member(out, "/Pg ", page);
    if (element->extra)
        put_extra(out, &structure->extras.items[element->extra - 1]);
    bool several = element->first != element->last;
    buf_text(out, several ? "/K[" : "/K ");
    if (element->first == 0)
        buf_text(out, "[]");
    for (uint32_t i = element->first; i; i = structure->kids.items[i].next)
        put_kid(out, &structure->kids.items[i], first, page);
    buf_text(out, several ? "]>>" : ">>");
}

static void put_parents(const struct pdf_structure *structure, unsigned first, struct buf *out)
{
    buf_text(out, "/Nums[");
    const struct entry *items = structure->parents.items;
    /* Keys were given in order, but an annotation's entry may stand between a page's marks. */
    uint32_t *starts = ARENA_ARRAY(structure->arena, uint32_t, structure->next_key + 2);
    for (size_t i = 0; i < structure->parents.count; i++)
        starts[items[i].key + 1]++;
    for (size_t key = 0; key <= structure->next_key; key++)
        starts[key + 1] += starts[key];
    uint32_t *sorted = ARENA_ARRAY(structure->arena, uint32_t, structure->parents.count + 1);
    uint32_t *at = ARENA_ARRAY(structure->arena, uint32_t, structure->next_key + 2);
    memcpy(at, starts, (structure->next_key + 1) * sizeof *at);
    for (size_t i = 0; i < structure->parents.count; i++)
        sorted[at[items[i].key]++] = (uint32_t)i;
    for (uint32_t key = 0; key < structure->next_key; key++) {
        if (starts[key] == starts[key + 1])
            continue;
        bool page = items[sorted[starts[key]]].page;
        buf_int(out, key);
        buf_char(out, page ? '[' : ' ');
        for (uint32_t i = starts[key]; i < starts[key + 1]; i++)
            pdf_put_ref(out, first + items[sorted[i]].element);
        buf_text(out, page ? "]\n" : "\n");
    }
    buf_char(out, ']');
}

void pdf_structure_write(struct pdf_structure *structure, unsigned first, unsigned root,
                         unsigned parents, struct buf *root_body, struct buf *parents_body,
                         pdf_structure_fn write, void *context)
{
    struct buf body = {0};
    for (size_t i = 0; i < structure->elements.count; i++) {
        buf_clear(&body);
        put_element(structure, (uint32_t)i, first, root, &body);
        write(context, first + (unsigned)i, buf_view(&body));
    }
    buf_free(&body);
    buf_format(root_body, "/Type/StructTreeRoot/K %u 0 R/ParentTree %u 0 R/ParentTreeNextKey %u",
               first, parents, structure->next_key);
    put_parents(structure, first, parents_body);
}
