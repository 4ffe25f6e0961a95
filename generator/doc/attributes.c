/* SPDX-License-Identifier: MIT */
/* `{#id}` at the end of a heading or paragraph. */
#include "doc/markdown_parts.h"
#include "locale/format.h"

static bool is_id_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.' || (unsigned char)c >= 128;
}

static bool is_id(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_id_byte(s.p[i]))
            return false;
    return s.n > 0;
}

/* The first of the texts and values at the end of `node` that may hold the braces. */
static struct doc_node *first_of_tail(struct doc_node *node, struct doc_node **before)
{
    struct doc_node *tail = NULL, *previous = NULL;
    for (struct doc_node *child = node->first; child; previous = child, child = child->next) {
        bool opens =
            child->kind == DOC_TEXT && str_find_str(child->text, STR("{#"), 0) != STR_NOT_FOUND;
        if (opens) {
            tail = child;
            *before = previous;
        } else if (child->kind != DOC_TEXT && child->kind != DOC_VALUE) {
            tail = NULL;
        }
    }
    return tail;
}

/* What stands between the braces, or false; `cut` gets where they begin in `tail`. A value counts
 * as a word of an address. */
static bool read_braces(const struct doc_context *context, const struct doc_node *tail, size_t *cut,
                        struct str *inside)
{
    struct buf out = {0};
    size_t from = 0;
    for (size_t at; (at = str_find_str(tail->text, STR("{#"), from)) != STR_NOT_FOUND;
         from = at + 1)
        *cut = at;
    buf_str(&out, str_slice(tail->text, *cut + 2, tail->text.n));
    for (const struct doc_node *node = tail->next; node; node = node->next)
        buf_str(&out, node->kind == DOC_TEXT
                          ? node->text
                          : format_slug(context->language, context->arena, node->value.text));
    struct str all = str_trim(buf_copy(&out, context->arena));
    buf_free(&out);
    if (all.n == 0 || all.p[all.n - 1] != '}' || str_find(all, '}', 0) != all.n - 1)
        return false;
    *inside = str_slice(all, 0, all.n - 1);
    return true;
}

bool doc_check_id(const struct doc_context *context, struct str inside, struct span span)
{
    size_t blank = str_find(inside, ' ', 0);
    if (blank != STR_NOT_FOUND) {
        diag_add(context->diags, MSG_ATTRIBUTE_UNKNOWN, span,
                 ARGS(arg_text("found", str_trim(str_slice(inside, blank, inside.n))),
                      arg_text("example", STR("{#id}"))));
        return false;
    }
    if (is_id(inside))
        return true;
    diag_add(context->diags, MSG_ID_FORM, span,
             ARGS(arg_text("id", inside), arg_text("example", STR("{#id}"))));
    return false;
}

bool md_take_id(struct md_walk *walk, struct doc_node *node, struct str *id, struct span *span)
{
    const struct doc_context *context = walk->context;
    struct doc_node *before = NULL, *tail = first_of_tail(node, &before);
    size_t cut = 0;
    if (tail == NULL || !read_braces(context, tail, &cut, id))
        return false;
    *span = tail->span;
    if (span->len == tail->text.n) {
        span->at += (uint32_t)cut;
        span->len -= (uint32_t)cut;
    }
    tail->text = str_slice(tail->text, 0, cut);
    tail->next = NULL;
    node->last = tail;
    return doc_check_id(context, *id, *span);
}
