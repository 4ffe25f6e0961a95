/* SPDX-License-Identifier: MIT */
/*
 * Whether a picture can be shown: a PNG or JPEG that is whole, in the colours of screens, and not
 * enormous. Of a JPEG the segments and the end mark are looked at, which is what a broken download
 * damages; a PNG is unpacked. Source for JPEG: ITU-T T.81, B.
 */
#ifndef LETOPIS_DOC_IMAGE_CHECK_H
#define LETOPIS_DOC_IMAGE_CHECK_H

#include "base/arena.h"
#include "base/str.h"

enum image_state {
    IMAGE_GOOD,
    IMAGE_DAMAGED,
    IMAGE_TOO_LARGE, /* more than IMAGE_PIXELS */
    IMAGE_PRINTING   /* CMYK */
};

enum { IMAGE_PIXELS = 50000000 };

/* Of bytes that image_kind() knows. Width and height are given unless it is damaged. */
enum image_state image_check(struct arena *arena, struct str bytes, uint32_t *width,
                             uint32_t *height);

#endif
