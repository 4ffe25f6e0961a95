/* SPDX-License-Identifier: MIT */
/*
 * Why a printed number is what it is, in words: what `explain`, the HTML page and the data annex
 * print. Made from calc's trace, with labels, formatted values, and places as file and line. What
 * is private shows neither values nor places, only counts.
 */
#ifndef LETOPIS_DOC_TRACE_H
#define LETOPIS_DOC_TRACE_H

#include "base/str.h"

#include <stdbool.h>

struct doc_trace {
    struct str id;      /* unique in the document, usable in an URL: "t3" */
    struct str name;    /* as in formulas: "cost_per_library"; may be empty */
    struct str label;   /* "Náklady na 1 obsluhovanou knihovnu" */
    struct str formula; /* as written; empty for a record's field */
    struct str value;   /* as printed */
    struct str exact;   /* the value before rounding where that differs; else empty */
    struct str place;   /* "content/liberec/figures.yaml:12"; empty: none */
    struct str counts;  /* "62 z 75" where records were counted; else empty */
    struct str *places; /* of the records that went in (the first ones) */
    unsigned place_count;
    bool more_places;
    const struct doc_trace *first, *next; /* inputs, next sibling */
};

#endif
