/* SPDX-License-Identifier: MIT */
/* `{#id lang=en amended=order appendix unnumbered}` at the end of a heading or paragraph: any of
 * them. */
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

/* Where braces open that may be meant for us, at or behind `from`. */
static size_t find_opening(struct str text, size_t from)
{
    static const struct str OPENINGS[] = {STR_INIT("{#"), STR_INIT("{lang="), STR_INIT("{amended="),
                                          STR_INIT("{appendix"), STR_INIT("{unnumbered")};
    size_t at = str_find(text, '{', from);
    for (; at != STR_NOT_FOUND; at = str_find(text, '{', at + 1))
        for (size_t i = 0; i < sizeof OPENINGS / sizeof *OPENINGS; i++)
            if (str_starts(str_slice(text, at, text.n), OPENINGS[i]))
                return at;
    return at;
}

/* The first of the texts and values at the end of `node` that may hold the braces. */
static struct doc_node *first_of_tail(struct doc_node *node)
{
    struct doc_node *tail = NULL;
    for (struct doc_node *child = node->first; child; child = child->next) {
        if (child->kind == DOC_TEXT && find_opening(child->text, 0) != STR_NOT_FOUND)
            tail = child;
        else if (child->kind != DOC_TEXT && child->kind != DOC_VALUE)
            tail = NULL;
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
    for (size_t at; (at = find_opening(tail->text, from)) != STR_NOT_FOUND; from = at + 1)
        *cut = at;
    buf_str(&out, str_slice(tail->text, *cut + 1, tail->text.n));
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

/* What comes a second time would leave the first one out in silence. */
static void check_once(const struct doc_context *context, bool given, const char *name,
                       const struct md_attributes *out)
{
    if (given)
        diag_add(context->diags, MSG_FILTER_TWICE, out->span,
                 ARGS(arg_text("name", str_from(name))));
}

static void take_word(const struct doc_context *context, struct str word, struct md_attributes *out)
{
    if (str_starts(word, STR("#"))) {
        struct str id = str_slice(word, 1, word.n);
        check_once(context, out->id.n > 0, "#", out);
        if (doc_check_id(context, id, out->span))
            out->id = id;
    } else if (str_starts(word, STR("lang=")) && word.n > 5) {
        struct str code = str_slice(word, 5, word.n);
        if (!str_equal(code, language_code(context->language)))
            out->language = context->find_language(context->owner, code, out->span);
    } else if (str_starts(word, STR("amended=")) && word.n > 8) {
        check_once(context, out->amended.n > 0, "amended", out);
        out->amended = str_slice(word, 8, word.n);
    } else if (str_is(word, "appendix")) {
        out->appendix = true;
    } else if (str_is(word, "unnumbered")) {
        out->unnumbered = true;
    } else {
        diag_add(
            context->diags, MSG_ATTRIBUTE_UNKNOWN, out->span,
            ARGS(arg_text("found", word),
                 arg_text("example", STR("{#id lang=en amended=record appendix unnumbered}"))));
    }
}

struct md_attributes md_take_attributes(struct md_walk *walk, struct doc_node *node)
{
    const struct doc_context *context = walk->context;
    struct md_attributes out = {0};
    struct doc_node *tail = first_of_tail(node);
    struct str inside;
    size_t cut = 0;
    if (tail == NULL || !read_braces(context, tail, &cut, &inside))
        return out;
    out.span = tail->span;
    if (out.span.len == tail->text.n) {
        out.span.at += (uint32_t)cut;
        out.span.len -= (uint32_t)cut;
    }
    tail->text = str_slice(tail->text, 0, cut);
    tail->next = NULL;
    node->last = tail;
    for (size_t at = 0; at < inside.n;) {
        size_t end = str_find(inside, ' ', at);
        struct str word = str_slice(inside, at, end == STR_NOT_FOUND ? inside.n : end);
        if (word.n > 0)
            take_word(context, word, &out);
        at = end == STR_NOT_FOUND ? inside.n : end + 1;
    }
    return out;
}

void md_set_words(struct md_walk *walk, struct doc_node *node, const struct md_attributes *given,
                  bool hints)
{
    struct doc_context context = *walk->context;
    if (given->language) {
        context.language = given->language;
        node->language = language_code(given->language);
    }
    doc_prose_finish(&context, node, hints);
}
