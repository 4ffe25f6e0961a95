/* SPDX-License-Identifier: MIT */
/*
 * Footnotes. cmark knows none: `[^label]` reaches it as a word, and a definition `[^label]: text`
 * as a paragraph that begins with that word. Indented blocks that follow a definition are code to
 * cmark; they are parsed again and continue the note.
 *
 * Labels belong to one file. Notes are numbered by first reference through the whole document, and
 * written after the text that refers to them, once each, however many references there are.
 */
#include "base/suggest.h"
#include "doc/markdown_parts.h"

enum { CONTINUED_DEPTH = 8, SUGGESTIONS = 256 };

/* --- definitions
 * ---------------------------------------------------------------------------------- */

/* A definition that begins ends the one before it, if that stands in the same paragraph. */
static void end_previous(struct md *md, cmark_node *paragraph, cmark_node *text, size_t offset)
{
    struct md_note *last = md->last_note;
    if (last && last->paragraph == paragraph)
        last->to = (struct md_at){text, offset};
}

bool md_note_define(struct md *md, const struct md_root *root, size_t index, cmark_node *text,
                    size_t offset)
{
    struct mark *mark = &md->mask.items[index];
    struct text label = mark_inner(&md->mask, mark);
    cmark_node *paragraph = cmark_node_parent(text);
    bool added;
    if (cmark_node_get_type(paragraph) != CMARK_NODE_PARAGRAPH)
        return false; /* within emphasis or a link, where it can be no more than a reference */
    struct map_entry *entry = map_put(&md->notes, md->context->arena, label.s, &added);
    if (!added) {
        const struct md_note *first = entry->pointer;
        diag_add(md->context->diags, MSG_NOTE_TWICE, text_span(label, 0, label.s.n),
                 ARGS(arg_text("label", label.s), arg_place("first", first->span)));
    }
    struct md_note *note = ARENA_NEW(md->context->arena, struct md_note);
    *note = (struct md_note){.extra = {MD_NOTE},
                             .label = label.s,
                             .span = mark_span(&md->mask, mark),
                             .mark = index,
                             .paragraph = paragraph,
                             .from = {text, offset + (mark->to - mark->from) + 1},
                             .root = root,
                             .again = !added};
    end_previous(md, paragraph, text, offset);
    if (cmark_node_get_user_data(paragraph) == NULL)
        cmark_node_set_user_data(paragraph, &note->extra);
    if (added)
        entry->pointer = note;
    if (md->last_note)
        md->last_note->next = note;
    else
        md->first_note = note;
    md->last_note = note;
    return true;
}

/* Indented code shows its own text at the place where the block begins; a fence shows none. */
static bool is_indented(const struct md *md, const struct md_root *root, cmark_node *node)
{
    if (cmark_node_get_type(node) != CMARK_NODE_CODE_BLOCK)
        return false;
    size_t offset;
    struct str line = md_line(md, md_first_line(md, root, node), &offset);
    line = str_slice(md->mask.masked, offset, offset + line.n);
    struct str literal = str_from(cmark_node_get_literal(node));
    struct str first = str_trim(str_slice(literal, 0, str_find(literal, '\n', 0)));
    return first.n > 0 && str_equal(str_trim(line), first);
}

/* All marks of the lines in which a note stands are evaluated outside of every `for`. */
static void set_apart(struct md *md, size_t from_line, size_t to_line)
{
    size_t to = md->lines[to_line + 1];
    for (size_t i = mask_after(&md->mask, md->lines[from_line]);
         i < md->mask.count && md->mask.items[i].from < to; i++)
        md->mask.items[i].apart = true;
}

void md_note_continue(struct md *md, const struct md_root *root, cmark_node *paragraph,
                      unsigned depth)
{
    struct md_note *note = md->last_note;
    const struct md_note *first = cmark_node_get_user_data(paragraph);
    struct arena *arena = md->context->arena;
    const struct mark *mark = &md->mask.items[first->mark];
    size_t line = md_first_line(md, root, paragraph), last = md_last_line(md, root, paragraph);
    while (line < last && md->lines[line + 1] <= mark->from)
        line++;
    set_apart(md, line, last);
    cmark_node *next = cmark_node_next(paragraph);
    while (next && depth < CONTINUED_DEPTH && is_indented(md, root, next)) {
        cmark_node *node = next;
        next = cmark_node_next(node);
        struct md_root *more = ARENA_NEW(arena, struct md_root);
        more->line = md_first_line(md, root, node);
        struct str literal = str_from(cmark_node_get_literal(node));
        more->node = md_parse(md, "", literal);
        cmark_node_unlink(node);
        ARENA_PUSH(arena, &md->trees, node);
        ARENA_PUSH(arena, &note->more, more);
        md_gather(md, more, depth + 1);
        set_apart(md, more->line, md_last_line(md, more, more->node));
    }
}

