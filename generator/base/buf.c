/* SPDX-License-Identifier: MIT */
#include "base/buf.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void buf_free(struct buf *buf)
{
    mem_list_free(buf->p, buf->capacity, 1);
    *buf = (struct buf){0};
}

void buf_clear(struct buf *buf)
{
    buf->n = 0;
    buf->failed = false;
}

bool buf_reserve(struct buf *buf, size_t n)
{
    if (buf->failed || n > BUF_LIMIT - buf->n) {
        buf->failed = true;
        return false;
    }
    if (buf->capacity - buf->n < n)
        buf->p = mem_grow(buf->p, buf->n, &buf->capacity, buf->n + n, 1);
    return true;
}

char *buf_extend(struct buf *buf, size_t n)
{
    if (!buf_reserve(buf, n))
        return NULL;
    char *room = buf->p + buf->n;
    buf->n += n;
    return room;
}

void buf_code(struct buf *buf, uint32_t code)
{
    char bytes[4];
    buf_put(buf, bytes, str_encode(code, bytes));
}

/* Two digits at a time, as a division takes longer than all else. */
static char *put_pair(char *p, unsigned number)
{
    static const char pairs[] = "00010203040506070809101112131415161718192021222324"
                                "25262728293031323334353637383940414243444546474849"
                                "50515253545556575859606162636465666768697071727374"
                                "75767778798081828384858687888990919293949596979899";
    memcpy(p, pairs + 2 * (size_t)number, 2);
    return p + 2;
}

/* One digit or two. */
static char *put_few(char *p, unsigned number)
{
    if (number >= 10)
        return put_pair(p, number);
    *p = (char)('0' + number);
    return p + 1;
}

char *buf_digits(char *p, uint64_t number)
{
    if (number < 100)
        return put_few(p, (unsigned)number);
    if (number < 10000)
        return put_pair(put_few(p, (unsigned)number / 100), (unsigned)number % 100);
    unsigned last = (unsigned)(number % 10000);
    return put_pair(put_pair(buf_digits(p, number / 10000), last / 100), last % 100);
}

void buf_int(struct buf *buf, int64_t number)
{
    enum { MOST = 20 }; /* digits, or a sign and 19 */
    if ((buf->failed || buf->capacity - buf->n < MOST) && !buf_reserve(buf, MOST))
        return;
    char *p = buf->p + buf->n;
    if (number < 0)
        *p++ = '-';
    p = buf_digits(p, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
    buf->n = (size_t)(p - buf->p);
}

void buf_hundredths(struct buf *buf, int64_t number)
{
    int64_t size = number < 0 ? -number : number, rest = size % 100;
    if (number < 0)
        buf_char(buf, '-');
    buf_int(buf, size / 100);
    if (rest == 0)
        return;
    buf_char(buf, '.');
    buf_char(buf, (char)('0' + rest / 10));
    if (rest % 10)
        buf_char(buf, (char)('0' + rest % 10));
}

void buf_points(struct buf *buf, int64_t length)
{
    buf_hundredths(buf, buf_to_hundredths(length));
}

void buf_format(struct buf *buf, const char *format, ...)
{
    va_list list, again;
    va_start(list, format);
    va_copy(again, list);
    int size = vsnprintf(NULL, 0, format, list);
    va_end(list);
    if (size > 0 && buf_reserve(buf, (size_t)size + 1)) {
        vsnprintf(buf->p + buf->n, (size_t)size + 1, format, again);
        buf->n += (size_t)size;
    }
    va_end(again);
}

struct str buf_view(const struct buf *buf)
{
    return (struct str){buf->p, buf->n};
}

struct str buf_copy(const struct buf *buf, struct arena *arena)
{
    return arena_str(arena, buf_view(buf));
}

bool buf_failed(const struct buf *buf)
{
    return buf->failed;
}
