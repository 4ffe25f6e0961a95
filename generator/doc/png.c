/* SPDX-License-Identifier: MIT */
#include "doc/png.h"

#include <libdeflate.h>
#include <string.h>

#include "base/mem.h"

enum {
    SIGNATURE = 8,
    AROUND = 12, /* of a chunk: length, name, checksum */
    HEADER = 13,
    FILTERS = 5,
    PASSES = 7,
    OPAQUE = 255
};

/* A pass holds every dx-th pixel of every dy-th row, from x and y on. */
struct pass {
    uint32_t x, y, dx, dy;
};

static const struct pass ADAM7[PASSES] = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4},
                                          {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}};
static const struct pass WHOLE[1] = {{0, 0, 1, 1}};

static uint32_t byte_at(struct str s, size_t at)
{
    return (unsigned char)s.p[at];
}

static uint32_t four_bytes(struct str s, size_t at)
{
    return byte_at(s, at) << 24 | byte_at(s, at + 1) << 16 | byte_at(s, at + 2) << 8 |
           byte_at(s, at + 3);
}

/* --- chunks --- */

struct parts {
    struct str *items; /* of IDAT */
    size_t count, capacity;
};

static bool read_header(struct str data, struct png *png)
{
    /* By kind of colours: a bit for each depth that it may have. */
    static const uint32_t DEPTHS[] = {
        [PNG_GRAY] = 1u << 1 | 1u << 2 | 1u << 4 | 1u << 8 | 1u << 16,
        [PNG_RGB] = 1u << 8 | 1u << 16,
        [PNG_INDEXED] = 1u << 1 | 1u << 2 | 1u << 4 | 1u << 8,
        [PNG_GRAY_ALPHA] = 1u << 8 | 1u << 16,
        [PNG_RGB_ALPHA] = 1u << 8 | 1u << 16,
    };
    if (data.n != HEADER || png->depth)
        return false;
    png->width = four_bytes(data, 0);
    png->height = four_bytes(data, 4);
    png->depth = byte_at(data, 8);
    png->colors = byte_at(data, 9);
    png->interlaced = byte_at(data, 12) == 1;
    return png->colors < sizeof DEPTHS / sizeof *DEPTHS && png->depth <= 16 &&
           (DEPTHS[png->colors] >> png->depth & 1) && byte_at(data, 10) == 0 &&
           byte_at(data, 11) == 0 && byte_at(data, 12) <= 1;
}

static bool read_transparent(struct str data, struct png *png)
{
    static const size_t SIZES[] = {[PNG_GRAY] = 2, [PNG_RGB] = 6};
    if (png->colors == PNG_GRAY_ALPHA || png->colors == PNG_RGB_ALPHA)
        return false;
    png->transparent = data;
    return png->colors == PNG_INDEXED ? data.n <= png->palette.n / 3 : data.n == SIZES[png->colors];
}

static bool read_chunk(struct arena *arena, struct str name, struct str data, struct png *png,
                       struct parts *parts)
{
    if (str_is(name, "IHDR"))
        return read_header(data, png);
    if (png->depth == 0)
        return false;
    if (str_is(name, "PLTE")) {
        png->palette = data;
        return data.n > 0 && data.n % 3 == 0 && data.n / 3 <= 256;
    }
    if (str_is(name, "tRNS"))
        return read_transparent(data, png);
    if (str_is(name, "IDAT"))
        ARENA_PUSH(arena, parts, data);
    return true;
}

bool png_read(struct arena *arena, struct str bytes, struct png *png)
{
    struct parts parts = {0};
    *png = (struct png){0};
    for (size_t at = SIGNATURE;;) {
        if (at > bytes.n || bytes.n - at < AROUND)
            return false;
        size_t size = four_bytes(bytes, at);
        if (size > bytes.n - at - AROUND)
            return false;
        struct str checked = str_slice(bytes, at + 4, at + 8 + size);
        if (libdeflate_crc32(0, checked.p, checked.n) != four_bytes(bytes, at + 8 + size))
            return false;
        struct str name = str_slice(checked, 0, 4);
        if (!read_chunk(arena, name, str_slice(checked, 4, checked.n), png, &parts))
            return false;
        if (str_is(name, "IEND"))
            break;
        at += AROUND + size;
    }
    png->packed = parts.count == 1 ? parts.items[0] : arena_join(arena, parts.items, parts.count);
    return png->packed.n > 0 && (png->colors != PNG_INDEXED || png->palette.n > 0);
}

/* --- rows --- */

unsigned png_channels(const struct png *png)
{
    static const unsigned CHANNELS[] = {[PNG_GRAY] = 1,
                                        [PNG_RGB] = 3,
                                        [PNG_INDEXED] = 1,
                                        [PNG_GRAY_ALPHA] = 2,
                                        [PNG_RGB_ALPHA] = 4};
    return CHANNELS[png->colors];
}

static const struct pass *passes_of(const struct png *png, size_t *count)
{
    *count = png->interlaced ? PASSES : 1;
    return png->interlaced ? ADAM7 : WHOLE;
}

/* How many of `size` pixels a pass has that takes every `step`-th from `first` on. */
static uint32_t taken(uint32_t size, uint32_t first, uint32_t step)
{
    return size > first ? (size - first - 1) / step + 1 : 0;
}

static size_t row_size(const struct png *png, uint32_t width)
{
    return ((size_t)width * png_channels(png) * png->depth + 7) / 8;
}

