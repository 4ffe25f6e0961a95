/* SPDX-License-Identifier: MIT */
/* Diagnostics in words: for people, as JSON, in English and in a language. */
#include "load_language.h"

#include "base/buf.h"
#include "base/fs.h"
#include "locale/message.h"
#include "locale/phrase.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *written(struct loaded *loaded, const struct message_style *style)
{
    struct buf out = {0};
    message_write_all(&out, loaded->sources, loaded->diags, style);
    const char *text = buf_copy(&out, loaded->arena).p;
    buf_free(&out);
    return text;
}

/* The span of the first `part` in the source. */
static struct span span_of(const struct source *source, const char *part)
{
    size_t at = str_find_str(source->text, str_from(part), 0);
    assert_true(at != STR_NOT_FOUND);
    return (struct span){source->base + (uint32_t)at, (uint32_t)strlen(part)};
}

static void for_people(void **state)
{
    (void)state;
    struct loaded loaded = loaded_empty();
    const struct source *source =
        loaded_source(&loaded, "records/library.yaml", "# head\nžluťoučký:\tcost: 1.234\nend\n");
    diag_add(loaded.diags, MSG_FORMS_UNKNOWN, span_of(source, "1.234"),
             ARGS(arg_text("form", STR("ahoj"))));
    diag_add(loaded.diags, MSG_MESSAGE_UNKNOWN, span_of(source, "head"),
             ARGS(arg_text("code", STR("L9999"))));
    diag_add(loaded.diags, MSG_FILE_UNREADABLE, (struct span){0, 0},
             ARGS(arg_text("path", STR("x.md")), arg_text("reason", STR("a\033[31m\nb"))));
    struct message_style style = {.format = MESSAGE_HUMAN};
    assert_string_equal(
        written(&loaded, &style),
        "records/library.yaml:1:3: warning L0409: there is no message “L9999”\n"
        "   1 | # head\n"
        "     |   ^~~~\n"
        "     = Leave it out.\n"
        "records/library.yaml:2:18: error L0405: “ahoj” is not a plural form\n"
        "   2 | žluťoučký: cost: 1.234\n"
        "     |                  ^~~~~\n"
        "     = The forms are zero, one, two, few, many, other, and fraction for numbers with "
        "decimals.\n"
        "error L0003: “x.md” cannot be read: a�[31m\n"
        "       b\n"
        "2 errors, 1 warning\n");
    style.color = true;
    const char *colored = written(&loaded, &style);
    assert_non_null(strstr(colored, "\033[1;31merror L0405:\033[0m"));
    assert_null(strstr(colored, "\033[31m"));
    loaded_free(&loaded);
}

static void nothing_to_say(void **state)
{
    (void)state;
    struct loaded loaded = loaded_empty();
    struct message_style style = {.format = MESSAGE_HUMAN};
    assert_string_equal(written(&loaded, &style), "");
    style.format = MESSAGE_JSON;
    assert_string_equal(written(&loaded, &style), "");
    loaded_free(&loaded);
}

static void as_json(void **state)
{
    (void)state;
    struct loaded loaded = loaded_empty();
    const struct source *source = loaded_source(&loaded, "a\\\"b.yaml", "č: x\n");
    diag_add(loaded.diags, MSG_FORMS_UNKNOWN, span_of(source, "x"),
             ARGS(arg_text("form", STR("a\"b\\c\n\t\x01\xFFž"))));
    diag_add(loaded.diags, MSG_FILE_UNREADABLE, (struct span){0, 0},
             ARGS(arg_text("path", STR("x")), arg_text("reason", STR("y"))));
    struct message_style style = {.format = MESSAGE_JSON, .color = true};
    assert_string_equal(
        written(&loaded, &style),
        "{\"code\":\"L0405\",\"severity\":\"error\",\"file\":\"a\\\\\\\"b.yaml\",\"line\":1,"
        "\"column\":4,\"end_column\":5,\"message\":\"“a\\\"b\\\\c\\n\\u0009\\u0001�ž” is not a "
        "plural form\",\"hint\":\"The forms are zero, one, two, few, many, other, and fraction for "
        "numbers with decimals.\"}\n"
        "{\"code\":\"L0003\",\"severity\":\"error\",\"file\":null,\"line\":null,\"column\":null,"
        "\"end_column\":null,\"message\":\"“x” cannot be read: y\",\"hint\":null}\n");
    loaded_free(&loaded);
}

