/* SPDX-License-Identifier: MIT */
/*
 * PNG: its chunks, and its pixels unpacked. Source: PNG (W3C), 5 to 11.
 */
#ifndef LETOPIS_DOC_PNG_H
#define LETOPIS_DOC_PNG_H

#include "base/arena.h"
#include "base/str.h"

enum png_colors {
    PNG_GRAY = 0,
    PNG_RGB = 2,
    PNG_INDEXED = 3,
    PNG_GRAY_ALPHA = 4,
    PNG_RGB_ALPHA = 6
};

struct png {
    uint32_t width, height, depth; /* depth: bits of a sample */
    uint32_t colors;               /* enum png_colors */
    bool interlaced;
    struct str palette, transparent; /* PLTE and tRNS, may be empty */
    struct str packed;               /* all of IDAT */
};

/* False when a chunk is damaged, missing or cut off, by checksums too; the pixels stay packed.
 * `png` refers to `bytes` and to the arena. */
bool png_read(struct arena *arena, struct str bytes, struct png *png);

/* Samples in a pixel, as they are stored. */
unsigned png_channels(const struct png *png);

/*
 * The rows as they are stored: a byte that names the filter, then the filtered samples; with
 * interlacing the rows of seven smaller pictures. NULL when they are damaged; else the caller gives
 * it to mem_free().
 */
unsigned char *png_rows(const struct png *png);

/* Colours and opacity apart, a byte a sample, row by row without gaps. */
struct png_planes {
    unsigned char *colors, *alpha; /* for mem_free(); alpha is NULL when all is opaque */
    unsigned channels;             /* of `colors`: 1 (grey, or an index of the palette) or 3 */
};

/* `rows` from png_rows(); they are unfiltered in place. */
struct png_planes png_planes(const struct png *png, unsigned char *rows);

#endif
