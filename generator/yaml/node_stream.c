/* SPDX-License-Identifier: MIT */
/*
 * libyaml's events with byte offsets.
 *
 * libyaml counts characters; texts in Czech or Ukrainian are full of characters of two bytes.
 * A cursor that knows one pair (characters, bytes) is moved to each mark in turn. Events come in
 * the order of the text, so all moves together are one pass over it.
 */
#include "base/mem.h"
#include "yaml/node_parts.h"

#include <endian.h>
#include <string.h>

void node_stream_open(struct node_stream *stream, struct str text, uint32_t at,
                      struct node_facts facts, struct diags *diags)
{
    *stream = (struct node_stream){
        .text = text, .at = at, .facts = facts, .diags = diags, .resume = text.n};
    if (!yaml_parser_initialize(&stream->parser))
        mem_exhausted();
    yaml_parser_set_encoding(&stream->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&stream->parser, (const unsigned char *)text.p, text.n);
}

void node_stream_close(struct node_stream *stream)
{
    if (stream->has_event)
        yaml_event_delete(&stream->event);
    yaml_parser_delete(&stream->parser);
    stream->has_event = false;
}

static bool continues(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* The first `n` of eight bytes, 1 to 8. */
static bool is_ascii(const char *p, size_t n)
{
    uint64_t word;
    memcpy(&word, p, sizeof word);
    word = le64toh(word) << (8 - n) * 8;
    return (word & UINT64_C(0x8080808080808080)) == 0;
}

size_t node_stream_offset(struct node_stream *stream, yaml_mark_t mark)
{
    const struct str text = stream->text;
    if (stream->facts.ascii)
        return mark.index < text.n ? mark.index : text.n;
    size_t chars = stream->cursor_chars, at = stream->cursor_bytes;
    while (chars < mark.index && at + 8 <= text.n) {
        size_t n = mark.index - chars < 8 ? mark.index - chars : 8;
        if (!is_ascii(text.p + at, n))
            break;
        chars += n;
        at += n;
    }
    for (; chars < mark.index && at < text.n; chars++) {
        at++;
        while (at < text.n && continues(text.p[at]))
            at++;
    }
    for (; chars > mark.index; chars--) {
        at--;
        while (continues(text.p[at]))
            at--;
    }
    stream->cursor_chars = chars;
    stream->cursor_bytes = at;
    return at;
}

void node_stream_report(struct node_stream *stream, enum message message, size_t from, size_t to,
                        const struct diag_arg *args)
{
    if (message_info(message)->severity == SEVERITY_ERROR)
        stream->faults++;
    diag_add(stream->diags, message, node_stream_span(stream, from, to), args);
}

struct span node_stream_span(const struct node_stream *stream, size_t from, size_t to)
{
    return (struct span){stream->at + (uint32_t)from, (uint32_t)(to - from)};
}

size_t node_stream_end(const struct node_stream *stream, struct span span)
{
    return span.at - stream->at + span.len;
}

/* The end of a run without spaces and line ends. */
static size_t word_end(struct str text, size_t at)
{
    while (at < text.n && strchr(" \t\r\n", text.p[at]) == NULL)
        at++;
    return at;
}

/* Reports `&a` and `!b` before a node, and moves the event's start behind them. */
static void strip_properties(struct node_stream *stream)
{
    struct str text = stream->text;
    size_t at = stream->from;
    while (at < stream->to && (text.p[at] == '&' || text.p[at] == '!')) {
        size_t end = word_end(text, at);
        if (end > stream->to)
            end = stream->to;
        enum message message = text.p[at] == '&' ? MSG_YAML_ANCHOR : MSG_YAML_TAG;
        node_stream_report(stream, message, at, end,
                           ARGS(arg_text("found", node_excerpt(str_slice(text, at, end)))));
        at = end;
        while (at < stream->to && strchr(" \t\r\n", text.p[at]))
            at++;
    }
    stream->from = at;
}

static bool has_properties(const yaml_event_t *event)
{
    switch ((int)event->type) {
    case YAML_SCALAR_EVENT:
        return event->data.scalar.anchor || event->data.scalar.tag;
    case YAML_SEQUENCE_START_EVENT:
        return event->data.sequence_start.anchor || event->data.sequence_start.tag;
    case YAML_MAPPING_START_EVENT:
        return event->data.mapping_start.anchor || event->data.mapping_start.tag;
    default:
        return false;
    }
}

bool node_stream_next(struct node_stream *stream)
{
    if (stream->has_event)
        yaml_event_delete(&stream->event);
    stream->has_event = yaml_parser_parse(&stream->parser, &stream->event) != 0;
    if (!stream->has_event) {
        if (stream->parser.error == YAML_MEMORY_ERROR)
            mem_exhausted();
        node_error_report(stream);
        return false;
    }
    stream->from = node_stream_offset(stream, stream->event.start_mark);
    stream->to = stream->from;
    if (stream->event.end_mark.index != stream->event.start_mark.index)
        stream->to = node_stream_offset(stream, stream->event.end_mark);
    if (has_properties(&stream->event))
        strip_properties(stream);
    return true;
}