static void long_lines_are_cut(void **state)
{
    (void)state;
    struct loaded loaded = loaded_empty();
    char text[1200];
    memset(text, '.', sizeof text);
    memcpy(text + 1000, "WRONG", 5);
    text[sizeof text - 1] = '\0';
    const struct source *source = loaded_source(&loaded, "long.yaml", text);
    diag_add(loaded.diags, MSG_FILE_UNREADABLE, span_of(source, "WRONG"),
             ARGS(arg_text("path", STR("x")), arg_text("reason", STR("y"))));
    diag_add(loaded.diags, MSG_FORMS_UNKNOWN, (struct span){source->base, 1199},
             ARGS(arg_text("form", STR("all"))));
    struct message_style style = {.format = MESSAGE_HUMAN};
    const char *shown = written(&loaded, &style);
    const char *start = strstr(shown, "   1 | …");
    assert_non_null(start);
    const char *word = strstr(start, "WRONG"), *caret = strstr(start, "^~~~~\n");
    assert_non_null(caret);
    const char *line = start, *below = strstr(start, "     | ");
    /* … is one column and three bytes. */
    assert_int_equal(word - line - 2, caret - below);
    assert_non_null(strstr(start, "…\n"));
    /* A span longer than what is shown is marked as far as that goes. */
    assert_non_null(strstr(shown, "^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"));
    assert_true(strlen(shown) < 1200);
    loaded_free(&loaded);
}

static void many_of_a_kind_are_capped(void **state)
{
    (void)state;
    struct loaded loaded = loaded_empty();
    for (int i = 0; i < 250; i++)
        diag_add(loaded.diags, MSG_FILE_MISSING, (struct span){0, 0},
                 ARGS(arg_text("path", arena_format(loaded.arena, "file %d", i))));
    diag_add(loaded.diags, MSG_MESSAGE_UNKNOWN, (struct span){0, 0},
             ARGS(arg_text("code", STR("x"))));
    struct message_style style = {.format = MESSAGE_HUMAN};
    const char *shown = written(&loaded, &style);
    assert_non_null(strstr(shown, "“file 99”"));
    assert_null(strstr(shown, "“file 100”"));
    assert_non_null(strstr(shown, "L0409"));
    assert_non_null(strstr(shown, "… and 150 more of L0001\n250 errors, 1 warning\n"));
    style.format = MESSAGE_JSON;
    assert_non_null(strstr(written(&loaded, &style), "“file 249”"));
    loaded_free(&loaded);
}

static const char *filled(struct loaded *loaded, const char *pattern, const struct diag_arg *args)
{
    struct buf out = {0};
    phrase_write(&out, loaded->language, loaded->sources, str_from(pattern), args);
    const char *text = visible(loaded, buf_view(&out));
    buf_free(&out);
    return text;
}

static void holes(void **state)
{
    (void)state;
    struct loaded none = loaded_empty();
    const struct source *source = loaded_source(&none, "a.yaml", "x\ny\n");
    const struct diag_arg *args =
        ARGS(arg_text("word", STR("w{n}")), arg_count("n", 1234), arg_count("one", 1),
             arg_count("less", -1), arg_place("at", span_of(source, "y")));
    assert_string_equal(filled(&none, "{word}/{n}/{at}", args), "w{n}/1234/a.yaml:2");
    assert_string_equal(filled(&none, "{one|line|lines} {n|line|lines}", args), "line lines");
    assert_string_equal(filled(&none, "{less} {less|line|lines}", args), "-1 line");
    assert_string_equal(filled(&none, "{{end}} {else} {", args), "{{end}} {else} {");
    assert_string_equal(filled(&none, "{} {A b} {n", args), "{} {A b} {n");
    assert_string_equal(filled(&none, "{{word}}", args), "{w{n}}");
    assert_string_equal(filled(&none, "{word|a|b}", args), "w{n}");
    assert_string_equal(filled(&none, "", args), "");
    loaded_free(&none);
    struct loaded uk = load_language("uk", NULL);
    args = ARGS(arg_count("a", 1), arg_count("b", 3), arg_count("c", 11), arg_count("d", 1234));
    assert_string_equal(filled(&uk, "{a|о|к|х} {b|о|к|х} {c|о|к|х} {d|о|к|х} {d}", args),
                        "о к х к 1␣234");
    loaded_free(&uk);
}

static bool read_messages(struct loaded *loaded, const char *yaml)
{
    return language_read_messages(loaded->language, loaded_source(loaded, "m.yaml", yaml),
                                  loaded->diags);
}

