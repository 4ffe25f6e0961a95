/* SPDX-License-Identifier: MIT */
#include "locale/no_break.h"

#include "locale/letter.h"

#include <string.h>

enum { LONGEST_WORD = 48 }; /* bytes of a word that rules can name */

/* Texts repeat their words: what was found for the last word of each hash is kept. */
enum { RECENT_WORDS = 4096, RECENT_BYTES = 23 };

struct recent_word {
    struct no_break_word found;
    uint8_t size; /* 0: none yet */
    char bytes[RECENT_BYTES];
};

static const char *const kind_names[WORD_KIND_COUNT] = {
    [WORD_ANY] = "{any}",          [WORD_NUMBER] = "{number}",   [WORD_COUNT] = "{count}",
    [WORD_ORDINAL] = "{ordinal}",  [WORD_YEAR] = "{year}",       [WORD_LEAD] = "{lead}",
    [WORD_GROUP] = "{group}",      [WORD_MONTH] = "{month}",     [WORD_UNIT] = "{unit}",
    [WORD_WORD] = "{word}",        [WORD_NOUN] = "{noun}",       [WORD_NAME] = "{name}",
    [WORD_NAME_COMMA] = "{name,}", [WORD_INITIAL] = "{initial}", [WORD_ROMAN] = "{roman}",
    [WORD_DASH] = "{dash}"};

/* A word that a rule names, a month or a unit. */
struct known_word {
    uint64_t left, right; /* rules that it satisfies by its letters */
    unsigned kinds;       /* WORD_MONTH, WORD_UNIT */
};

struct no_break {
    struct map words; /* lower case → struct known_word * */
    uint64_t left[WORD_KIND_COUNT], right[WORD_KIND_COUNT];
    /* By length in bytes: the last bytes (low six bits, as bits) that known words have. Most words
     * of a text are told apart by this alone. */
    uint64_t last_bytes[LONGEST_WORD + 1];
    struct recent_word recent[RECENT_WORDS];
};

static uint64_t last_byte(struct str word)
{
    return UINT64_C(1) << ((unsigned char)word.p[word.n - 1] & 63);
}

/* Lower case in `room`, of LONGEST_WORD bytes; empty when the word is too long to be known. */
static struct str lower_in(char *room, struct str word)
{
    size_t n = 0;
    for (size_t at = 0; at < word.n;) {
        uint32_t code = letter_lower(str_next(word, &at));
        if (n + 4 > LONGEST_WORD)
            return (struct str){0};
        n += str_encode(code, room + n);
    }
    return (struct str){room, n};
}

static struct known_word *put_word(struct no_break *rules, struct arena *arena, struct str word)
{
    char room[LONGEST_WORD];
    struct str lower = lower_in(room, word);
    if (lower.n == 0)
        return NULL;
    struct map_entry *entry = map_find(&rules->words, lower);
    if (entry == NULL) {
        entry = map_put(&rules->words, arena, arena_str(arena, lower), NULL);
        entry->pointer = ARENA_NEW(arena, struct known_word);
        rules->last_bytes[lower.n] |= last_byte(lower);
    }
    return entry->pointer;
}

static const struct known_word *find_word(const struct no_break *rules, struct str word)
{
    char room[LONGEST_WORD];
    struct str lower = lower_in(room, word);
    if (lower.n == 0 || !(rules->last_bytes[lower.n] & last_byte(lower)))
        return NULL;
    const struct map_entry *entry = map_find(&rules->words, lower);
    return entry ? entry->pointer : NULL;
}

static void report_kind(struct diags *diags, const struct text *list, struct str item,
                        struct arena *arena)
{
    struct buf known = {0};
    for (size_t i = 0; i < WORD_KIND_COUNT; i++) {
        buf_text(&known, i ? ", " : "");
        buf_text(&known, kind_names[i]);
    }
    size_t from = (size_t)(item.p - list->s.p);
    diag_add(diags, MSG_LANG_RULE_CLASS, text_span(*list, from, from + item.n),
             ARGS(arg_text("class", item), arg_text("known", buf_copy(&known, arena))));
    buf_free(&known);
}

struct compiler {
    struct no_break *rules;
    struct arena *arena;
    struct diags *diags;
    uint64_t rule; /* the bit of the rule at hand */
    bool right;
};

static void add_item(const struct compiler *c, const struct text *list, struct str item)
{
    if (item.p[0] == '{') {
        for (size_t i = 0; i < WORD_KIND_COUNT; i++)
            if (str_is(item, kind_names[i])) {
                (c->right ? c->rules->right : c->rules->left)[i] |= c->rule;
                return;
            }
        report_kind(c->diags, list, item, c->arena);
        return;
    }
    struct known_word *word = put_word(c->rules, c->arena, item);
    if (word && c->right)
        word->right |= c->rule;
    else if (word)
        word->left |= c->rule;
}

