/* SPDX-License-Identifier: MIT */
/*
 * Entries of the plainest kind. They are left to libyaml as soon as a line could mean anything but
 * `key: value`: a first character that YAML gives a meaning, a colon or # where one could end the
 * value, a tab, a backslash in quotes, a line at another column. So there is no second YAML here,
 * only what reads the same under every rule of it.
 */
#include "yaml/node_parts.h"

/* Letters of any script, digits and _, of which names of fields are made. */
static bool is_word(char c)
{
    unsigned byte = (unsigned char)c;
    return byte >= 0x80 || (byte | 0x20) - 'a' < 26 || byte - '0' < 10 || byte == '_';
}

/* The first character at or after `at` that is no space. The NUL behind the text ends all loops. */
static size_t skip_spaces(const char *s, size_t at)
{
    while (s[at] == ' ')
        at++;
    return at;
}

static bool ends_line(char c)
{
    return c == '\n' || c == '\0';
}

/* Behind empty lines and lines of comment: the line that says something, or the text's end. */
static size_t skip_lines(struct str text, size_t line)
{
    for (;;) {
        size_t at = skip_spaces(text.p, line);
        if (text.p[at] == '#') {
            at = str_find(text, '\n', at);
            at = at == STR_NOT_FOUND ? text.n : at;
        }
        if (text.p[at] != '\n')
            return text.p[at] == '\0' ? at : line;
        line = at + 1;
    }
}

/* The key that begins at `at`; its end, where a colon must stand. libyaml limits keys to 1024. */
static bool read_key(const struct node_plain *plain, struct text *key, size_t at, size_t *colon)
{
    enum { MOST = 255 };
    const char *s = plain->text.p;
    size_t end = at;
    while (is_word(s[end]))
        end++;
    *key = text_plain(str_slice(plain->text, at, end), plain->at + (uint32_t)at);
    *colon = end;
    return end > at && end - at <= MOST && s[end] == ':';
}

/* Whether `line` can only be where an entry of the file's form begins. */
static bool begins_entry(const struct node_plain *plain, size_t line)
{
    const char *s = plain->text.p;
    size_t at = skip_spaces(s, line), colon;
    struct text key;
    if (at - line != plain->indent)
        return false;
    if (plain->list)
        return s[at] == '-' && s[at + 1] == ' ';
    return read_key(plain, &key, at, &colon) && (s[colon + 1] == ' ' || ends_line(s[colon + 1]));
}

static bool ends_entry(const struct node_plain *plain, size_t line)
{
    return plain->text.p[line] == '\0' || begins_entry(plain, line);
}

static void set_scalar(struct node_plain *plain, struct node *node, size_t from, size_t to,
                       size_t quote)
{
    uint32_t at = plain->at + (uint32_t)from;
    struct str value = str_slice(plain->text, from + quote, to - quote);
    *node = (struct node){
        .kind = NODE_SCALAR,
        .quoted = quote > 0,
        .span = {at, (uint32_t)(to - from)},
        .text = text_plain(value, at + (uint32_t)quote),
    };
}

/* The value that begins at `at`, behind the spaces after a colon; where its line ends. */
static bool read_quoted(struct node_plain *plain, struct node *node, size_t *at)
{
    const char *s = plain->text.p;
    size_t from = *at, to = from + 1;
    while (s[to] != s[from] && s[to] != '\\' && (unsigned char)s[to] >= ' ')
        to++;
    if (s[to] != s[from])
        return false;
    *at = skip_spaces(s, to + 1);
    set_scalar(plain, node, from, to + 1, 1);
    return ends_line(s[*at]);
}

static bool read_unquoted(struct node_plain *plain, struct node *node, size_t *at)
{
    const char *s = plain->text.p;
    size_t from = *at, to = from;
    if (!is_word(s[from]) && !(s[from] == '-' && str_is_digit(s[from + 1])))
        return false;
    for (; (unsigned char)s[to] >= ' '; to++)
        if ((s[to] == ':' && (unsigned char)s[to + 1] <= ' ') || (s[to] == '#' && s[to - 1] == ' '))
            return false;
    *at = to;
    while (s[to - 1] == ' ')
        to--;
    set_scalar(plain, node, from, to, 0);
    return ends_line(s[*at]);
}

/* `colon` is the end of the key. */
static bool read_value(struct node_plain *plain, struct node *node, size_t colon, size_t *at)
{
    const char *s = plain->text.p;
    *at = skip_spaces(s, colon + 1);
    if (s[*at] == '"' || s[*at] == '\'')
        return *at > colon + 1 && read_quoted(plain, node, at);
    if (!ends_line(s[*at]))
        return *at > colon + 1 && read_unquoted(plain, node, at);
    *node = (struct node){.kind = NODE_EMPTY, .span = {plain->at + (uint32_t)colon + 1, 0}};
    return true;
}

