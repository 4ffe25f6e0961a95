/* SPDX-License-Identifier: MIT */
/*
 * Forms. Private to the form_* files.
 *
 *     block_form.c    the block: its schema, what it is made of, lines that are written in it
 *     form_type.c     the questionnaire that a type is
 *     form_answer.c   room for an answer, by the kind of what is asked; or the answer
 *     form_report.c   the blank form of another report, set in this one
 */
#ifndef LETOPIS_DOC_FORM_PARTS_H
#define LETOPIS_DOC_FORM_PARTS_H

#include "doc/block_parts.h"
#include "doc/places.h"

enum { FORM_MARKDOWN_LINES = 3, FORM_BLANK_ROWS = 3 };

/* What is asked for. */
struct form_asked {
    struct doc_origin origin; /* name and label, options */
    struct calc_type type;
    const struct data_field *field;      /* NULL: no field */
    const struct calc_field *calc_field; /* of a type's field; for groups. NULL: not known */
    const struct expr *expr;             /* the answer; NULL: none can be known */
    uint32_t lines;                      /* to write on; 0: as many as its kind gets */
    struct span span;
};

/* A line of the form, appended to it. */
struct doc_node *form_line(const struct doc_context *context, struct doc_node *form,
                           enum doc_form_line kind, struct span span);
/* A paragraph of plain words, typeset; appended to `line`. */
struct doc_node *form_words(const struct doc_context *context, struct doc_node *line,
                            struct str words, struct span span);
/* One that hangs nowhere, or NULL where there are no words. */
struct doc_node *form_note(const struct doc_context *context, const struct node *words);

/* Whether the answer is short enough to stand beside the question. */
bool form_is_short(const struct form_asked *asked);
/* For an answer in words. */
uint32_t form_line_count(const struct form_asked *asked);
/* The answer, or room for it, as paragraphs or a table of `line`. */
void form_answer(const struct doc_context *context, const struct form_asked *asked,
                 struct doc_node *line);

/* The level of the section in which `node` stands; 0: in none. */
uint8_t form_level(const struct doc_node *node);
/* `level`: of the section in which the form stands. */
void form_of_type(const struct doc_context *context, const struct node *node, uint8_t level,
                  struct doc_node *form);
/* The report's texts, as blocks and sections below those of `parent`. */
void form_of_report(const struct doc_context *context, const struct node *name,
                    struct doc_node *parent);

#endif
