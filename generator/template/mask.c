/* SPDX-License-Identifier: MIT */
#include "template/mask.h"

#include <string.h>

enum { PLANE = 65534, PLANE_15 = 0xF0000, PLANE_16 = 0x100000, FILLER = 'x', LONGEST_MARK = 4096 };

struct scanner {
    struct arena *arena;
    struct mask *mask;
    struct str s;
    char *masked;
    bool markdown;
};

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

/* --- what stands between the braces
 * --------------------------------------------------------------- */

/* Behind the text in double quotes that opens at `at`; `at` + 1 when it does not close before
 * `end`. */
static size_t skip_quoted(struct str s, size_t at, size_t end)
{
    for (size_t i = at + 1; i < end && !is_line_end(s.p[i]) && s.p[i] != '`'; i++)
        if (s.p[i] == '"')
            return i + 1;
    return at + 1;
}

/*
 * Offset of the }} that closes a mark whose inside begins at `from`, on the same line. A mark never
 * holds a backtick nor, outside of quotes, another {{: where one stands, the braces are code
 * (`{{` … `}}`), or were not closed.
 */
static size_t find_close(struct str s, size_t from)
{
    size_t plain = STR_NOT_FOUND, end = from + LONGEST_MARK < s.n ? from + LONGEST_MARK : s.n;
    for (size_t i = from; i + 1 < end && !is_line_end(s.p[i]) && s.p[i] != '`';) {
        if (s.p[i] == '}' && s.p[i + 1] == '}')
            return i;
        if (s.p[i] == '{' && s.p[i + 1] == '{')
            return plain;
        if (s.p[i] != '"') {
            i++;
            continue;
        }
        size_t behind = skip_quoted(s, i, end);
        struct str quoted = str_slice(s, i, behind);
        size_t close = str_find_str(quoted, STR("}}"), 0);
        if (close != STR_NOT_FOUND && plain == STR_NOT_FOUND)
            plain = i + close;
        if (close != STR_NOT_FOUND && str_find_str(quoted, STR("{{"), close) != STR_NOT_FOUND)
            return plain; /* quotes that pair across two marks */
        i = behind;
    }
    return plain;
}

static bool starts_word(struct str s, const char *word)
{
    size_t n = strlen(word);
    return str_starts(s, str_from(word)) && (s.n == n || str_is_blank(s.p[n]));
}

/* Whether the word `then` stands outside of quotes and parentheses: an expression, no directive. */
static bool has_then(struct str s)
{
    int depth = 0;
    for (size_t i = 0; i < s.n;) {
        char c = s.p[i];
        if (c == '"') {
            i = skip_quoted(s, i, s.n);
            continue;
        }
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (depth == 0 && i > 0 && str_is_blank(s.p[i - 1]) &&
            starts_word(str_slice(s, i, s.n), "then"))
            return true;
        i++;
    }
    return false;
}

/* Offset of the first | outside of quotes, or the length. */
static size_t find_bar(struct str s)
{
    for (size_t i = 0; i < s.n;) {
        if (s.p[i] == '|')
            return i;
        i = s.p[i] == '"' ? skip_quoted(s, i, s.n) : i + 1;
    }
    return s.n;
}

static void set_inner(struct mark *mark, struct str whole, struct str inner)
{
    inner = str_trim(inner);
    mark->inner_from = (uint32_t)(inner.p - whole.p);
    mark->inner_to = mark->inner_from + (uint32_t)inner.n;
}

static void read_inside(struct str s, struct str inside, struct mark *mark)
{
    static const struct {
        const char *word;
        enum mark_kind kind;
    } WORDS[] = {{"if", MARK_IF}, {"else", MARK_ELSE}, {"for", MARK_FOR}, {"end", MARK_END}};
    struct str trimmed = str_trim(inside);
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        if (!starts_word(trimmed, WORDS[i].word))
            continue;
        if (WORDS[i].kind == MARK_IF && has_then(trimmed))
            break;
        mark->kind = (uint8_t)WORDS[i].kind;
        set_inner(mark, s, str_slice(trimmed, strlen(WORDS[i].word), trimmed.n));
        return;
    }
    size_t bar = find_bar(inside);
    mark->kind = MARK_VALUE;
    set_inner(mark, s, str_slice(inside, 0, bar));
    if (bar < inside.n)
        mark->filters_from = (uint32_t)(inside.p - s.p + (ptrdiff_t)bar) + 1;
}

