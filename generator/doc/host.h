/* SPDX-License-Identifier: MIT */
/* The doc layer as the host of templates: what may be printed, and how a value is said. */
#ifndef LETOPIS_DOC_HOST_H
#define LETOPIS_DOC_HOST_H

#include "doc/words.h"
#include "template/text.h"

/* `context` must live as long as the host is used. */
struct template_host doc_host(const struct doc_context *context);

/* How a filter wants a value to be shown. The filter must live as long as the result. */
struct doc_show doc_show_of(const struct template_filter *filter);

/* A compiled mark's value as it prints, with a warning at `place` where it is unknown. Without one
 * where something is to be filled in: there the text is empty. `value` and `origin` may be NULL. */
struct doc_shown doc_host_value(const struct doc_context *context, const struct mark *mark,
                                struct span place, struct value *value, struct doc_origin *origin);

#endif
