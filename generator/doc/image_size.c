/* SPDX-License-Identifier: MIT */
#include "doc/image_size.h"

enum {
    PNG_HEAD = 24, /* signature, length, "IHDR", width, height */
    JPEG_START = 0xD8,
    JPEG_TEM = 0x01,
    JPEG_RST0 = 0xD0,
    JPEG_RST7 = 0xD7,
    JPEG_SOF0 = 0xC0,
    JPEG_SOF15 = 0xCF,
    JPEG_DHT = 0xC4,
    JPEG_JPG = 0xC8,
    JPEG_DAC = 0xCC,
    JPEG_SCAN = 0xDA
};

#define PNG_SIGNATURE STR("\x89PNG\r\n\x1a\n")

static uint32_t byte_at(struct str s, size_t at)
{
    return (unsigned char)s.p[at];
}

static uint32_t two_bytes(struct str s, size_t at)
{
    return byte_at(s, at) << 8 | byte_at(s, at + 1);
}

enum image_kind image_kind(struct str bytes)
{
    if (str_starts(bytes, PNG_SIGNATURE))
        return IMAGE_PNG;
    if (bytes.n >= 3 && byte_at(bytes, 0) == 0xFF && byte_at(bytes, 1) == JPEG_START &&
        byte_at(bytes, 2) == 0xFF)
        return IMAGE_JPEG;
    return IMAGE_OTHER;
}

static bool png_size(struct str bytes, uint32_t *width, uint32_t *height)
{
    if (bytes.n < PNG_HEAD || !str_equal(str_slice(bytes, 12, 16), STR("IHDR")))
        return false;
    *width = two_bytes(bytes, 16) << 16 | two_bytes(bytes, 18);
    *height = two_bytes(bytes, 20) << 16 | two_bytes(bytes, 22);
    return true;
}

static bool is_frame(uint32_t marker)
{
    return marker >= JPEG_SOF0 && marker <= JPEG_SOF15 && marker != JPEG_DHT &&
           marker != JPEG_JPG && marker != JPEG_DAC;
}

/* Segments follow each other: FF, marker, length (which counts itself), content. */
size_t image_jpeg_frame(struct str bytes)
{
    size_t at = 2;
    while (at + 4 <= bytes.n && byte_at(bytes, at) == 0xFF) {
        uint32_t marker = byte_at(bytes, at + 1);
        if (marker == 0xFF) /* a fill byte */
            at++;
        else if (marker == JPEG_TEM || (marker >= JPEG_RST0 && marker <= JPEG_RST7))
            at += 2;
        else if (is_frame(marker))
            return at;
        else if (marker == JPEG_SCAN)
            return STR_NOT_FOUND;
        else
            at += 2 + two_bytes(bytes, at + 2);
    }
    return STR_NOT_FOUND;
}

static bool jpeg_size(struct str bytes, uint32_t *width, uint32_t *height)
{
    size_t at = image_jpeg_frame(bytes);
    if (at == STR_NOT_FOUND || bytes.n - at < 9)
        return false;
    *height = two_bytes(bytes, at + 5);
    *width = two_bytes(bytes, at + 7);
    return true;
}

bool image_size(struct str bytes, uint32_t *width, uint32_t *height)
{
    bool read = image_kind(bytes) == IMAGE_PNG ? png_size(bytes, width, height)
                                               : jpeg_size(bytes, width, height);
    return read && *width > 0 && *height > 0 && *width <= IMAGE_LARGEST && *height <= IMAGE_LARGEST;
}