/* --- references
 * ----------------------------------------------------------------------------------- */

/* `md` holds the notes, `mark` is one of `mask`. */
static void report_missing(struct md *md, const struct mask *mask, const struct mark *mark)
{
    struct str names[SUGGESTIONS];
    size_t count = 0;
    struct text label = mark_inner(mask, mark);
    for (const struct md_note *note = md->first_note; note && count < SUGGESTIONS;
         note = note->next)
        names[count++] = note->label;
    struct str near = suggest_nearest(label.s, names, count);
    diag_add(md->context->diags, near.n > 0 ? MSG_NOTE_MISSING_NEAR : MSG_NOTE_MISSING,
             mark_span(mask, mark),
             ARGS(arg_text("label", label.s), arg_text("near", near),
                  arg_text("example", arena_format(md->context->arena, "[^%.*s]: …", (int)label.s.n,
                                                   label.s.p))));
}

void md_note_refer(struct md_walk *walk, size_t index, struct doc_node *parent)
{
    struct doc_state *state = walk->context->state;
    const struct mask *mask = &walk->md->mask;
    const struct mark *mark = &mask->items[index];
    struct md *md = walk->md->outer ? walk->md->outer : walk->md;
    struct map_entry *entry = map_find(&md->notes, mark_inner(mask, mark).s);
    if (entry == NULL) {
        report_missing(md, mask, mark);
        return;
    }
    struct md_note *note = entry->pointer;
    if (note->node == NULL) {
        note->node = doc_node_new(md->context->arena, DOC_NOTE, note->span);
        ARENA_PUSH(md->context->arena, &state->notes, note->node);
        note->node->note.number = (uint32_t)state->notes.count;
        ARENA_PUSH(md->context->arena, &md->queue, note);
    }
    struct doc_node *reference =
        doc_node_new(md->context->arena, DOC_NOTE_REF, mark_span(mask, mark));
    reference->note_ref.note = note->node;
    reference->note_ref.number = note->node->note.number;
    doc_append(parent, reference);
}

/* --- writing
 * -------------------------------------------------------------------------------------- */

/* Whether the author wrote nothing (what was written may still come to nothing). */
static bool is_blank(const struct md *md, const struct md_note *note)
{
    size_t from = md->mask.items[note->mark].to + 1;
    size_t to = md->lines[md_last_line(md, note->root, note->paragraph) + 1];
    size_t next = note->mark + 1;
    if (next < md->mask.count && md->mask.items[next].definition && md->mask.items[next].from < to)
        to = md->mask.items[next].from;
    return note->more.count == 0 && str_trim(str_slice(md->mask.text.s, from, to)).n == 0;
}

/* A note is found by its label and by no other name. */
static void report_attributes(const struct md *md, const struct md_attributes *given)
{
    struct str found = given->id.n > 0        ? STR("#")
                       : given->amended.n > 0 ? STR("amended=")
                       : given->appendix      ? STR("appendix")
                       : given->unnumbered    ? STR("unnumbered")
                                              : (struct str){0};
    if (found.n > 0)
        diag_add(md->context->diags, MSG_ATTRIBUTE_UNKNOWN, given->span,
                 ARGS(arg_text("found", found), arg_text("example", STR("{lang=en}"))));
}

static void write_note(struct md *md, struct md_note *note)
{
    struct md_walk walk = {.md = md, .context = md->context, .root = note->root};
    struct doc_node *paragraph = doc_node_new(md->context->arena, DOC_PARAGRAPH, note->span);
    struct locator locator = md_locator(&walk, note->paragraph);
    locator_set(&locator, md->mask.items[note->mark].to + 1);
    md_write_inlines(&walk, note->from, note->to, paragraph, &locator);
    struct md_attributes given = md_take_attributes(&walk, paragraph);
    md_set_words(&walk, paragraph, &given, md->prose);
    report_attributes(md, &given);
    if (paragraph->first)
        doc_append(note->node, paragraph);
    for (size_t i = 0; i < note->more.count; i++) {
        walk.root = note->more.items[i];
        md_write_blocks(&walk, cmark_node_first_child(walk.root->node), NULL, note->node);
    }
    if (is_blank(md, note))
        diag_add(md->context->diags, MSG_NOTE_EMPTY, note->span,
                 ARGS(arg_text("label", note->label)));
}

void md_notes_write(struct md *md)
{
    for (size_t i = 0; i < md->queue.count; i++) /* writing one may refer to others */
        write_note(md, md->queue.items[i]);
    for (const struct md_note *note = md->first_note; note; note = note->next)
        if (note->node == NULL && !note->again)
            diag_add(md->context->diags, MSG_NOTE_UNUSED, note->span,
                     ARGS(arg_text("label", note->label),
                          arg_text("example", arena_format(md->context->arena, "[^%.*s]",
                                                           (int)note->label.n, note->label.p))));
}
