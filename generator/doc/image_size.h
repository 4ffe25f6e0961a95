/* SPDX-License-Identifier: MIT */
/*
 * The size of a picture, read from its header: PNG (IHDR) and JPEG (the first SOF segment).
 * Sources: PNG (W3C), 11.2.2; ITU-T T.81, B.2.2.
 */
#ifndef LETOPIS_DOC_IMAGE_SIZE_H
#define LETOPIS_DOC_IMAGE_SIZE_H

#include "base/str.h"

enum image_kind { IMAGE_OTHER, IMAGE_PNG, IMAGE_JPEG };

/* Told by the first bytes. */
enum image_kind image_kind(struct str bytes);

/* Width and height in pixels, both at least 1 and at most IMAGE_LARGEST; false when the header is
 * damaged. */
enum { IMAGE_LARGEST = 65500 };
bool image_size(struct str bytes, uint32_t *width, uint32_t *height);

/* Where a JPEG's first frame header (SOF) begins; STR_NOT_FOUND when there is none before the
 * pixels. */
size_t image_jpeg_frame(struct str bytes);

#endif
