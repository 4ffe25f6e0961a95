/* SPDX-License-Identifier: MIT */
/* Pictures: what is whole and what is not, pixels unpacked. */
#include "unit.h"

#include <libdeflate.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "doc/image_check.h"
#include "doc/png.h"

enum { WIDTH = 5, HEIGHT = 6 };

/* Pixels of 5 × 6 that use all five filters: (50 x, 40 y, 13 x y mod 256, 255 - 10 x y). */
static const unsigned char PLAIN[] = {
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52,
    0x00, 0x00, 0x00, 0x05, 0x00, 0x00, 0x00, 0x06, 0x08, 0x06, 0x00, 0x00, 0x00, 0x0B, 0xFB, 0x54,
    0x4B, 0x00, 0x00, 0x00, 0x6E, 0x49, 0x44, 0x41, 0x54, 0x78, 0xDA, 0x63, 0x60, 0x60, 0x60, 0xF8,
    0x6F, 0x04, 0xC4, 0x29, 0x40, 0x3C, 0x0D, 0x88, 0x4F, 0x00, 0x31, 0x23, 0x83, 0x06, 0x48, 0x90,
    0xF7, 0x1B, 0x32, 0x66, 0x02, 0x0A, 0x32, 0x30, 0x68, 0xF0, 0x7E, 0x63, 0xD0, 0x90, 0x7A, 0xC3,
    0xA0, 0xA1, 0xFE, 0x88, 0x41, 0xC3, 0xE4, 0x06, 0x33, 0x43, 0x00, 0x43, 0x83, 0xA4, 0x88, 0xD4,
    0x1B, 0x49, 0x11, 0xC5, 0xE7, 0x92, 0x22, 0xEA, 0x8F, 0x24, 0x45, 0xF4, 0xEE, 0xB2, 0x80, 0x55,
    0x02, 0xB5, 0x30, 0x30, 0x00, 0x55, 0x32, 0x00, 0x55, 0x32, 0x98, 0xDC, 0x60, 0x60, 0x38, 0x01,
    0x34, 0xF3, 0x84, 0xE3, 0xD9, 0x94, 0x13, 0x4D, 0xB3, 0xA7, 0x9D, 0x38, 0x9C, 0x79, 0xE2, 0x04,
    0x8B, 0x39, 0x00, 0xA5, 0x3E, 0x26, 0x34, 0x7F, 0x24, 0x36, 0x76, 0x00, 0x00, 0x00, 0x00, 0x49,
    0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82};
static const unsigned char INTERLACED[] = {
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52,
    0x00, 0x00, 0x00, 0x05, 0x00, 0x00, 0x00, 0x06, 0x08, 0x06, 0x00, 0x00, 0x01, 0x7C, 0xFC, 0x64,
    0xDD, 0x00, 0x00, 0x00, 0x74, 0x49, 0x44, 0x41, 0x54, 0x78, 0xDA, 0x63, 0x60, 0x60, 0x60, 0xF8,
    0xCF, 0x70, 0x02, 0x44, 0x30, 0x2C, 0x60, 0xF8, 0x7F, 0x62, 0xC1, 0x85, 0x78, 0x86, 0x14, 0x20,
    0x8F, 0x31, 0x65, 0x41, 0xC6, 0x7A, 0x06, 0x86, 0x00, 0x86, 0xFF, 0x29, 0x01, 0x26, 0xD7, 0x4F,
    0x04, 0x00, 0x39, 0x46, 0x40, 0xE1, 0x69, 0x20, 0x29, 0xA3, 0x00, 0xA9, 0xD7, 0x29, 0x0C, 0x26,
    0x37, 0x98, 0x18, 0x02, 0xA4, 0xDE, 0x30, 0x04, 0xF8, 0x1D, 0x61, 0x60, 0xD0, 0x60, 0xF8, 0x6F,
    0xA4, 0xC1, 0xFB, 0x35, 0x45, 0x43, 0xEA, 0xF5, 0x34, 0x0D, 0xF5, 0x87, 0x27, 0x34, 0x4C, 0xAE,
    0x33, 0x32, 0x54, 0x00, 0x05, 0x19, 0xD4, 0x1F, 0x21, 0x63, 0xA0, 0x16, 0xA0, 0x85, 0x60, 0x6D,
    0x26, 0x37, 0xC0, 0x5A, 0x03, 0x32, 0x36, 0x00, 0x00, 0xBA, 0x47, 0x2C, 0x38, 0xC3, 0x51, 0xCA,
    0xEA, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82};

