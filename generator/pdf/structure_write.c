/* SPDX-License-Identifier: MIT */
#include "pdf/structure_parts.h"

#include <stdlib.h>

static void put_table_attributes(struct buf *out, const struct pdf_traits *traits)
{
    static const char *const scopes[] = {"", "/Scope/Column", "/Scope/Row", "/Scope/Both"};
    if (!traits->scope && traits->columns <= 1 && traits->rows <= 1 && traits->headers.n == 0)
        return;
    buf_text(out, "/A<</O/Table");
    buf_text(out, scopes[traits->scope & 3]);
    if (traits->columns > 1)
        buf_format(out, "/ColSpan %u", traits->columns);
    if (traits->rows > 1)
        buf_format(out, "/RowSpan %u", traits->rows);
    if (traits->headers.n) {
        buf_text(out, "/Headers[");
        for (size_t at = 0; at < traits->headers.n;) {
            size_t end = str_find(traits->headers, ' ', at);
            if (end == STR_NOT_FOUND)
                end = traits->headers.n;
            pdf_put_bytes(out, str_slice(traits->headers, at, end));
            at = end + 1;
        }
        buf_char(out, ']');
    }
    buf_text(out, ">>");
}

static const char *const countings[] = {
    [PDF_COUNTING_NONE] = "None",
    [PDF_COUNTING_DECIMAL] = "Decimal",
    [PDF_COUNTING_LOWER_ALPHA] = "LowerAlpha",
    [PDF_COUNTING_UPPER_ALPHA] = "UpperAlpha",
    [PDF_COUNTING_LOWER_ROMAN] = "LowerRoman",
    [PDF_COUNTING_UPPER_ROMAN] = "UpperRoman",
};

static void put_extra(struct buf *out, const struct structure_extra *extra)
{
    const struct pdf_traits *traits = &extra->traits;
    if (traits->language.n) {
        buf_text(out, "/Lang");
        pdf_put_bytes(out, traits->language);
    }
    if (traits->alt.n) {
        buf_text(out, "/Alt");
        pdf_put_text(out, traits->alt);
    }
    if (traits->actual.n) {
        buf_text(out, "/ActualText");
        pdf_put_text(out, traits->actual);
    }
    if (traits->id.n) {
        buf_text(out, "/ID");
        pdf_put_bytes(out, traits->id);
    }
    if (extra->has_box) {
        buf_text(out, "/A<</O/Layout/Placement/Block/BBox[");
        for (int i = 0; i < 4; i++) {
            pdf_put_length(out, extra->box[i]);
            buf_char(out, i < 3 ? ' ' : ']');
        }
        buf_text(out, ">>");
    } else if (traits->counting) {
        buf_text(out, "/A<</O/List/ListNumbering/");
        buf_text(out, countings[traits->counting]);
        buf_text(out, ">>");
    } else {
        put_table_attributes(out, traits);
    }
}

static void put_kid(struct buf *out, const struct structure_kid *kid, unsigned first, unsigned page)
{
    switch ((enum structure_kid_kind)kid->kind) {
    case KID_ELEMENT:
        pdf_put_ref(out, first + kid->number);
        break;
    case KID_MARK:
        if (kid->page == page) {
            buf_int(out, kid->number);
            buf_char(out, ' ');
        } else {
            buf_text(out, "<</Type/MCR/Pg ");
            pdf_put_ref(out, kid->page);
            buf_text(out, "/MCID ");
            buf_int(out, kid->number);
            buf_text(out, ">>");
        }
        break;
    case KID_OBJECT:
        buf_text(out, "<</Type/OBJR/Pg ");
        pdf_put_ref(out, kid->page);
        buf_text(out, "/Obj ");
        pdf_put_ref(out, kid->number);
        buf_text(out, ">>");
        break;
    }
}

static unsigned first_page(const struct pdf_structure *structure,
                           const struct structure_element *element)
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
    const struct structure_element *element = &structure->elements.items[index];
    unsigned page = first_page(structure, element);
    buf_text(out, "<</S/");
    buf_text(out, pdf_tag_name((enum pdf_tag)element->tag));
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
    const struct structure_parent *items = structure->parents.items;
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

struct named {
    struct str id;
    unsigned number;
};

static int compare_named(const void *a, const void *b)
{
    return str_compare(((const struct named *)a)->id, ((const struct named *)b)->id);
}

/* From IDs to the elements that have them, sorted as a name tree is. */
static void put_ids(const struct pdf_structure *structure, unsigned first, struct buf *out)
{
    struct named *names = ARENA_ARRAY(structure->arena, struct named, structure->extras.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < structure->elements.count; i++) {
        uint32_t extra = structure->elements.items[i].extra;
        if (extra && structure->extras.items[extra - 1].traits.id.n)
            names[count++] =
                (struct named){structure->extras.items[extra - 1].traits.id, first + (unsigned)i};
    }
    if (count == 0)
        return;
    qsort(names, count, sizeof *names, compare_named);
    buf_text(out, "/IDTree<</Names[");
    for (size_t i = 0; i < count; i++) {
        pdf_put_bytes(out, names[i].id);
        pdf_put_ref(out, names[i].number);
    }
    buf_text(out, "]>>");
}

void pdf_structure_write(struct pdf_structure *structure, unsigned first, unsigned root,
                         unsigned parents, struct buf *root_body, struct buf *parents_body,
                         pdf_structure_fn begin, void *context)
{
    for (size_t i = 0; i < structure->elements.count; i++)
        put_element(structure, (uint32_t)i, first, root, begin(context, first + (unsigned)i));
    buf_format(root_body, "/Type/StructTreeRoot/K %u 0 R/ParentTree %u 0 R/ParentTreeNextKey %u",
               first, parents, structure->next_key);
    put_ids(structure, first, root_body);
    put_parents(structure, first, parents_body);
}
