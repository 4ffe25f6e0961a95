/* SPDX-License-Identifier: MIT */
#include "locale/message_parts.h"

#include "locale/letter.h"

static void write_string(struct buf *out, struct str text)
{
    buf_char(out, '"');
    for (size_t at = 0; at < text.n;) {
        uint32_t code = str_next(text, &at);
        if (code == '"' || code == '\\') {
            buf_char(out, '\\');
            buf_char(out, (char)code);
        } else if (code == '\n') {
            buf_text(out, "\\n");
        } else if (letter_is_control(code)) {
            buf_format(out, "\\u%04x", (unsigned)code);
        } else {
            buf_code(out, code);
        }
    }
    buf_char(out, '"');
}

static void write_string_or_null(struct buf *out, struct str text)
{
    if (text.n)
        write_string(out, text);
    else
        buf_text(out, "null");
}

void message_write_json(struct buf *out, const struct message_shown *shown)
{
    static const char *const severities[] = {
        [SEVERITY_ERROR] = "error", [SEVERITY_WARNING] = "warning", [SEVERITY_HINT] = "hint"};
    buf_format(out, "{\"code\":\"%s\",\"severity\":\"%s\",\"file\":", shown->code,
               severities[shown->severity]);
    if (shown->placed) {
        write_string(out, shown->place.path);
        buf_format(out, ",\"line\":%u,\"column\":%u,\"end_column\":%u", (unsigned)shown->place.line,
                   (unsigned)shown->place.column,
                   (unsigned)(shown->place.column + shown->place.width));
    } else {
        buf_text(out, "null,\"line\":null,\"column\":null,\"end_column\":null");
    }
    buf_text(out, ",\"message\":");
    write_string(out, shown->text);
    buf_text(out, ",\"hint\":");
    write_string_or_null(out, shown->hint);
    buf_text(out, "}\n");
}