#define BYTES(array) ((struct str){(const char *)(array), sizeof(array)})

static void put_number(struct buf *out, uint32_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        buf_char(out, (char)(number >> shift & 0xFF));
}

static void put_chunk(struct buf *out, const char *name, struct str data)
{
    put_number(out, (uint32_t)data.n);
    size_t from = out->n;
    buf_text(out, name);
    buf_str(out, data);
    put_number(out, libdeflate_crc32(0, out->p + from, out->n - from));
}

/* Pixels in rows: filter bytes and samples as they stand in `rows`. */
static struct str make_png(struct arena *arena, const char head[5], uint32_t width, uint32_t height,
                           struct str palette, struct str opacity, struct str rows)
{
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(6);
    struct buf out = {0}, header = {0};
    char packed[256];
    size_t size = libdeflate_zlib_compress(compressor, rows.p, rows.n, packed, sizeof packed);
    libdeflate_free_compressor(compressor);
    put_number(&header, width);
    put_number(&header, height);
    buf_str(&header, (struct str){head, 5});
    buf_text(&out, "\x89PNG\r\n\x1a\n");
    put_chunk(&out, "IHDR", buf_view(&header));
    if (palette.n)
        put_chunk(&out, "PLTE", palette);
    if (opacity.n)
        put_chunk(&out, "tRNS", opacity);
    put_chunk(&out, "IDAT", (struct str){packed, size});
    put_chunk(&out, "IEND", (struct str){0});
    struct str png = buf_copy(&out, arena);
    buf_free(&out);
    buf_free(&header);
    return png;
}

static enum image_state check(struct arena *arena, struct str bytes)
{
    uint32_t width, height;
    return image_check(arena, bytes, &width, &height);
}

static void test_any_damage_is_seen(void **state)
{
    struct arena *arena = *state;
    assert_int_equal(check(arena, BYTES(PLAIN)), IMAGE_GOOD);
    assert_int_equal(check(arena, BYTES(INTERLACED)), IMAGE_GOOD);
    for (size_t i = 8; i < sizeof PLAIN; i++) {
        char bytes[sizeof PLAIN];
        memcpy(bytes, PLAIN, sizeof PLAIN);
        bytes[i] ^= 0x10;
        assert_int_not_equal(check(arena, (struct str){bytes, sizeof bytes}), IMAGE_GOOD);
        assert_int_equal(check(arena, (struct str){(const char *)PLAIN, i}), IMAGE_DAMAGED);
    }
}

/* The checksums hold, what is within does not. */
static void test_nonsense_is_damage(void **state)
{
    struct arena *arena = *state;
    struct str none = {0}, row = {"\0\7", 2}, long_row = {"\0\7\0\7", 4}, filter = {"\5\7", 2};
    const char gray[] = "\10\0\0\0\0", indexed[] = "\10\3\0\0\0", depth[] = "\3\2\0\0\0",
               interlaced[] = "\10\0\0\0\2";
    assert_int_equal(check(arena, make_png(arena, gray, 1, 1, none, none, row)), IMAGE_GOOD);
    assert_int_equal(check(arena, make_png(arena, gray, 1, 1, none, none, long_row)),
                     IMAGE_DAMAGED);
    assert_int_equal(check(arena, make_png(arena, gray, 1, 2, none, none, row)), IMAGE_DAMAGED);
    assert_int_equal(check(arena, make_png(arena, gray, 1, 1, none, none, filter)), IMAGE_DAMAGED);
    assert_int_equal(check(arena, make_png(arena, indexed, 1, 1, none, none, row)), IMAGE_DAMAGED);
    assert_int_equal(check(arena, make_png(arena, depth, 1, 1, none, none, row)), IMAGE_DAMAGED);
    assert_int_equal(check(arena, make_png(arena, interlaced, 1, 1, none, none, row)),
                     IMAGE_DAMAGED);
    assert_int_equal(check(arena, make_png(arena, gray, 20000, 20000, none, none, row)),
                     IMAGE_TOO_LARGE);
}