/* The words that letopis puts into messages itself. */
static void inner_words(void **state)
{
    (void)state;
    struct loaded cs = load_language("cs", NULL);
    assert_true(read_messages(&cs, "words:\n"
                                   "  date: datum\n"
                                   "  number in {name}: 'číslo ({name})'\n"
                                   "  list of {kind}: 'seznam ({kind})'\n"));
    static const struct {
        const char *english, *czech;
    } cases[] = {
        {"date", "datum"},
        {"list of date", "seznam (datum)"},
        {"list of list of number in EUR", "seznam (seznam (číslo (EUR)))"},
        {"number in date", "číslo (date)"}, /* a name stays */
        {"list of record of library", "seznam (record of library)"},
        {"a check", "a check"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf out = {0};
        const struct diag_arg *args = ARGS(arg_words("x", str_from(cases[i].english)));
        phrase_write(&out, cs.language, NULL, STR("{x}"), args);
        assert_string_equal(buf_copy(&out, cs.arena).p, cases[i].czech);
        buf_clear(&out);
        phrase_write(&out, NULL, NULL, STR("{x}"), args);
        assert_string_equal(buf_copy(&out, cs.arena).p, cases[i].english);
        buf_free(&out);
    }
    loaded_free(&cs);
}

static void in_a_language(void **state)
{
    (void)state;
    struct loaded cs = load_language("cs", NULL);
    assert_true(read_messages(&cs, "terms:\n"
                                   "  error: chyba\n"
                                   "  errors: '{n}␣{n|chyba|chyby|chyb}'\n"
                                   "messages:\n"
                                   "  L0001:\n"
                                   "    text: soubor „{path}“ tu není\n"
                                   "    hint: Vytvořte jej.\n"));
    diag_add(cs.diags, MSG_FILE_MISSING, (struct span){0, 0}, ARGS(arg_text("path", STR("a"))));
    diag_add(cs.diags, MSG_FILE_MISSING, (struct span){0, 0}, ARGS(arg_text("path", STR("b"))));
    /* Not in the file: English. */
    diag_add(cs.diags, MSG_MESSAGE_UNKNOWN, (struct span){0, 0}, ARGS(arg_text("code", STR("c"))));
    struct message_style style = {.format = MESSAGE_HUMAN, .language = cs.language};
    assert_string_equal(visible(&cs, str_from(written(&cs, &style))),
                        "chyba L0001: soubor „a“ tu není\n"
                        "     = Vytvořte jej.\n"
                        "chyba L0001: soubor „b“ tu není\n"
                        "     = Vytvořte jej.\n"
                        "warning L0409: there is no message “c”\n"
                        "     = Leave it out.\n"
                        "2␣chyby, 1 warning\n");
    loaded_free(&cs);

    struct loaded bad = load_language("cs", NULL);
    assert_true(read_messages(&bad, "messages:\n  L9999:\n    text: x\n"));
    assert_int_equal(loaded_reports(&bad, MSG_MESSAGE_UNKNOWN), 1);
    assert_false(read_messages(&bad, "messages:\n  L0001:\n    hint: x\n"));
    assert_false(read_messages(&bad, "mesages: {}\n"));
    loaded_free(&bad);
}

/* The holes of a text, one line each, sorted: "name" or "name|". */
struct hole_list {
    char names[16][32];
    size_t count;
    size_t forms; /* the fewest that a hole with forms has; 0: none has */
};

static void note_hole(void *context, struct str name, size_t forms)
{
    struct hole_list *list = context;
    assert_true(name.n < sizeof list->names[0]);
    if (forms && (list->forms == 0 || forms < list->forms))
        list->forms = forms;
    for (size_t i = 0; i < list->count; i++)
        if (str_is(name, list->names[i]))
            return;
    assert_true(list->count < 16);
    memcpy(list->names[list->count], name.p, name.n);
    list->names[list->count++][name.n] = '\0';
}

/* Whether every hole of `b` has its like in `a`. */
static bool covers(const struct hole_list *a, const struct hole_list *b)
{
    for (size_t i = 0; i < b->count; i++) {
        size_t j = 0;
        while (j < a->count && strcmp(a->names[j], b->names[i]) != 0)
            j++;
        if (j == a->count)
            return false;
    }
    return true;
}

/* Whether the words of one message have the arguments of the English ones, and as many plural
 * forms as the language needs. */
static bool words_fit(const struct message_info *info, struct str text, struct str hint,
                      size_t forms)
{
    struct hole_list wanted = {.count = 0}, given, said = {.count = 0}, advised = {.count = 0};
    phrase_holes(str_from(info->text), note_hole, &wanted);
    given = wanted;
    phrase_holes(str_from(info->hint), note_hole, &given);
    phrase_holes(text, note_hole, &said);
    phrase_holes(hint, note_hole, &advised);
    return covers(&said, &wanted) && covers(&given, &said) && covers(&given, &advised) &&
           (hint.n > 0) == (info->hint[0] != '\0') && (said.forms == 0 || said.forms == forms) &&
           (advised.forms == 0 || advised.forms == forms);
}

/* Words under words: that the Czech file has and this one lacks, or the other way round. */
static size_t count_word_faults(const char *code)
{
    struct loaded loaded = loaded_empty();
    const struct node *words[2];
    const char *codes[2] = {"cs", code};
    for (size_t i = 0; i < 2; i++) {
        const char *path =
            arena_format(loaded.arena, "layouts/languages/messages/%s.yaml", codes[i]).p;
        words[i] =
            node_get(node_read(loaded_file(&loaded, path), loaded.arena, loaded.diags), "words");
        assert_non_null(words[i]);
    }
    size_t faults = 0;
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < words[i]->count; j++) {
            const char *key = arena_str(loaded.arena, words[i]->entries[j].key.s).p;
            if (node_get(words[1 - i], key) == NULL) {
                print_error("words: of %s lack: %s\n", codes[1 - i], key);
                faults++;
            }
        }
    loaded_free(&loaded);
    return faults;
}

