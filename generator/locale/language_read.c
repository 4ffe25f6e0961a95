/* SPDX-License-Identifier: MIT */
#include "base/mem.h"
#include "locale/language_data.h"
#include "locale/no_break.h"

#include <string.h>

struct reader {
    struct language *language;
    struct diags *diags;
};

struct str language_clean(struct arena *arena, struct str text)
{
    static const struct str open_box = STR_INIT("\xE2\x90\xA3");   /* ␣ */
    static const struct str shouldered = STR_INIT("\xE2\x8D\xBD"); /* ⍽ */
    if (str_find(text, '\xE2', 0) == STR_NOT_FOUND)
        return text;
    char *out = arena_alloc(arena, text.n + 1, 1);
    size_t n = 0;
    for (size_t i = 0; i < text.n;) {
        struct str rest = str_slice(text, i, text.n);
        if (str_starts(rest, open_box)) {
            n += str_encode(0x00A0, out + n);
            i += open_box.n;
        } else if (str_starts(rest, shouldered)) {
            n += str_encode(0x202F, out + n);
            i += shouldered.n;
        } else {
            out[n++] = text.p[i++];
        }
    }
    return (struct str){out, n};
}

static struct str take_text(const struct reader *reader, const struct node *node)
{
    if (node == NULL || node->kind != NODE_SCALAR)
        return (struct str){0};
    return language_clean(reader->language->arena, node->text.s);
}

static void read_settings(const struct reader *reader, const struct node *root)
{
    for (size_t i = 0; i < SET_COUNT; i++) {
        const char *section = language_setting_section((enum setting)i);
        const struct node *map = *section ? node_get(root, section) : root;
        if (map == NULL || map->kind != NODE_MAP)
            continue;
        const struct node *value = node_get(map, language_setting_key((enum setting)i));
        if (value)
            reader->language->settings[i] = take_text(reader, value);
    }
}

static void read_lists(const struct reader *reader, const struct node *root)
{
    const struct node *calendar = node_get(root, "calendar");
    if (calendar == NULL || calendar->kind != NODE_MAP)
        return;
    for (size_t i = 0; i < LIST_COUNT; i++) {
        const char *key = language_list_key((enum word_list)i);
        const struct node *list = node_get(calendar, key);
        if (list == NULL || list->kind != NODE_LIST)
            continue;
        size_t wanted = language_list_length((enum word_list)i);
        if (list->count != wanted) {
            diag_add(reader->diags, MSG_LANG_LIST_LENGTH, list->span,
                     ARGS(arg_text("key", str_from(key)), arg_count("found", (int64_t)list->count),
                          arg_count("wanted", (int64_t)wanted)));
            continue;
        }
        for (size_t j = 0; j < wanted; j++)
            reader->language->lists[i][j] = take_text(reader, list->items[j]);
        reader->language->list_counts[i] = wanted;
    }
}

/* A map of texts: each entry wins over what was there. */
static void read_map(const struct reader *reader, const struct node *map, struct map *out)
{
    if (map == NULL || map->kind != NODE_MAP)
        return;
    struct arena *arena = reader->language->arena;
    struct str *values = ARENA_ARRAY(arena, struct str, map->count);
    for (size_t i = 0; i < map->count; i++) {
        values[i] = take_text(reader, map->entries[i].value);
        map_put(out, arena, map->entries[i].key.s, NULL)->pointer = &values[i];
    }
}

static void read_measures(const struct reader *reader, const struct node *map)
{
    if (map == NULL || map->kind != NODE_MAP)
        return;
    struct arena *arena = reader->language->arena;
    for (size_t i = 0; i < map->count; i++) {
        const struct node *node = map->entries[i].value;
        struct unit_words *unit = ARENA_NEW(arena, struct unit_words);
        unit->symbol = take_text(reader, node_get(node, "symbol"));
        unit->abbreviation = take_text(reader, node_get(node, "short"));
        unit->before = schema_yes_no(node, "before", false);
        unit->tight = schema_yes_no(node, "tight", false);
        const struct node *forms = node_get(node, "forms");
        if (forms && !language_take_forms(arena, forms, &unit->forms))
            diag_add(reader->diags, MSG_FORMS_SHAPE, forms->span,
                     ARGS(arg_text("example", STR("{one: hour, other: hours}"))));
        map_put(&reader->language->measures, arena, map->entries[i].key.s, NULL)->pointer = unit;
    }
}

/* The longest key decides how far a slug has to look ahead. */
static void measure_transliteration(struct language *language)
{
    for (size_t i = 0; i < language->transliteration.count; i++) {
        size_t length = str_length(language->transliteration.items[i].key);
        if (length > language->transliteration_longest)
            language->transliteration_longest = length;
    }
}

static void read_root(const struct reader *reader, const struct node *root)
{
    struct language *language = reader->language;
    read_settings(reader, root);
    read_lists(reader, root);
    read_map(reader, node_get(root, "words"), &language->words);
    read_map(reader, node_get(root, "transliteration"), &language->transliteration);
    read_map(reader, node_get(root, "mistaken"), &language->mistaken);
    read_map(reader, node_get(root, "mistaken_unless_name"), &language->mistaken_unless_name);
    read_measures(reader, node_get(root, "measures"));
    const struct node *rules = node_get(root, "no_break");
    if (rules)
        language->no_break_node = rules;
}

static void lacks(const struct reader *reader, const struct node *root, const char *section,
                  const char *key)
{
    const char *dot = *section ? "." : "";
    struct str path = arena_format(reader->language->arena, "%s%s%s", section, dot, key);
    struct span start = {root->span.at, root->span.at ? 1 : 0};
    diag_add(reader->diags, MSG_LANG_LACKS, start, ARGS(arg_text("key", path)));
}

