/* SPDX-License-Identifier: MIT */
/*
 * Places to write in: `{{x | line}}`, `| box`, `| under:`, `| date: form`, and in a blank document
 * every value that nobody knows yet.
 */
#ifndef LETOPIS_DOC_PLACES_H
#define LETOPIS_DOC_PLACES_H

#include "doc/numbers.h"
#include "doc/words.h"
#include "template/text.h"

/* Stands for an empty place in a paragraph's flat text: U+FFFC. */
#define DOC_PLACE_LETTER "\xEF\xBF\xBC"

/*
 * What a compiled value prints: true when it is a place, or several with words between (a date),
 * which are then appended to `parent`. Else `shown` is what to print. The context's scope is the
 * mark's.
 */
bool doc_place_add(const struct doc_context *context, const struct mark *mark, struct span span,
                   struct doc_node *parent, struct doc_shown *shown);

/*
 * A place for the field or formula of `origin` and `type`; empty. Its name is made from the
 * field's, or counted where there is none. `origin` may be NULL.
 */
struct doc_place *doc_place_new(const struct doc_context *context, enum doc_place_kind kind,
                                const struct calc_type *type, const struct doc_origin *origin);
/* The box of one option of a choice (`radio`: one of them is ticked) or of a set. */
struct doc_place *doc_place_box(const struct doc_context *context, const struct doc_origin *origin,
                                const struct doc_option *option, bool radio, bool ticked);
struct doc_node *doc_place_node(const struct doc_context *context, struct doc_place *place,
                                struct span span, struct doc_node *parent);

/* The same for what a form asks: `expr` may be NULL where no answer can be known. */
void doc_place_asked(const struct doc_context *context, const struct expr *expr,
                     const struct calc_type *type, const struct doc_origin *origin,
                     const struct template_filter *filter, struct span span,
                     struct doc_node *parent);

/*
 * A paragraph is complete: its places that no field describes are described by the words before
 * them (boxes by those behind), and each says what it is to those who do not see it.
 */
void doc_places_describe(const struct doc_context *context, struct str flat,
                         const struct doc_leaf *leaves, size_t count);

#endif
