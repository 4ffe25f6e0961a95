/* SPDX-License-Identifier: MIT */
/* Headings, which begin sections. */
#include "doc/amended.h"
#include "doc/markdown_parts.h"
#include "locale/letter.h"

/* Whether a heading may stand here; what is wrong is reported. */
static bool check_level(const struct md_walk *walk, struct span span, unsigned level, bool nested)
{
    struct diags *diags = walk->context->diags;
    if (nested) {
        diag_add(diags, MSG_HEADING_NESTED, span, NO_ARGS);
        return false;
    }
    unsigned before = walk->md->outline->level;
    if (level <= before + 1 || walk->md->of_record)
        return true;
    struct str write = str_slice(STR("#######"), 0, before + 1);
    diag_add(
        diags, before == 0 ? MSG_HEADING_FIRST : MSG_HEADING_JUMP, span,
        ARGS(arg_count("level", level), arg_count("before", before), arg_text("write", write)));
    return false;
}

static void open_section(struct doc_outline *outline, struct doc_node *section, unsigned level)
{
    /* After an error of levels the section goes where it can. */
    if (level > outline->level + 1)
        level = outline->level + 1;
    section->section.level = (uint8_t)level;
    doc_append(outline->open[level - 1], section);
    outline->open[level] = section;
    outline->level = level;
}

/* What else braces behind a heading may say. */
static void set_section(const struct doc_context *context, struct doc_node *section,
                        const struct md_attributes *given)
{
    section->section.appendix = given->appendix && section->section.level == 1;
    section->section.unnumbered = given->unnumbered;
    section->break_before = section->section.appendix;
    if (given->appendix && !section->section.appendix)
        diag_add(context->diags, MSG_APPENDIX_LEVEL, given->span, NO_ARGS);
    struct doc_node *paragraph = doc_node_new(context->arena, DOC_PARAGRAPH, given->span);
    doc_amended(context, paragraph, given->amended, given->span);
    if (paragraph->first)
        doc_append(section, paragraph);
}

/* Whether a heading prints anything: words, or room for them. */
static bool shows_words(const struct doc_node *node)
{
    if (node->kind == DOC_PLACE || (node->kind == DOC_TEXT && letter_is_seen(node->text)) ||
        (node->kind == DOC_CODE_SPAN && letter_is_seen(node->text)) ||
        (node->kind == DOC_VALUE && letter_is_seen(node->value.text)))
        return true;
    for (const struct doc_node *child = node->first; child; child = child->next)
        if (shows_words(child))
            return true;
    return node->kind == DOC_LINK && node->first == NULL; /* it gets its words later */
}

void md_write_heading(struct md_walk *walk, cmark_node *node, const struct doc_node *parent)
{
    const struct doc_context *context = walk->context;
    int written = cmark_node_get_heading_level(node) + walk->md->sink;
    unsigned level = written > HEADING_LEVELS ? HEADING_LEVELS : (unsigned)written;
    struct span span = md_block_span(walk->md, walk->root, node);
    bool fits = check_level(walk, span, level, parent != NULL);
    struct doc_node *section = doc_node_new(context->arena, DOC_SECTION, span);
    struct doc_node *heading = doc_node_new(context->arena, DOC_HEADING, span);
    struct locator locator = md_locator(walk, node);
    doc_append(section, heading);
    md_write_inlines(walk, (struct md_at){cmark_node_first_child(node), 0}, (struct md_at){0},
                     heading, &locator);
    struct md_attributes given = md_take_attributes(walk, heading);
    md_set_words(walk, heading, &given, false);
    section->section.title = doc_plain_copy(heading, context->arena);
    if (!shows_words(heading))
        diag_add(context->diags, MSG_HEADING_EMPTY, span, NO_ARGS);
    if (!fits && parent)
        return;
    open_section(walk->md->outline, section, level);
    set_section(context, section, &given);
    if (given.id.n > 0)
        doc_state_id(context, section, given.id, given.span);
    else
        doc_state_make_id(context, section, section->section.title);
}

/* A no-break space looks like the space that a heading needs, and is none. */
static size_t behind_no_break(struct str line, size_t at)
{
    return str_starts(str_slice(line, at, line.n), STR("\xC2\xA0")) ? at + 2 : at;
}

/* The # before letters at a line's beginning; 0: there are none, or more than a heading has. */
static size_t count_signs(struct str line)
{
    size_t count = 0;
    while (count < line.n && line.p[count] == '#')
        count++;
    size_t at = behind_no_break(line, count);
    bool letter = at < line.n && letter_is(str_next(line, &at));
    return letter && count <= HEADING_LEVELS ? count : 0;
}

void md_warn_heading(const struct md_walk *walk, cmark_node *paragraph)
{
    const struct md *md = walk->md;
    size_t last = md_last_line(md, walk->root, paragraph);
    for (size_t i = md_first_line(md, walk->root, paragraph); i <= last; i++) {
        size_t offset;
        struct str line = md_line(md, i, &offset);
        size_t signs = count_signs(line);
        if (signs == 0)
            continue;
        struct str text = str_slice(line, behind_no_break(line, signs), line.n);
        struct str parts[] = {str_slice(line, 0, signs), STR(" "), text};
        diag_add(walk->context->diags, MSG_HEADING_SPACE,
                 text_span(md->mask.text, offset, offset + line.n),
                 ARGS(arg_text("write", arena_join(walk->context->arena, parts, 3))));
    }
}