/* Messages that the file of a language does not say, or not rightly. */
/* What libyaml says of a place is English: the other languages leave it out. */
static size_t count_faults(const char *code)
{
    struct loaded loaded = load_language(code, NULL);
    const struct source *source = loaded_file(
        &loaded, arena_format(loaded.arena, "layouts/languages/messages/%s.yaml", code).p);
    assert_non_null(source);
    bool read = language_read_messages(loaded.language, source, loaded.diags);
    if (!read || diags_any_error(loaded.diags) || loaded_reports(&loaded, MSG_MESSAGE_UNKNOWN))
        fail_msg("%s", written(&loaded, &(struct message_style){.format = MESSAGE_HUMAN}));
    size_t faults = 0, forms = 0;
    for (unsigned left = language_whole_categories(loaded.language); left; left &= left - 1)
        forms++;
    for (size_t i = 0; i < MSG_COUNT; i++) {
        const struct message_info *info = message_info((enum message)i);
        struct str text, hint;
        if (!message_words(loaded.language, (enum message)i, &text, &hint)) {
            print_error("%s (%s) is not said in %s\n", info->code, info->name, code);
            faults++;
        } else if ((enum message)i != MSG_YAML_SYNTAX && !words_fit(info, text, hint, forms)) {
            print_error("%s in %s: arguments or forms differ:\n  %s / %s\n  %.*s / %.*s\n",
                        info->code, code, info->text, info->hint, (int)text.n, text.p, (int)hint.n,
                        hint.p);
            faults++;
        }
    }
    loaded_free(&loaded);
    return faults + count_word_faults(code);
}

/* Every message in every language that has a file of them, with the arguments of the English. */
static void languages_are_complete(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    enum fs_status status;
    struct fs *fs = fs_open_disk(arena, ".", &status);
    struct fs_list list = {0};
    size_t faults = 0, files = 0;
    assert_int_equal(fs_list(fs, STR("layouts/languages/messages"), &list), FS_OK);
    for (size_t i = 0; i < list.count; i++) {
        struct str name = list.items[i].name;
        if (!str_ends(name, STR(".yaml")))
            continue;
        files++;
        faults += count_faults(arena_str(arena, str_slice(name, 0, name.n - 5)).p);
    }
    fs_close(fs);
    arena_free(arena);
    assert_true(files > 0);
    assert_int_equal(faults, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(for_people),
        cmocka_unit_test(nothing_to_say),
        cmocka_unit_test(as_json),
        cmocka_unit_test(long_lines_are_cut),
        cmocka_unit_test(many_of_a_kind_are_capped),
        cmocka_unit_test(holes),
        cmocka_unit_test(inner_words),
        cmocka_unit_test(in_a_language),
        cmocka_unit_test(languages_are_complete),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
