/* SPDX-License-Identifier: MIT */
/*
 * Where the bytes of decoded scalars stand. Random scalars of every style are read by libyaml; each
 * must be followed to its end, and each byte must point at a place that can have made it.
 */
#include "unit.h"

#include "base/buf.h"
#include "random.h"
#include "yaml/node_parts.h"
#include "yaml_fixture.h"

#include <string.h>

static const char *const pieces[] = {
    "a", "č", "ž š", " ", "  ", "\n", "\n", "\n\n", "\r\n", "x y", "word", ",", "-", "'", "\t", ".",
};
static const char *const escapes[] = {
    "\\n", "\\t", "\\\"", "\\\\", "\\u010d", "\\x41",  "\\U0001F600",
    "\\L", "\\_", "\\/",  "\\\n", " \\\n  ", "\\\r\n",
};

static const char *pick(struct random *random, const char *const *from, size_t count)
{
    return from[random_below(random, (uint32_t)count)];
}

/* A scalar under the key `k`, continued lines indented by two. */
static void make_scalar(struct random *random, struct buf *out, yaml_scalar_style_t style)
{
    static const char *const heads[] = {"|", ">", "|-", ">-", "|+", ">+", "|2", ">2-", "> # c"};
    bool block = style == YAML_LITERAL_SCALAR_STYLE;
    char quote = style == YAML_SINGLE_QUOTED_SCALAR_STYLE   ? '\''
                 : style == YAML_DOUBLE_QUOTED_SCALAR_STYLE ? '"'
                                                            : 0;
    buf_text(out, random_below(random, 2) ? "k: " : "ž: ");
    if (block) {
        buf_text(out, pick(random, heads, sizeof heads / sizeof *heads));
        buf_text(out, "\n  ");
    } else if (quote) {
        buf_char(out, quote);
    } else {
        buf_char(out, 'p');
    }
    size_t count = random_below(random, 14);
    for (size_t i = 0; i < count; i++) {
        bool escape = quote == '"' && random_below(random, 3) == 0;
        const char *piece = escape ? pick(random, escapes, sizeof escapes / sizeof *escapes)
                                   : pick(random, pieces, sizeof pieces / sizeof *pieces);
        if (strchr(piece, '\'') && quote == '\'')
            piece = "''";
        buf_text(out, piece);
        if (piece[strlen(piece) - 1] == '\n' && random_below(random, 8))
            buf_text(out, "  ");
    }
    if (quote)
        buf_char(out, quote);
    buf_text(out, random_below(random, 2) ? "\n" : "");
}

/* What a byte of the value may have stood for: itself, a line end, or the inside of an escape. */
static bool can_stand_for(struct str source, size_t at, char byte)
{
    if (at >= source.n)
        return false;
    char there = source.p[at];
    if (there == byte)
        return true;
    if (byte == ' ' || byte == '\n')
        return there == '\n' || there == '\r' || there == '\\';
    for (size_t back = 0; back < 10 && back <= at; back++)
        if (source.p[at - back] == '\\')
            return true;
    return false;
}

static void check_places(const struct fixture *f, struct text text)
{
    size_t before = 0;
    for (size_t i = 0; i < text.s.n; i++) {
        size_t at = text_span(text, i, i + 1).at - f->source->base;
        /* Two bytes of one escape may share a place (\L is three bytes long), no others. */
        bool shared = at == before && (unsigned char)text.s.p[i] >= 0x80;
        if (!can_stand_for(f->source->text, at, text.s.p[i]) || (i && at <= before && !shared))
            fail_msg("byte %zu of <%s> cannot come from %zu of <%s>", i, text.s.p, at,
                     f->source->text.p);
        before = at;
    }
}

static bool was_aligned(struct fixture *f, const yaml_event_t *event, struct str raw)
{
    struct node_runs runs = {0};
    struct str value = {(const char *)event->data.scalar.value, event->data.scalar.length};
    return node_align(f->arena, raw, 1, event->data.scalar.style, value, &runs);
}

