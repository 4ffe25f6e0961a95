/* SPDX-License-Identifier: MIT */
/*
 * Layouts that are like others: `like: report` at the head of a layout's pdf.yaml. Such a layout
 * states differences alone. What its pdf.yaml leaves out is that of the other, key by key; its
 * style.css is put behind the other's; a page.html that it has not is the other's. Both may be like
 * a third one.
 */
#ifndef LETOPIS_LAYOUT_LIKE_H
#define LETOPIS_LAYOUT_LIKE_H

#include "session.h"
#include "yaml/node.h"

struct layout_files {
    const struct node *pdf; /* all of pdf.yaml; NULL after reporting what is wrong */
    struct str page, style; /* page.html, and style.css by html_style(); empty: there is none */
};

/* What the layout `name` holds, put together once in a session. What is wrong with it is reported
 * once, at `span`, where the layout is named, if there is no such layout. */
const struct layout_files *layout_files(struct session *session, struct str name, struct span span);

#endif
