/* SPDX-License-Identifier: MIT */
/*
 * A growing buffer that owns its bytes. Writers return nothing: the buffer keeps the first
 * failure (more than BUF_LIMIT bytes), later writes do nothing, and whoever is at the end asks
 * once with buf_failed(). A zeroed struct is an empty buffer; buf_free() gives its memory back.
 */
#ifndef LETOPIS_BASE_BUF_H
#define LETOPIS_BASE_BUF_H

#include "base/arena.h"
#include "base/str.h"

#define BUF_LIMIT ((size_t)1 << 31)

struct buf {
    char *p;
    size_t n, capacity;
    bool failed;
};

void buf_free(struct buf *buf);
/* Empties the buffer and keeps its memory. */
void buf_clear(struct buf *buf);

/* Makes room for `n` more bytes; false once the buffer has failed. */
bool buf_reserve(struct buf *buf, size_t n);

static inline void buf_put(struct buf *buf, const void *bytes, size_t n)
{
    bool room = !buf->failed && buf->capacity - buf->n >= n;
    if (n == 0 || (!room && !buf_reserve(buf, n)))
        return;
    memcpy(buf->p + buf->n, bytes, n);
    buf->n += n;
}

static inline void buf_str(struct buf *buf, struct str s)
{
    buf_put(buf, s.p, s.n);
}

static inline void buf_text(struct buf *buf, const char *text)
{
    buf_put(buf, text, strlen(text));
}

static inline void buf_char(struct buf *buf, char c)
{
    if (buf->failed || buf->n == buf->capacity) {
        buf_put(buf, &c, 1);
        return;
    }
    buf->p[buf->n++] = c;
}

/* A code point as UTF-8. */
void buf_code(struct buf *buf, uint32_t code);
/* Decimal, without grouping. */
void buf_int(struct buf *buf, int64_t number);
/* The digits alone, up to 20 from `p` on; gives their end. */
char *buf_digits(char *p, uint64_t number);
/* A length in 1/64 point as points, with two decimals at most: "-12.5". */
void buf_points(struct buf *buf, int64_t length);
/* The same in two steps, for what is to be reckoned with as it is written. */
static inline int64_t buf_to_hundredths(int64_t length)
{
    return length < 0 ? -((-length * 100 + 32) / 64) : (length * 100 + 32) / 64;
}
void buf_hundredths(struct buf *buf, int64_t number);
/* printf, for technical output only (never for a number that people read). */
void buf_format(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Room for `n` more bytes, uninitialised, already counted; NULL once the buffer has failed. */
char *buf_extend(struct buf *buf, size_t n);

/* The bytes so far; valid until the next write. */
struct str buf_view(const struct buf *buf);
/* A NUL-terminated copy in the arena. */
struct str buf_copy(const struct buf *buf, struct arena *arena);
bool buf_failed(const struct buf *buf);

#endif
