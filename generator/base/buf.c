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

void buf_int(struct buf *buf, int64_t number)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (number < 0)
        digits[--at] = '-';
    buf_put(buf, digits + at, sizeof digits - at);
}

void buf_points(struct buf *buf, int64_t length)
{
    int64_t hundredths = ((length < 0 ? -length : length) * 100 + 32) / 64;
    if (length < 0 && hundredths > 0)
        buf_char(buf, '-');
    buf_int(buf, hundredths / 100);
    int64_t rest = hundredths % 100;
    if (rest == 0)
        return;
    buf_char(buf, '.');
    buf_char(buf, (char)('0' + rest / 10));
    if (rest % 10)
        buf_char(buf, (char)('0' + rest % 10));
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
