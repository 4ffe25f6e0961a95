/* SPDX-License-Identifier: MIT */
/* The tree while it grows (structure.c) and when it is written (structure_write.c). */
#ifndef LETOPIS_PDF_STRUCTURE_PARTS_H
#define LETOPIS_PDF_STRUCTURE_PARTS_H

#include "pdf/structure.h"

enum structure_kid_kind { KID_ELEMENT, KID_MARK, KID_OBJECT };

struct structure_kid {
    uint32_t next;   /* the next kid of the same element, 0: none */
    uint32_t number; /* element index, MCID or object number */
    /* Packed, as a large table has hundreds of thousands; a file has not that many objects. */
    uint32_t page : 30; /* object number; 0 for elements */
    uint32_t kind : 2;  /* enum structure_kid_kind */
};

/* What only some elements have is kept apart, so that a cell of a large table stays small. */
struct structure_extra {
    struct pdf_traits traits;
    bool has_box;
    pdf_length box[4];
};

struct structure_element {
    uint32_t parent;      /* index; 0 is the root */
    uint32_t first, last; /* kids, 0: none */
    uint32_t extra;       /* index + 1 */
    uint8_t tag;
    bool begun;
};

struct pdf_structure {
    struct arena *arena;
    struct {
        struct structure_element *items;
        size_t count, capacity;
    } elements;
    struct {
        struct structure_kid *items;
        size_t count, capacity;
    } kids;
    struct {
        struct structure_extra *items;
        size_t count, capacity;
    } extras;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } stack;
    struct structure_numbers {
        uint32_t *items; /* layout's number → index + 1 */
        size_t count, capacity;
    } numbers;
    unsigned page, page_key, next_key, next_mark;
    /* The parent tree as it grows: for a page the elements of its marks, for an object one. */
    struct {
        struct structure_parent {
            uint32_t element;
            uint32_t key : 31;
            uint32_t page : 1;
        } * items;
        size_t count, capacity;
    } parents;
};

#endif