static void add_side(const struct compiler *c, const struct node *list)
{
    if (list == NULL || list->kind != NODE_SCALAR)
        return;
    struct str s = list->text.s;
    for (size_t at = 0; at < s.n;) {
        size_t end = at;
        while (end < s.n && s.p[end] != ' ' && s.p[end] != '\n')
            end++;
        if (end > at)
            add_item(c, &list->text, str_slice(s, at, end));
        at = end + 1;
    }
}

static void add_known(struct no_break *rules, struct arena *arena, struct str word,
                      enum word_kind kind)
{
    struct known_word *known = word.n ? put_word(rules, arena, word) : NULL;
    if (known)
        known->kinds |= 1U << kind;
}

static void add_months_and_units(const struct language *language, struct no_break *rules)
{
    struct arena *arena = language->arena;
    for (size_t list = LIST_MONTHS; list <= LIST_MONTHS_IN; list++)
        for (size_t i = 0; i < language->list_counts[list]; i++)
            add_known(rules, arena, language->lists[list][i], WORD_MONTH);
    for (size_t i = 0; i < language->measures.count; i++) {
        const struct unit_words *unit = language->measures.items[i].pointer;
        add_known(rules, arena, unit->symbol, WORD_UNIT);
        add_known(rules, arena, unit->abbreviation, WORD_UNIT);
        add_known(rules, arena, unit->forms.fraction, WORD_UNIT);
        for (size_t form = 0; form < PLURAL_COUNT; form++)
            add_known(rules, arena, unit->forms.forms[form], WORD_UNIT);
    }
}

struct no_break *no_break_new(const struct language *language, struct diags *diags)
{
    const struct node *list = language->no_break_node;
    if (list == NULL || list->kind != NODE_LIST)
        return NULL;
    struct no_break *rules = ARENA_NEW(language->arena, struct no_break);
    add_months_and_units(language, rules);
    if (list->count > NO_BREAK_RULES)
        diag_add(
            diags, MSG_LANG_RULES_MANY, list->span,
            ARGS(arg_count("found", (int64_t)list->count), arg_count("limit", NO_BREAK_RULES)));
    for (size_t i = 0; i < list->count && i < NO_BREAK_RULES; i++) {
        struct compiler compiler = {rules, language->arena, diags, UINT64_C(1) << i, false};
        add_side(&compiler, node_get(list->items[i], "left"));
        compiler.right = true;
        add_side(&compiler, node_get(list->items[i], "right"));
    }
    return rules;
}

static uint64_t rules_of_kinds(const uint64_t *sides, unsigned kinds)
{
    uint64_t found = 0;
    for (; kinds; kinds &= kinds - 1)
        found |= sides[__builtin_ctz(kinds)];
    return found;
}

static uint64_t left_rules(const struct no_break *rules, const struct known_word *known,
                           unsigned kinds)
{
    return (known ? known->left : 0) | rules_of_kinds(rules->left, kinds);
}

static uint64_t right_rules(const struct no_break *rules, const struct known_word *known,
                            unsigned kinds)
{
    return (known ? known->right : 0) | rules_of_kinds(rules->right, kinds);
}

static struct no_break_word look_up(const struct no_break *rules, struct str word)
{
    struct no_break_word found = {rules->left[WORD_ANY], rules->right[WORD_ANY]};
    struct str rest = word_without_openers(word), core = word_without_closers(rest);
    if (core.n == 0)
        return found;
    const struct known_word *known = find_word(rules, core);
    unsigned kinds = word_kinds(core) | (known ? known->kinds : 0);
    found.right |= right_rules(rules, known, kinds);
    /* A point may belong to the word ("5.") or end the sentence. */
    if (core.n > 1 && core.p[core.n - 1] == '.') {
        struct str bare = str_slice(core, 0, core.n - 1);
        const struct known_word *other = find_word(rules, bare);
        found.right |= right_rules(rules, other, word_kinds(bare) | (other ? other->kinds : 0));
    }
    /* Punctuation behind a word parts it from the next, but for "Novák, Ph.D.". */
    if (core.n == rest.n)
        found.left |= left_rules(rules, known, kinds);
    else if (rest.n == core.n + 1 && rest.p[core.n] == ',' && kinds & 1U << WORD_NAME)
        found.left |= rules->left[WORD_NAME_COMMA];
    return found;
}

struct no_break_word no_break_look_up(struct no_break *rules, struct str word)
{
    if (word.n == 0)
        return (struct no_break_word){0, 0};
    if (word.n > RECENT_BYTES)
        return look_up(rules, word);
    struct recent_word *recent = &rules->recent[str_hash(word) % RECENT_WORDS];
    if (!str_equal(word, (struct str){recent->bytes, recent->size})) {
        recent->found = look_up(rules, word);
        recent->size = (uint8_t)word.n;
        memcpy(recent->bytes, word.p, word.n);
    }
    return recent->found;
}