/* --- masking
 * -------------------------------------------------------------------------------------- */

static void write_letter(char *to, size_t index)
{
    uint32_t code = (uint32_t)(index % MASK_CODES);
    code = code < PLANE ? PLANE_15 + code : PLANE_16 + code - PLANE;
    str_encode(code, to);
}

static void add_mark(struct scanner *scanner, struct mark mark)
{
    struct mask *mask = scanner->mask;
    size_t length = mark.to - mark.from;
    char *to = scanner->masked + mark.from;
    memset(to, FILLER, length);
    if (mark.own_line) {
        memcpy(to, "<?", 2);
        memcpy(to + length - 2, "?>", 2);
        ARENA_PUSH(scanner->arena, &mask->lines, (uint32_t)mask->count);
    } else {
        write_letter(to, mask->count);
    }
    ARENA_PUSH(scanner->arena, mask, mark);
}

/* Whether only blanks, > and list markers stand before `at` on its line. */
static bool begins_line(struct str s, size_t at)
{
    size_t from = at;
    while (from > 0 && !is_line_end(s.p[from - 1]))
        from--;
    for (size_t i = from; i < at; i++) {
        char c = s.p[i];
        bool marker = c == '-' || c == '+' || c == '*';
        if (c >= '0' && c <= '9') {
            while (i < at && s.p[i] >= '0' && s.p[i] <= '9')
                i++;
            marker = i < at && (s.p[i] == '.' || s.p[i] == ')');
            if (!marker)
                return false;
        }
        if (marker ? i + 1 >= at || !str_is_blank(s.p[i + 1]) : !str_is_blank(c) && c != '>')
            return false;
    }
    return true;
}

static bool ends_line(struct str s, size_t at)
{
    while (at < s.n && str_is_blank(s.p[at]))
        at++;
    return at == s.n || is_line_end(s.p[at]);
}

/* Whether an odd number of backslashes stands before `at`: two are one that is meant. */
static bool is_escaped(struct str s, size_t at)
{
    bool escaped = false;
    for (; at > 0 && s.p[at - 1] == '\\'; at--)
        escaped = !escaped;
    return escaped;
}

/* {{ at `at`; gives where to go on. */
static size_t scan_braces(struct scanner *scanner, size_t at)
{
    struct str s = scanner->s;
    bool escaped = is_escaped(s, at);
    size_t close = find_close(s, at + 2);
    if (close == STR_NOT_FOUND) {
        if (!escaped)
            ARENA_PUSH(scanner->arena, &scanner->mask->open, (uint32_t)at);
        return at + 2;
    }
    struct mark mark = {.from = (uint32_t)at, .to = (uint32_t)close + 2};
    if (escaped) {
        mark.kind = MARK_LITERAL;
        mark.from--;
        mark.inner_from = (uint32_t)at;
        mark.inner_to = mark.to;
    } else {
        read_inside(s, str_slice(s, at + 2, close), &mark);
        mark.own_line = scanner->markdown && mark.kind != MARK_VALUE && ends_line(s, mark.to) &&
                        begins_line(s, at);
    }
    add_mark(scanner, mark);
    return mark.to;
}

/* [^ at `at`: a footnote's label has no blanks and no brackets. */
static size_t scan_note(struct scanner *scanner, size_t at)
{
    struct str s = scanner->s;
    size_t i = at + 2;
    while (i < s.n && !str_is_blank(s.p[i]) && !is_line_end(s.p[i]) && s.p[i] != ']' &&
           s.p[i] != '[')
        i++;
    if (i >= s.n || s.p[i] != ']' || i == at + 2 || is_escaped(s, at))
        return at + 2;
    struct mark mark = {.kind = MARK_NOTE,
                        .from = (uint32_t)at,
                        .to = (uint32_t)i + 1,
                        .inner_from = (uint32_t)at + 2,
                        .inner_to = (uint32_t)i};
    mark.definition = i + 1 < s.n && s.p[i + 1] == ':' && begins_line(s, at);
    add_mark(scanner, mark);
    return mark.to;
}

/* Whether a letter of plane 15 or 16 stands at `at`. */
static bool is_private(struct str s, size_t at)
{
    unsigned char first = (unsigned char)s.p[at];
    return at + MASK_LETTER_BYTES <= s.n &&
           (first == 0xF4 || (first == 0xF3 && (unsigned char)s.p[at + 1] >= 0xB0));
}

