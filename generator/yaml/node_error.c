/* SPDX-License-Identifier: MIT */
/* libyaml's error in the words of those who write. */
#include "yaml/node_parts.h"

void node_error_report(struct node_stream *stream)
{
    const yaml_parser_t *parser = &stream->parser;
    size_t at = node_stream_offset(stream, parser->problem_mark);
    node_stream_report(stream, MSG_YAML_SYNTAX, at, at,
                       ARGS(arg_text("problem", str_from(parser->problem))));
}
