/* SPDX-License-Identifier: MIT */
/*
 * The structure tree: who is whose child, which marked content and annotations belong to whom.
 *
 * Elements never become objects of libharu: there may be hundreds of thousands. They are written
 * straight into object streams (save.h), with numbers after libharu's last.
 */
#ifndef LETOPIS_PDF_STRUCTURE_H
#define LETOPIS_PDF_STRUCTURE_H

#include "pdf/frame.h"
#include "pdf/object.h"

struct pdf_structure;

/* In the arena but for its lists, which pdf_structure_free() gives back. */
struct pdf_structure *pdf_structure_new(struct arena *arena);
void pdf_structure_free(struct pdf_structure *structure);

/* A page begins; `page` is its object number. */
void pdf_structure_page(struct pdf_structure *structure, unsigned page);
/* The key of that page in the parent tree (its /StructParents). */
unsigned pdf_structure_page_key(const struct pdf_structure *structure);

/* PDF_BEGIN and PDF_END. An element that goes on keeps its place in the tree. */
void pdf_structure_begin(struct pdf_structure *structure, const struct pdf_item *item);
void pdf_structure_end(struct pdf_structure *structure);

/* The name of a structure type, such as "TD". */
const char *pdf_tag_name(enum pdf_tag tag);

/* The tag of the innermost open element; NULL when there is none. */
const char *pdf_structure_tag(const struct pdf_structure *structure);

/* A stretch of marked content of the innermost open element: gives its MCID on the page. */
unsigned pdf_structure_mark(struct pdf_structure *structure);
/* An annotation of it: gives its /StructParent. */
unsigned pdf_structure_object(struct pdf_structure *structure, unsigned object);
/* The box of the innermost Figure on its page, in 1/64 pt from the bottom left. */
void pdf_structure_box(struct pdf_structure *structure, pdf_length left, pdf_length bottom,
                       pdf_length right, pdf_length top);

size_t pdf_structure_count(const struct pdf_structure *structure);

/* Where the next element is written, of object `number`; asked for in ascending order. */
typedef struct buf *(*pdf_structure_fn)(void *context, unsigned number);

/*
 * Writes all elements, numbered from `first`, as children of the root object `root`, and into
 * `root_body` the entries K, ParentTree, IDTree of the StructTreeRoot (the parent tree stands in
 * `parents_body`, object `parents`).
 */
void pdf_structure_write(struct pdf_structure *structure, unsigned first, unsigned root,
                         unsigned parents, struct buf *root_body, struct buf *parents_body,
                         pdf_structure_fn begin, void *context);

#endif
