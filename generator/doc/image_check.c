/* SPDX-License-Identifier: MIT */
#include "doc/image_check.h"

#include "base/mem.h"
#include "doc/image_size.h"
#include "doc/png.h"

static enum image_state check_png(struct arena *arena, struct str bytes)
{
    struct png png;
    unsigned char *rows = png_read(arena, bytes, &png) ? png_rows(&png) : NULL;
    bool whole = rows != NULL;
    mem_free(rows);
    return whole ? IMAGE_GOOD : IMAGE_DAMAGED;
}

/* The frame's segment says how the picture is made: FF, marker, length, depth, size, components. */
static enum image_state check_frame(struct str frame)
{
    enum { BASELINE = 0xC0, PROGRESSIVE = 0xC2, DEPTH = 8 };
    unsigned marker = (unsigned char)frame.p[1], components = (unsigned char)frame.p[9];
    if (marker < BASELINE || marker > PROGRESSIVE || frame.p[4] != DEPTH)
        return IMAGE_DAMAGED;
    if (components == 4)
        return IMAGE_PRINTING;
    return components == 1 || components == 3 ? IMAGE_GOOD : IMAGE_DAMAGED;
}

/* A JPEG ends with FF D9. Among the pixels FF is followed by other bytes, so the first one behind
 * the frame is the end. */
static enum image_state check_jpeg(struct str bytes)
{
    size_t at = image_jpeg_frame(bytes);
    if (at == STR_NOT_FOUND || bytes.n - at < 10 ||
        str_find_str(bytes, STR("\xFF\xD9"), at) == STR_NOT_FOUND)
        return IMAGE_DAMAGED;
    return check_frame(str_slice(bytes, at, bytes.n));
}

enum image_state image_check(struct arena *arena, struct str bytes, uint32_t *width,
                             uint32_t *height)
{
    if (!image_size(bytes, width, height))
        return IMAGE_DAMAGED;
    if ((uint64_t)*width * *height > IMAGE_PIXELS)
        return IMAGE_TOO_LARGE;
    return image_kind(bytes) == IMAGE_PNG ? check_png(arena, bytes) : check_jpeg(bytes);
}
