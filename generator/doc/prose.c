/* SPDX-License-Identifier: MIT */
/*
 * A paragraph's last pass. Its texts, which lie scattered over emphasis, links and values, are laid
 * side by side as one flat text; typography sees that text and gives replacements; these are put
 * back into the pieces. So a rule holds where markup stands between (`v *Liberci*`).
 *
 * On the way runs of blanks become one, blanks at both ends go, text becomes NFC, and neighbouring
 * pieces of text become one node.
 */
#include "doc/markdown_parts.h"
#include "doc/numbers.h"
#include "doc/places.h"
#include "locale/typography.h"

#include <endian.h>
#include <string.h>

/* Room for the lists of one paragraph, used again by the next. */
struct doc_prose_lists {
    struct {
        struct doc_leaf *items;
        size_t count, capacity;
    } leaves;
    struct {
        struct typography_kept *items;
        size_t count, capacity;
    } kept;
    struct typography_edits edits;
};

struct prose {
    const struct doc_context *context;
    struct doc_prose_lists *lists;
    struct buf flat;
    bool blank; /* the flat text ends in a blank that came from the source, or is empty */
};

/* --- flat
 * ----------------------------------------------------------------------------------------- */

/* Of eight bytes, those before the first that is not taken as it stands: a control character, or a
 * space behind a space. Nothing runs over from one byte into the next. */
static size_t count_clean(const char *p)
{
    uint64_t word;
    memcpy(&word, p, sizeof word);
    word = le64toh(word);
    const uint64_t ones = UINT64_C(0x0101010101010101), high = ones * 0x80;
    uint64_t controls = ~((word | high) - ones * ' ') & ~word;
    uint64_t others = word ^ ones * ' '; /* 0 where there is a space */
    uint64_t spaces = ~(((others & ~high) + ~high) | others) & high;
    uint64_t found = (controls & high) | (spaces & spaces << 8);
    return found ? (size_t)__builtin_ctzll(found) / 8 : 8;
}

/* The end of what can be taken as it stands, from `at` on. */
static size_t clean_end(struct str text, size_t at)
{
    while (text.n - at >= 8) {
        size_t clean = count_clean(text.p + at);
        if (clean < 8)
            return at + clean;
        at += 7; /* so that a pair of spaces is seen in one of two steps */
    }
    for (bool space = false; at < text.n && (unsigned char)text.p[at] >= ' '; at++) {
        if (space && text.p[at] == ' ')
            break;
        space = text.p[at] == ' ';
    }
    return at;
}

static void add_words(struct prose *prose, struct str text)
{
    text = node_nfc(prose->context->arena, text_nowhere(text)).s;
    for (size_t i = 0, end; i < text.n; i = end) {
        char c = text.p[i];
        bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        end = i + 1;
        if (blank && prose->blank)
            continue;
        if ((unsigned char)c >= ' ') {
            end = clean_end(text, i);
            buf_put(&prose->flat, text.p + i, end - i);
            blank = text.p[end - 1] == ' ';
        } else {
            buf_char(&prose->flat, blank ? ' ' : c);
        }
        prose->blank = blank;
    }
}

static void add_leaf(struct prose *prose, struct doc_node *node)
{
    struct doc_leaf leaf = {.node = node, .from = prose->flat.n};
    bool kept = true;
    if (node->kind == DOC_TEXT) {
        add_words(prose, node->text);
        kept = false;
    } else if (node->kind == DOC_VALUE) {
        buf_str(&prose->flat, node->value.text);
        prose->blank = false;
    } else if (node->kind == DOC_PLACE) {
        /* An empty one stands between words like a word. */
        buf_str(&prose->flat, node->place->text.n ? node->place->text : STR(DOC_PLACE_LETTER));
        prose->blank = false;
    } else if (node->kind == DOC_CODE_SPAN) {
        buf_str(&prose->flat, node->text);
        prose->blank = false;
    } else if (node->kind == DOC_LINE_BREAK) {
        buf_char(&prose->flat, '\n');
        prose->blank = true;
    } else {
        prose->blank = false; /* a note's number, a link that gets its words later */
    }
    leaf.to = prose->flat.n;
    if (kept && leaf.to > leaf.from) {
        struct typography_kept range = {leaf.from, leaf.to};
        ARENA_PUSH(prose->context->arena, &prose->lists->kept, range);
    }
    ARENA_PUSH(prose->context->arena, &prose->lists->leaves, leaf);
}