static size_t scan_private(struct scanner *scanner, size_t at)
{
    uint32_t to = (uint32_t)at + MASK_LETTER_BYTES;
    add_mark(scanner, (struct mark){.kind = MARK_LITERAL,
                                    .from = (uint32_t)at,
                                    .to = to,
                                    .inner_from = (uint32_t)at,
                                    .inner_to = to});
    return to;
}

/* Eight bytes at once: { and [ differ in one bit; a high bit stays where the four highest are. */
static bool has_start(const char *p)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), high = ones * 0x80;
    uint64_t word;
    memcpy(&word, p, sizeof word);
    uint64_t brackets = (word | ones * ('{' ^ '[')) ^ ones * ('{' | '[');
    uint64_t fours = word & word << 1 & word << 2 & word << 3;
    return ((((brackets - ones) & ~brackets) | fours) & high) != 0;
}

static bool is_start(char c)
{
    return c == '{' || c == '[' || (unsigned char)c >= 0xF0;
}

size_t mask_find_start(struct str s, size_t from)
{
    while (s.n - from >= 8 && !has_start(s.p + from))
        from += 8;
    while (from < s.n && !is_start(s.p[from]))
        from++;
    return from;
}

void mask_make(struct arena *arena, struct text text, bool markdown, struct mask *out)
{
    *out = (struct mask){.text = text};
    struct str s = text.s;
    struct str copy = arena_str(arena, s);
    struct scanner scanner = {arena, out, s, (char *)(uintptr_t)copy.p, markdown};
    out->masked = copy;
    for (size_t i = mask_find_start(s, 0); i < s.n; i = mask_find_start(s, i)) {
        bool pair = i + 1 < s.n;
        if (s.p[i] == '{' && pair && s.p[i + 1] == '{')
            i = scan_braces(&scanner, i);
        else if (s.p[i] == '[' && pair && s.p[i + 1] == '^' && markdown)
            i = scan_note(&scanner, i);
        else if (is_private(s, i))
            i = scan_private(&scanner, i);
        else
            i++;
    }
}

/* --- reading marks back
 * --------------------------------------------------------------------------- */

size_t mask_after(const struct mask *mask, size_t offset)
{
    size_t low = 0, high = mask->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (mask->items[middle].from < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool mask_read_letter(const struct mask *mask, struct str masked, size_t at, size_t least,
                      size_t *index)
{
    if (!is_private(masked, at))
        return false;
    uint32_t letter = str_next(masked, &at);
    size_t code = letter < PLANE_16 ? letter - PLANE_15 : letter - PLANE_16 + PLANE;
    if (code < least)
        code += (least - code + MASK_CODES - 1) / MASK_CODES * MASK_CODES;
    *index = code;
    return code < mask->count;
}

/* Whether the mark `index` is a directive alone on its line and its `<?…?>` stands at `at`. */
static bool is_line_mask(const struct mask *mask, struct str masked, size_t at, size_t index)
{
    if (index >= mask->count || !mask->items[index].own_line)
        return false;
    const struct mark *mark = &mask->items[index];
    size_t length = mark->to - mark->from;
    return at + length <= masked.n &&
           memcmp(masked.p + at, mask->masked.p + mark->from, length) == 0;
}

void mask_restore(const struct mask *mask, struct str masked, size_t least, struct buf *out)
{
    size_t index = least, found;
    for (size_t i = 0; i < masked.n;) {
        if (is_line_mask(mask, masked, i, index)) {
            found = index;
        } else if (!mask_letter(mask, masked, i, index, &found)) {
            buf_char(out, masked.p[i++]);
            continue;
        }
        const struct mark *mark = &mask->items[found];
        buf_str(out, str_slice(mask->text.s, mark->from, mark->to));
        i += mark->to - mark->from;
        index = found + 1;
    }
}

struct span mark_span(const struct mask *mask, const struct mark *mark)
{
    return text_span(mask->text, mark->from, mark->to);
}

struct text mark_inner(const struct mask *mask, const struct mark *mark)
{
    return text_slice(mask->text, mark->inner_from, mark->inner_to);
}

struct text mark_filters(const struct mask *mask, const struct mark *mark)
{
    if (mark->filters_from == 0)
        return text_slice(mask->text, mark->to, mark->to);
    return text_slice(mask->text, mark->filters_from, mark->to - 2);
}