static void check_scalar(struct str text, size_t *checked)
{
    struct fixture f = fixture_open(text);
    struct node_facts facts;
    assert_true(node_scan_text(f.source->text, f.source->base, f.diags, &facts));
    struct node_stream stream;
    node_stream_open(&stream, f.source->text, f.source->base, facts, f.diags);
    while (node_stream_next(&stream) && stream.event.type != YAML_STREAM_END_EVENT) {
        if (stream.event.type != YAML_SCALAR_EVENT || stream.event.data.scalar.length < 1)
            continue;
        *checked += stream.event.data.scalar.length > 4;
        if (!was_aligned(&f, &stream.event, str_slice(f.source->text, stream.from, stream.to)))
            fail_msg("<%s> was not followed to its end", f.source->text.p);
    }
    node_stream_close(&stream);
    struct node *node = node_read(f.source, f.arena, f.diags);
    if (node && node->kind == NODE_MAP && node->count == 1 &&
        node->entries[0].value->kind == NODE_SCALAR)
        check_places(&f, node->entries[0].value->text);
    fixture_close(&f);
}

static void test_random(void **state)
{
    (void)state;
    static const yaml_scalar_style_t styles[] = {
        YAML_PLAIN_SCALAR_STYLE,
        YAML_SINGLE_QUOTED_SCALAR_STYLE,
        YAML_DOUBLE_QUOTED_SCALAR_STYLE,
        YAML_LITERAL_SCALAR_STYLE,
    };
    struct random random = {.state = 20221231};
    struct buf text = {0};
    size_t checked = 0;
    for (int i = 0; i < 20000; i++) {
        buf_clear(&text);
        make_scalar(&random, &text, styles[i % 4]);
        check_scalar(buf_view(&text), &checked);
    }
    buf_free(&text);
    /* A good part of them is sound YAML; a test of faulty ones alone would prove nothing. */
    assert_true(checked > 8000);
}

/* The places of the parts of one scalar, as "source bytes" for each byte that was asked for. */
static void check_part(const char *yaml, const char *part, const char *source)
{
    struct fixture f = fixture_text(yaml);
    struct node *node = node_read(f.source, f.arena, f.diags);
    assert_non_null(node);
    struct text text = node_get(node, "k")->text;
    size_t from = str_find_str(text.s, str_from(part), 0);
    assert_int_not_equal(from, STR_NOT_FOUND);
    struct span span = text_span(text, from, from + strlen(part));
    size_t at = span.at - f.source->base;
    assert_str(str_slice(f.source->text, at, at + span.len), source);
    fixture_close(&f);
}

static void test_parts(void **state)
{
    (void)state;
    check_part("k: čaj a káva\n", "káva", "káva");
    check_part("k: \"a\\u010db\"\n", "č", "\\u010d");
    check_part("k: \"a\\u010d\"\n", "č", "\\u010d");
    check_part("k: \"ab\\n{{x}}\"\n", "{{x}}", "{{x}}");
    check_part("k: 'it''s {{x}}'\n", "'", "''");
    check_part("k: 'it''s {{x}}'\n", "{{x}}", "{{x}}");
    check_part("k: |\n  první\n  druhý {{x}}\n", "{{x}}", "{{x}}");
    check_part("k: >\n  první\n  druhý {{x}}\n", "první druhý", "první\n  druhý");
    check_part("k: >\n  a\n\n  b\n\n    c\n  {{x}}\n", "{{x}}", "{{x}}");
    check_part("k: první\n  druhý\n\n  {{x}}\n", "{{x}}", "{{x}}");
    check_part("k: |\r\n  a\r\n  {{x}}\r\n", "{{x}}", "{{x}}");
    /* Letters written as a letter and a mark (macOS does so in file names) are composed. */
    check_part("k: re\xCC\x81va {{x}}\n", "é", "e\xCC\x81");
    check_part("k: re\xCC\x81va {{x}}\n", "{{x}}", "{{x}}");
    check_part("k: \"e\xCC\x81\\t{{x}}\"\n", "{{x}}", "{{x}}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