/* Records mostly have the keys of the one before: then none of them can be a repeated one. */
static bool read_known_key(struct node_plain *plain, size_t at, size_t *colon)
{
    if (plain->value.count >= plain->known)
        return false;
    struct text *key = &plain->entries[plain->value.count].key;
    *colon = at + key->s.n;
    if (*colon >= plain->text.n || plain->text.p[*colon] != ':' ||
        memcmp(plain->text.p + at, key->s.p, key->s.n) != 0)
        return false;
    key->span.at = plain->at + (uint32_t)at;
    return true;
}

static bool read_new_key(struct node_plain *plain, size_t at, size_t *colon)
{
    size_t count = plain->known = plain->value.count;
    if (count == NODE_PLAIN_FIELDS || !read_key(plain, &plain->entries[count].key, at, colon))
        return false;
    for (size_t i = 0; i < count; i++)
        if (str_equal(plain->entries[i].key.s, plain->entries[count].key.s))
            return false;
    plain->known++;
    return true;
}

/* The field whose key begins at `*at`, which goes to the line that follows. */
static bool read_field(struct node_plain *plain, size_t *at)
{
    size_t colon;
    if (!read_known_key(plain, *at, &colon) && !read_new_key(plain, *at, &colon))
        return false;
    struct node *node = &plain->nodes[plain->value.count];
    plain->entries[plain->value.count++].value = node;
    if (!read_value(plain, node, colon, at))
        return false;
    *at = skip_lines(plain->text, *at);
    return true;
}

/* Fields from the one at `at` on, all at `column`, up to a line of the next entry. */
static bool read_fields(struct node_plain *plain, size_t at, size_t column)
{
    const char *s = plain->text.p;
    size_t from = at, line;
    plain->value.count = 0;
    do {
        if (!read_field(plain, &at))
            return false;
        line = at;
        at = skip_spaces(s, line);
    } while (s[at] != '\0' && at - line == column);
    struct span last = plain->nodes[plain->value.count - 1].span;
    size_t to = last.at - plain->at + last.len;
    plain->value.kind = NODE_MAP;
    plain->value.span = (struct span){plain->at + (uint32_t)from, (uint32_t)(to - from)};
    plain->value.entries = plain->entries;
    plain->next = line;
    return ends_entry(plain, line);
}

/* `- key: value` */
static bool read_item(struct node_plain *plain, size_t dash)
{
    size_t at = skip_spaces(plain->text.p, dash + 1);
    return at > dash + 1 && read_fields(plain, at, plain->indent + at - dash);
}

/* `key:` and fields below it, further to the right; or `key: value`. */
static bool read_named(struct node_plain *plain, size_t key)
{
    const char *s = plain->text.p;
    size_t colon, at;
    if (!read_key(plain, &plain->key, key, &colon) || !read_value(plain, &plain->value, colon, &at))
        return false;
    plain->next = skip_lines(plain->text, at);
    at = skip_spaces(s, plain->next);
    size_t column = at - plain->next;
    if (plain->value.kind == NODE_EMPTY)
        return column > plain->indent && read_fields(plain, at, column);
    return ends_entry(plain, plain->next);
}

void node_plain_open(struct node_plain *plain, struct str text, uint32_t at)
{
    plain->text = text;
    plain->at = at;
    plain->next = skip_lines(text, 0);
    size_t first = skip_spaces(text.p, plain->next);
    plain->indent = first - plain->next;
    plain->list = text.p[first] == '-';
    plain->known = 0;
    plain->key = (struct text){0};
    plain->value = (struct node){0};
}

bool node_plain_next(struct node_plain *plain)
{
    size_t line = plain->next, at = line + plain->indent;
    if (line >= plain->text.n)
        return false;
    if (plain->list ? plain->text.p[at] == '-' && read_item(plain, at) : read_named(plain, at))
        return true;
    plain->next = line;
    return false;
}

bool node_plain_end(const struct node_plain *plain, size_t *end)
{
    size_t line = plain->next;
    if (!begins_entry(plain, line))
        return false;
    do {
        size_t feed = str_find(plain->text, '\n', line);
        line = feed == STR_NOT_FOUND ? plain->text.n : skip_lines(plain->text, feed);
    } while (skip_spaces(plain->text.p, line) - line > plain->indent);
    *end = line;
    return ends_entry(plain, line);
}