static void check_complete(const struct reader *reader, const struct node *root)
{
    const struct language *language = reader->language;
    for (size_t i = 0; i < SET_COUNT; i++) {
        enum setting setting = (enum setting)i;
        if (language_setting_required(setting) && language->settings[i].n == 0)
            lacks(reader, root, language_setting_section(setting), language_setting_key(setting));
    }
    for (size_t i = 0; i < LIST_COUNT; i++)
        if (language->list_counts[i] == 0)
            lacks(reader, root, "calendar", language_list_key((enum word_list)i));
    for (size_t i = 0; i < language_word_count(); i++)
        if (map_find(&language->words, language_word_key(i)) == NULL)
            lacks(reader, root, "words", language_word_key(i).p);
}

static void read_quotes(const struct reader *reader, const struct node *root, enum setting setting,
                        bool inner)
{
    struct str text = reader->language->settings[setting];
    if (text.n == 0)
        return;
    const char *key = language_setting_key(setting);
    if (str_length(text) != 2) {
        const struct node *section = node_get(root, "quotes");
        const struct node *value = section ? node_get(section, key) : NULL;
        diag_add(reader->diags, MSG_LANG_QUOTES, value ? value->span : root->span,
                 ARGS(arg_text("key", str_from(key))));
        return;
    }
    uint32_t *marks = inner ? reader->language->inner : reader->language->outer;
    size_t at = 0;
    marks[0] = str_next(text, &at);
    reader->language->quotes[inner][0] = str_slice(text, 0, at);
    reader->language->quotes[inner][1] = str_slice(text, at, text.n);
    marks[1] = str_next(text, &at);
}

/* The whole number of a setting; `fallback` where it is not given. */
static int read_small(const struct reader *reader, const struct node *root, enum setting setting,
                      int least, int most, int fallback)
{
    struct str text = reader->language->settings[setting];
    if (text.n == 0)
        return fallback;
    int value = 0;
    bool fine = text.n <= 2;
    for (size_t i = 0; i < text.n && fine; i++) {
        fine = text.p[i] >= '0' && text.p[i] <= '9';
        value = value * 10 + (text.p[i] - '0');
    }
    if (fine && value >= least && value <= most)
        return value;
    const char *key = language_setting_key(setting);
    const struct node *section = node_get(root, language_setting_section(setting));
    const struct node *node = section ? node_get(section, key) : NULL;
    diag_add(
        reader->diags, MSG_LANG_NUMBER, node ? node->span : root->span,
        ARGS(arg_text("key", str_from(key)), arg_count("least", least), arg_count("most", most)));
    return fallback;
}

static void add_mark(struct language *language, uint32_t code)
{
    char bytes[4];
    if (str_encode(code, bytes) > 0)
        language->byte_kinds[(unsigned char)bytes[0]] |= BYTE_MARK;
}

static void collect_marks(struct language *language)
{
    static const char ascii[] = "\"'-.";
    memset(language->byte_kinds, 0, sizeof language->byte_kinds);
    memset(language->byte_kinds, BYTE_SPACE, ' ' + 1);
    language->byte_kinds[0xC2] = language->byte_kinds[0xE2] = BYTE_SPACE; /* U+00A0, U+2000 … */
    for (size_t i = 0; ascii[i]; i++)
        add_mark(language, (unsigned char)ascii[i]);
    for (size_t i = 0; i < 2; i++) {
        add_mark(language, language->outer[i]);
        add_mark(language, language->inner[i]);
    }
    struct str typed = language->settings[SET_MARKS_APOSTROPHES];
    for (size_t at = 0; at < typed.n;)
        add_mark(language, str_next(typed, &at));
}

static void read_derived(const struct reader *reader, const struct node *root)
{
    struct language *language = reader->language;
    read_quotes(reader, root, SET_QUOTES_OUTER, false);
    read_quotes(reader, root, SET_QUOTES_INNER, true);
    language->group_from = read_small(reader, root, SET_NUMBERS_GROUP_FROM, 4, 9, 4);
    language->hyphen_left = read_small(reader, root, SET_HYPHENATION_LEFT, 1, 9, 2);
    language->hyphen_right = read_small(reader, root, SET_HYPHENATION_RIGHT, 1, 9, 2);
    struct str *locale = &language->settings[SET_TOP_LOCALE];
    /* ICU wants it with a NUL behind. */
    *locale = arena_str(language->arena, locale->n ? *locale : language->code);
    measure_transliteration(language);
    collect_marks(language);
}

struct language *language_read(struct arena *arena, struct str code, const struct source *source,
                               const struct node *overrides, struct diags *diags)
{
    size_t errors = diags_count(diags, SEVERITY_ERROR);
    const struct node *root = node_read(source, arena, diags);
    if (root == NULL || !schema_check(&language_schema, root, diags))
        return NULL;
    struct language *language = ARENA_NEW(arena, struct language);
    language->arena = arena;
    language->code = arena_str(arena, code);
    struct reader reader = {language, diags};
    if (root->kind == NODE_MAP)
        read_root(&reader, root);
    check_complete(&reader, root);
    read_derived(&reader, root);
    if (overrides && schema_check(&language_schema, overrides, diags) &&
        overrides->kind == NODE_MAP) {
        read_root(&reader, overrides);
        read_derived(&reader, overrides);
    }
    language->no_break = no_break_new(language, diags);
    if (diags_count(diags, SEVERITY_ERROR) > errors) {
        language_free(language);
        return NULL;
    }
    return language;
}