/* What png_rows() gives has this many bytes; with `rows`, whether it names known filters only. */
static bool walk_rows(const struct png *png, const unsigned char *rows, size_t *size)
{
    size_t count;
    const struct pass *passes = passes_of(png, &count);
    *size = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t width = taken(png->width, passes[i].x, passes[i].dx);
        uint32_t height = width ? taken(png->height, passes[i].y, passes[i].dy) : 0;
        for (uint32_t y = 0; y < height; y++) {
            if (rows && rows[*size] >= FILTERS)
                return false;
            *size += 1 + row_size(png, width);
        }
    }
    return true;
}

unsigned char *png_rows(const struct png *png)
{
    size_t size;
    walk_rows(png, NULL, &size);
    struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
    if (decompressor == NULL)
        mem_exhausted();
    unsigned char *rows = mem_alloc(size);
    enum libdeflate_result result =
        libdeflate_zlib_decompress(decompressor, png->packed.p, png->packed.n, rows, size, NULL);
    libdeflate_free_decompressor(decompressor);
    if (result == LIBDEFLATE_SUCCESS && walk_rows(png, rows, &size))
        return rows;
    mem_free(rows);
    return NULL;
}

/* --- planes --- */

static int paeth(int left, int above, int corner)
{
    int guess = left + above - corner;
    int a = guess > left ? guess - left : left - guess;
    int b = guess > above ? guess - above : above - guess;
    int c = guess > corner ? guess - corner : corner - guess;
    return a <= b && a <= c ? left : b <= c ? above : corner;
}

/* `row` and the one `above` it (NULL: none) stand behind their filter bytes; `step`: bytes from a
 * pixel to the next, at least 1. */
static void unfilter(unsigned char filter, unsigned char *row, const unsigned char *above,
                     size_t size, size_t step)
{
    for (size_t i = 0; i < size; i++) {
        int left = i >= step ? row[i - step] : 0;
        int up = above ? above[i] : 0;
        int corner = above && i >= step ? above[i - step] : 0;
        int guess = 0;
        switch (filter) {
        case 1:
            guess = left;
            break;
        case 2:
            guess = up;
            break;
        case 3:
            guess = (left + up) / 2;
            break;
        case 4:
            guess = paeth(left, up, corner);
            break;
        default:
            break;
        }
        row[i] = (unsigned char)(row[i] + guess);
    }
}

static unsigned sample_at(const struct png *png, const unsigned char *row, size_t index)
{
    if (png->depth == 16)
        return (unsigned)row[2 * index] << 8 | row[2 * index + 1];
    if (png->depth == 8)
        return row[index];
    size_t bit = index * png->depth;
    return (unsigned)row[bit / 8] >> (8 - png->depth - bit % 8) & ((1u << png->depth) - 1);
}

/* tRNS names the opacity of an entry of the palette, else the one colour that is not there. */
static unsigned opacity(const struct png *png, const unsigned *samples, unsigned channels)
{
    if (png->colors == PNG_INDEXED)
        return samples[0] < png->transparent.n ? byte_at(png->transparent, samples[0]) : OPAQUE;
    for (unsigned i = 0; i < channels; i++)
        if (samples[i] != (byte_at(png->transparent, 2 * (size_t)i) << 8 |
                           byte_at(png->transparent, 2 * (size_t)i + 1)))
            return OPAQUE;
    return 0;
}

/* A sample of any depth as one of 8 bits; an index stays. */
static unsigned char narrow(const struct png *png, unsigned sample)
{
    if (png->depth == 16)
        return (unsigned char)((sample * 255u + 32767) / 65535);
    if (png->depth < 8 && png->colors == PNG_GRAY)
        sample *= 255 / ((1u << png->depth) - 1);
    return (unsigned char)sample;
}

/* Puts one pixel into the planes at `to`. */
static void put_pixel(const struct png *png, const struct png_planes *planes,
                      const unsigned char *row, size_t x, size_t to)
{
    unsigned stored = png_channels(png), samples[4] = {0};
    for (unsigned i = 0; i < stored; i++)
        samples[i] = sample_at(png, row, x * stored + i);
    for (unsigned i = 0; i < planes->channels; i++)
        planes->colors[to * planes->channels + i] = narrow(png, samples[i]);
    if (planes->alpha)
        planes->alpha[to] =
            (unsigned char)(stored > planes->channels ? narrow(png, samples[planes->channels])
                                                      : opacity(png, samples, stored));
}

struct png_planes png_planes(const struct png *png, unsigned char *rows)
{
    size_t count, pixels = (size_t)png->width * png->height;
    const struct pass *passes = passes_of(png, &count);
    unsigned stored = png_channels(png);
    struct png_planes planes = {.channels = stored >= 3 ? 3 : 1};
    planes.colors = mem_alloc(pixels * planes.channels);
    if (stored > planes.channels || png->transparent.n)
        planes.alpha = mem_alloc(pixels);
    size_t step = stored * png->depth > 8 ? stored * png->depth / 8 : 1;
    for (size_t i = 0; i < count; i++) {
        const struct pass *pass = &passes[i];
        uint32_t width = taken(png->width, pass->x, pass->dx);
        uint32_t height = width ? taken(png->height, pass->y, pass->dy) : 0;
        size_t size = row_size(png, width);
        const unsigned char *above = NULL;
        for (uint32_t y = 0; y < height; y++, rows += 1 + size) {
            unfilter(rows[0], rows + 1, above, size, step);
            above = rows + 1;
            size_t to = (size_t)(pass->y + y * pass->dy) * png->width + pass->x;
            for (uint32_t x = 0; x < width; x++, to += pass->dx)
                put_pixel(png, &planes, above, x, to);
        }
    }
    return planes;
}
