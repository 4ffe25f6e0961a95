/* SPDX-License-Identifier: MIT */
#include "pdf/picture.h"

#include "base/mem.h"
#include "doc/image_size.h"
#include "doc/png.h"

static void put_head(struct buf *out, uint32_t width, uint32_t height, unsigned bits)
{
    buf_format(out, "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent %u",
               (unsigned)width, (unsigned)height, bits);
}

static void put_space(struct buf *out, unsigned channels)
{
    buf_text(out, channels == 3 ? "/ColorSpace/DeviceRGB" : "/ColorSpace/DeviceGray");
}

static void put_png_space(struct buf *out, const struct png *png)
{
    if (png->colors != PNG_INDEXED) {
        put_space(out, png_channels(png) >= 3 ? 3 : 1);
        return;
    }
    buf_format(out, "/ColorSpace[/Indexed/DeviceRGB %zu<", png->palette.n / 3 - 1);
    for (size_t i = 0; i < png->palette.n; i++)
        pdf_put_hex(out, (unsigned char)png->palette.p[i], 2);
    buf_text(out, ">]");
}

static unsigned write(struct pdf_objects *objects, const void *bytes, size_t size, bool compress,
                      struct buf *entries)
{
    struct str data = {bytes, size};
    unsigned number = pdf_object_number(pdf_stream_new(objects, data, compress, buf_view(entries)));
    buf_free(entries);
    return number;
}

/* PDF knows PNG's filters, so what is opaque and not interlaced goes in as it is packed; samples of
 * 16 bits excepted, which some readers round over the edge: white becomes black. */
static unsigned write_packed(struct pdf_objects *objects, const struct png *png)
{
    struct buf entries = {0};
    put_head(&entries, png->width, png->height, png->depth);
    put_png_space(&entries, png);
    buf_format(&entries,
               "/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors %u/BitsPerComponent %u"
               "/Columns %u>>",
               png_channels(png), (unsigned)png->depth, (unsigned)png->width);
    return write(objects, png->packed.p, png->packed.n, false, &entries);
}

static unsigned write_planes(struct pdf_objects *objects, const struct png *png)
{
    unsigned char *rows = png_rows(png);
    if (rows == NULL)
        return 0;
    struct png_planes planes = png_planes(png, rows);
    size_t pixels = (size_t)png->width * png->height;
    struct buf entries = {0}, mask = {0};
    unsigned mask_number = 0;
    mem_free(rows);
    if (planes.alpha) {
        put_head(&mask, png->width, png->height, 8);
        put_space(&mask, 1);
        mask_number = write(objects, planes.alpha, pixels, true, &mask);
    }
    put_head(&entries, png->width, png->height, 8);
    put_png_space(&entries, png);
    if (planes.alpha)
        buf_format(&entries, "/SMask %u 0 R", mask_number);
    unsigned number = write(objects, planes.colors, pixels * planes.channels, true, &entries);
    mem_free(planes.colors);
    mem_free(planes.alpha);
    return number;
}

static unsigned write_jpeg(struct pdf_objects *objects, const struct doc_image *image)
{
    enum { COMPONENTS = 9 };
    size_t frame = image_jpeg_frame(image->bytes);
    if (frame == STR_NOT_FOUND || image->bytes.n - frame <= COMPONENTS)
        return 0;
    struct buf entries = {0};
    put_head(&entries, image->width, image->height, 8);
    put_space(&entries, (unsigned char)image->bytes.p[frame + COMPONENTS]);
    buf_text(&entries, "/Filter/DCTDecode");
    return write(objects, image->bytes.p, image->bytes.n, false, &entries);
}

unsigned pdf_picture_write(struct pdf_objects *objects, struct arena *arena,
                           const struct doc_image *image)
{
    struct png png;
    if (!str_is(image->type, "png"))
        return write_jpeg(objects, image);
    if (!png_read(arena, image->bytes, &png))
        return 0;
    bool alpha = png.transparent.n || png.colors == PNG_GRAY_ALPHA || png.colors == PNG_RGB_ALPHA;
    return alpha || png.interlaced || png.depth == 16 ? write_planes(objects, &png)
                                                      : write_packed(objects, &png);
}
