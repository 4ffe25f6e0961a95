/* SPDX-License-Identifier: MIT */
#include "doc/files.h"
#include "doc/image_check.h"
#include "doc/image_size.h"
#include "doc/markdown_parts.h"
#include "locale/typography.h"

bool md_is_image(cmark_node *paragraph)
{
    cmark_node *first = cmark_node_first_child(paragraph);
    if (first == NULL || cmark_node_get_type(first) != CMARK_NODE_IMAGE)
        return false;
    cmark_node *next = cmark_node_next(first);
    if (next == NULL)
        return true;
    return cmark_node_get_type(next) == CMARK_NODE_TEXT && cmark_node_next(next) == NULL &&
           str_starts(str_trim(str_from(cmark_node_get_literal(next))), STR("{#"));
}

static void report(const struct doc_context *context, enum message message, struct span span,
                   struct str path)
{
    diag_add(context->diags, message, span, ARGS(arg_text("path", path), arg_text("url", path)));
}

/* Reads the file; what is wrong with it is reported at `span`. */
static bool read_bytes(const struct doc_context *context, struct span span, struct str name,
                       struct doc_image *image)
{
    if (!doc_file_path(context, name, &image->path)) {
        report(context, MSG_IMAGE_OUTSIDE, span, name);
        return false;
    }
    enum fs_status status =
        fs_read_within(context->fs, doc_file_folder(context), image->path, &image->bytes);
    switch (status) {
    case FS_OK:
        return true;
    case FS_MISSING:
        report(context, MSG_IMAGE_MISSING, span, name);
        break;
    case FS_OUTSIDE:
        report(context, MSG_IMAGE_OUTSIDE, span, name);
        break;
    case FS_NOT_A_FILE:
        report(context, MSG_IMAGE_KIND, span, name);
        break;
    case FS_TOO_BIG:
        report(context, MSG_FILE_TOO_BIG, span, name);
        break;
    case FS_DENIED:
    case FS_FOREIGN:
    case FS_FAILED:
        diag_add(
            context->diags, MSG_FILE_UNREADABLE, span,
            ARGS(arg_text("path", name), arg_words("reason", fs_failure(context->fs)->reason)));
        break;
    }
    return false;
}

static bool is_shown(const struct doc_context *context, struct span span, struct str name,
                     struct doc_image *image)
{
    switch (image_check(context->arena, image->bytes, &image->width, &image->height)) {
    case IMAGE_GOOD:
        return true;
    case IMAGE_DAMAGED:
        report(context, MSG_IMAGE_BROKEN, span, name);
        break;
    case IMAGE_PRINTING:
        report(context, MSG_IMAGE_PRINTING, span, name);
        break;
    case IMAGE_TOO_LARGE:
        diag_add(context->diags, MSG_IMAGE_TOO_LARGE, span,
                 ARGS(arg_text("path", name), arg_count("width", image->width),
                      arg_count("height", image->height)));
        break;
    }
    return false;
}

static bool read_image(const struct doc_context *context, struct span span, struct str name,
                       struct doc_image *image)
{
    size_t colon = str_find(name, ':', 0);
    if (colon != STR_NOT_FOUND || str_starts(name, STR("//"))) {
        report(context, MSG_IMAGE_REMOTE, span, name);
        return false;
    }
    if (!read_bytes(context, span, name, image))
        return false;
    enum image_kind kind = image_kind(image->bytes);
    if (kind == IMAGE_OTHER) {
        report(context, MSG_IMAGE_KIND, span, name);
        return false;
    }
    image->type = kind == IMAGE_PNG ? STR("png") : STR("jpeg");
    return is_shown(context, span, name, image);
}

static struct str write_alt(struct md_walk *walk, cmark_node *image)
{
    struct doc_node *words = doc_node_new(walk->context->arena, DOC_PARAGRAPH, (struct span){0, 0});
    struct locator locator = locator_new(walk->md->mask.text, 0, 0);
    md_write_inlines(walk, (struct md_at){cmark_node_first_child(image), 0}, (struct md_at){0},
                     words, &locator);
    doc_prose_finish(walk->context, words, false);
    struct buf out = {0};
    doc_plain_text(words, &out);
    struct str alt = buf_copy(&out, walk->context->arena);
    buf_free(&out);
    return alt;
}

/* The title of a picture is printed below it. */
static struct doc_node *write_caption(struct md_walk *walk, cmark_node *image, size_t least,
                                      struct span span)
{
    const struct doc_context *context = walk->context;
    struct str title = md_write_string(walk, str_from(cmark_node_get_title(image)), least);
    if (str_trim(title).n == 0)
        return NULL;
    struct doc_node *caption = doc_node_new(context->arena, DOC_PARAGRAPH, span);
    struct doc_node *text = doc_node_new(context->arena, DOC_TEXT, span);
    text->text = typography_text(context->language, context->arena, title);
    doc_append(caption, text);
    return caption;
}

/* `{#id}` behind a picture. */
static void take_id(struct md_walk *walk, cmark_node *image, struct doc_node *node,
                    struct locator *locator)
{
    struct doc_node *words = doc_node_new(walk->context->arena, DOC_PARAGRAPH, node->span);
    md_write_inlines(walk, (struct md_at){cmark_node_next(image), 0}, (struct md_at){0}, words,
                     locator);
    struct md_attributes given = {0};
    if (words->first)
        given = md_take_attributes(walk, words);
    if (given.id.n > 0)
        doc_state_id(walk->context, node, given.id, given.span);
}

void md_write_image(struct md_walk *walk, cmark_node *paragraph, struct doc_node *parent)
{
    const struct doc_context *context = walk->context;
    cmark_node *node = cmark_node_first_child(paragraph);
    struct span span = md_block_span(walk->md, walk->root, paragraph);
    struct doc_image *image = ARENA_NEW(context->arena, struct doc_image);
    size_t least = md_least(walk->md, walk->root, paragraph);
    struct str masked = str_from(cmark_node_get_url(node));
    struct locator locator = md_locator(walk, paragraph);
    struct str name = md_write_string(walk, masked, least);
    struct span place = locator_find(&locator, masked);
    image->alt = write_alt(walk, node);
    if (image->alt.n == 0)
        report(context, MSG_IMAGE_NO_ALT, span, name);
    if (!read_image(context, place.len > 0 ? place : span, name, image))
        return;
    image->caption = write_caption(walk, node, least, span);
    struct doc_node *made = doc_node_new(context->arena, DOC_IMAGE, span);
    made->image = image;
    take_id(walk, node, made, &locator);
    doc_append(parent, made);
}
