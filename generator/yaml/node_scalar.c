/* SPDX-License-Identifier: MIT */
/* Scalars: slices of the source where they stand there as they are, decoded with a map elsewhere.
 */
#include "yaml/node_parts.h"

#include <string.h>

/* libyaml lets escapes make any character; a text for people has no use for most of them. */
static void check_controls(struct node_stream *stream, struct text text)
{
    for (size_t i = 0; i < text.s.n; i++) {
        unsigned char byte = (unsigned char)text.s.p[i];
        if ((byte >= 0x20 && byte != 0x7F) || byte == '\n' || byte == '\t')
            continue;
        struct span span = text_span(text, i, i + 1);
        static const char digits[] = "0123456789ABCDEF";
        char name[] = {'U', '+', '0', '0', digits[byte >> 4], digits[byte & 15], 0};
        node_stream_report(stream, MSG_YAML_ESCAPE_CONTROL, span.at - stream->at,
                           span.at - stream->at + span.len,
                           ARGS(arg_text("found", str_from(name))));
        return;
    }
}

/* A list indented under a text becomes part of it, dashes and all: `kind: x`, below it `- y`. */
static void check_dashes(struct node_stream *stream)
{
    struct str text = stream->text;
    for (size_t at = stream->from; at < stream->to; at++) {
        at = str_find(text, '\n', at);
        if (at == STR_NOT_FOUND || at >= stream->to)
            return;
        size_t dash = at + 1;
        while (dash < stream->to && text.p[dash] == ' ')
            dash++;
        if (str_starts(str_slice(text, dash, stream->to), STR("- "))) {
            size_t end = str_find(text, '\n', dash);
            struct str line = str_slice(text, dash, end < stream->to ? end : stream->to);
            node_stream_report(stream, MSG_YAML_DASH_IN_TEXT, dash, dash + str_trim(line).n,
                               NO_ARGS);
            return;
        }
    }
}

static struct text decode_scalar(struct node_builder *builder, struct str value,
                                 yaml_scalar_style_t style)
{
    struct node_stream *stream = builder->stream;
    size_t from = stream->from, to = stream->to;
    struct str raw = str_slice(stream->text, from, to);
    size_t quote =
        style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    struct str inside = str_slice(raw, quote, raw.n > quote ? raw.n - quote : 0);
    if (str_equal(inside, value)) {
        struct text plain = text_plain(inside, stream->at + (uint32_t)(from + quote));
        return stream->facts.nfc ? plain : node_nfc(builder->arena, plain);
    }
    struct node_runs runs = {0};
    struct text text = {.s = arena_str(builder->arena, value),
                        .span = node_stream_span(stream, from + quote, from + quote + inside.n)};
    node_align(builder->arena, raw, stream->at + (uint32_t)from, style, text.s, &runs);
    text.map = runs.items;
    text.map_count = (uint32_t)runs.count;
    if (style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
        check_controls(stream, text);
    if (style == YAML_PLAIN_SCALAR_STYLE)
        check_dashes(stream);
    return node_nfc(builder->arena, text);
}

/* `title: Room #5` and `color: #fff` lose what stands behind the #, and nobody sees it. */
static void check_hash(struct node_stream *stream)
{
    struct str text = stream->text;
    size_t at = stream->to;
    while (at < text.n && (text.p[at] == ' ' || text.p[at] == '\t'))
        at++;
    if (at == stream->to || at + 1 >= text.n || text.p[at] != '#')
        return;
    if (strchr(" \t\r\n#!-=*", text.p[at + 1]))
        return;
    size_t end = str_find(text, '\n', at);
    struct str comment = str_trim(str_slice(text, at, end == STR_NOT_FOUND ? text.n : end));
    node_stream_report(stream, MSG_YAML_HASH, at, at + comment.n, ARGS(arg_text("found", comment)));
}

void node_read_scalar(struct node_builder *builder, struct node *node)
{
    struct node_stream *stream = builder->stream;
    const yaml_event_t *event = &stream->event;
    node->span = node_stream_span(stream, stream->from, stream->to);
    node->kind = NODE_EMPTY;
    if (event->type == YAML_ALIAS_EVENT) {
        struct str found = str_slice(stream->text, stream->from, stream->to);
        node_stream_report(stream, MSG_YAML_ALIAS, stream->from, stream->to,
                           ARGS(arg_text("found", node_excerpt(found))));
        return;
    }
    struct str value = {(const char *)event->data.scalar.value, event->data.scalar.length};
    yaml_scalar_style_t style = event->data.scalar.style;
    if (style == YAML_PLAIN_SCALAR_STYLE) {
        check_hash(stream);
        if (value.n == 0)
            return;
    }
    node->kind = NODE_SCALAR;
    node->quoted =
        style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    node->block = style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
    node->text = decode_scalar(builder, value, style);
}