static struct png_planes unpack(struct arena *arena, struct str bytes)
{
    struct png png;
    assert_true(png_read(arena, bytes, &png));
    unsigned char *rows = png_rows(&png);
    assert_non_null(rows);
    struct png_planes planes = png_planes(&png, rows);
    mem_free(rows);
    return planes;
}

static void free_planes(struct png_planes *planes)
{
    mem_free(planes->colors);
    mem_free(planes->alpha);
}

static void test_pixels(void **state)
{
    struct str pictures[] = {BYTES(PLAIN), BYTES(INTERLACED)};
    for (size_t i = 0; i < 2; i++) {
        struct png_planes planes = unpack(*state, pictures[i]);
        assert_int_equal(planes.channels, 3);
        for (unsigned at = 0; at < WIDTH * HEIGHT; at++) {
            unsigned x = at % WIDTH, y = at / WIDTH;
            assert_int_equal(planes.colors[3 * at], 50 * x);
            assert_int_equal(planes.colors[3 * at + 1], 40 * y);
            assert_int_equal(planes.colors[3 * at + 2], (13 * x * y) % 256);
            assert_int_equal(planes.alpha[at], 255 - 10 * x * y);
        }
        free_planes(&planes);
    }
}

static void test_samples_of_other_depths(void **state)
{
    struct arena *arena = *state;
    struct str none = {0};
    struct png_planes planes =
        unpack(arena, make_png(arena, "\2\0\0\0\0", 4, 1, none, none, (struct str){"\0\x1B", 2}));
    assert_memory_equal(planes.colors, "\x00\x55\xAA\xFF", 4);
    assert_null(planes.alpha);
    free_planes(&planes);
    /* 16 bits; the colour 0x8081 is the transparent one, 0x8080 is not. */
    planes = unpack(arena, make_png(arena, "\20\0\0\0\0", 3, 1, none, (struct str){"\x80\x81", 2},
                                    (struct str){"\0\xFF\xFF\x80\x80\x80\x81", 7}));
    assert_memory_equal(planes.colors, "\xFF\x80\x80", 3);
    assert_memory_equal(planes.alpha, "\xFF\xFF\x00", 3);
    free_planes(&planes);
    /* Entries of the palette that tRNS does not reach are opaque. */
    planes = unpack(arena, make_png(arena, "\4\3\0\0\0", 2, 1, (struct str){"abcdef", 6},
                                    (struct str){"\x40", 1}, (struct str){"\0\x01", 2}));
    assert_memory_equal(planes.colors, "\0\1", 2);
    assert_memory_equal(planes.alpha, "\x40\xFF", 2);
    free_planes(&planes);
}

static void test_jpegs(void **state)
{
    struct arena *arena = *state;
    static const char good[] = "\xff\xd8\xff\xc0\0\x0b\x08\0\1\0\1\3\1\1\0\xff\xda\0\2x\xff\xd9";
    char bytes[sizeof good - 1];
    memcpy(bytes, good, sizeof bytes);
    struct str jpeg = {bytes, sizeof bytes};
    assert_int_equal(check(arena, jpeg), IMAGE_GOOD);
    assert_int_equal(check(arena, str_slice(jpeg, 0, jpeg.n - 1)), IMAGE_DAMAGED);
    bytes[11] = 4;
    assert_int_equal(check(arena, jpeg), IMAGE_PRINTING);
    bytes[11] = 2;
    assert_int_equal(check(arena, jpeg), IMAGE_DAMAGED);
    bytes[11] = 1;
    bytes[6] = 12;
    assert_int_equal(check(arena, jpeg), IMAGE_DAMAGED);
    bytes[6] = 8;
    bytes[3] = (char)0xC9;
    assert_int_equal(check(arena, jpeg), IMAGE_DAMAGED);
}

static int set_up(void **state)
{
    *state = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    arena_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_damage_is_seen),
        cmocka_unit_test(test_nonsense_is_damage),
        cmocka_unit_test(test_pixels),
        cmocka_unit_test(test_samples_of_other_depths),
        cmocka_unit_test(test_jpegs),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