static void flatten(struct prose *prose, struct doc_node *node)
{
    struct doc_node *at = node->first;
    prose->blank = true;
    while (at) {
        if (at->first) {
            at = at->first;
            continue;
        }
        add_leaf(prose, at);
        while (at != node && at->next == NULL)
            at = at->parent;
        at = at == node ? NULL : at->next;
    }
    struct doc_leaf *last = prose->lists->leaves.count > 0
                                ? &prose->lists->leaves.items[prose->lists->leaves.count - 1]
                                : NULL;
    if (last && prose->blank && last->node->kind == DOC_TEXT && last->to > last->from) {
        last->to--;
        prose->flat.n--;
    }
}

/* --- back into the pieces
 * ------------------------------------------------------------------------- */

/* Writes the flat text's [from, to) with the edits that begin there; `next` is the first edit not
 * yet done. An edit that reaches beyond a piece takes its rest from the pieces that follow. */
static void write_edited(const struct prose *prose, const struct typography_edits *edits,
                         size_t *next, size_t from, size_t to, struct buf *out)
{
    struct str flat = buf_view(&prose->flat);
    while (*next < edits->count && edits->items[*next].from < to) {
        const struct typography_edit *edit = &edits->items[*next];
        if (edit->from >= from) {
            buf_str(out, str_slice(flat, from, edit->from));
            buf_str(out, edit->with);
        }
        if (edit->to > to)
            return;
        from = edit->to > from ? edit->to : from;
        ++*next;
    }
    if (from < to)
        buf_str(out, str_slice(flat, from, to));
}

static void write_back(struct prose *prose)
{
    const struct typography_edits *edits = &prose->lists->edits;
    struct buf out = {0};
    size_t next = 0;
    for (size_t i = 0; i < prose->lists->leaves.count; i++) {
        struct doc_leaf *leaf = &prose->lists->leaves.items[i];
        if (leaf->node->kind != DOC_TEXT)
            continue;
        while (next < edits->count && edits->items[next].to <= leaf->from &&
               edits->items[next].from < leaf->from)
            next++;
        struct doc_node *head = leaf->node;
        buf_clear(&out);
        write_edited(prose, edits, &next, leaf->from, leaf->to, &out);
        while (i + 1 < prose->lists->leaves.count &&
               prose->lists->leaves.items[i + 1].node == head->next &&
               head->next->kind == DOC_TEXT) {
            leaf = &prose->lists->leaves.items[++i];
            write_edited(prose, edits, &next, leaf->from, leaf->to, &out);
            head->next = leaf->node->next;
        }
        head->text = buf_copy(&out, prose->context->arena);
    }
    buf_free(&out);
}

static bool is_empty(const struct doc_node *node)
{
    if (node->kind == DOC_TEXT)
        return node->text.n == 0;
    return (node->kind == DOC_EMPHASIS || node->kind == DOC_STRONG) && node->first == NULL;
}

/* Texts between which something empty stood are one. */
static void append(struct arena *arena, struct doc_node *parent, struct doc_node *child)
{
    struct doc_node *last = parent->last;
    if (last == NULL || last->kind != DOC_TEXT || child->kind != DOC_TEXT) {
        doc_append(parent, child);
        return;
    }
    struct str parts[] = {last->text, child->text};
    last->text = arena_join(arena, parts, 2);
}

/* Takes out what has become empty; depth is bounded by MARKDOWN_DEPTH. */
static void prune(struct arena *arena, struct doc_node *node)
{
    struct doc_node *child = node->first;
    node->first = node->last = NULL;
    while (child) {
        struct doc_node *next = child->next;
        if (child->first)
            prune(arena, child);
        if (!is_empty(child))
            append(arena, node, child);
        child = next;
    }
}

static struct doc_prose_lists *empty_lists(const struct doc_context *context)
{
    struct doc_prose_lists *lists = context->state->prose;
    if (lists == NULL)
        lists = context->state->prose = ARENA_NEW(context->arena, struct doc_prose_lists);
    lists->leaves.count = lists->kept.count = lists->edits.count = 0;
    return lists;
}

void doc_prose_finish(const struct doc_context *context, struct doc_node *node, bool hints)
{
    struct doc_prose_lists *lists = empty_lists(context);
    struct prose prose = {.context = context, .lists = lists};
    flatten(&prose, node);
    if (hints)
        doc_numbers_check(context, buf_view(&prose.flat), lists->leaves.items, lists->leaves.count);
    typography_apply(context->language, context->arena, buf_view(&prose.flat), lists->kept.items,
                     lists->kept.count, &lists->edits);
    doc_places_describe(context, buf_view(&prose.flat), lists->leaves.items, lists->leaves.count);
    write_back(&prose);
    prune(context->arena, node);
    buf_free(&prose.flat);
}
