/* SPDX-License-Identifier: MIT */
#include "pdf/object.h"

#include "base/mem.h"

static void *allocate(HPDF_UINT size)
{
    return mem_alloc(size);
}

static void release(void *memory)
{
    mem_free(memory);
}

/* The quickest level, which makes a report half a percent larger than the next one does. Of what is
 * short the tables of codes cost more time than they spare room. */
enum { LEVEL = 1, WORTH_PACKING = 160, PAGES_PER_NODE = 200 };

void pdf_objects_open(struct pdf_objects *objects, struct arena *arena)
{
    objects->arena = arena;
    objects->doc = HPDF_NewEx(NULL, allocate, release, 0, NULL);
    objects->compressor = libdeflate_alloc_compressor(LEVEL);
    if (objects->doc == NULL || objects->compressor == NULL)
        mem_exhausted();
    objects->doc->pdf_version = HPDF_VER_17;
    /* A flat array of pages would end at libharu's 32,767 items. */
    HPDF_SetPagesConfiguration(objects->doc, PAGES_PER_NODE);
}

void pdf_objects_close(struct pdf_objects *objects)
{
    HPDF_Free(objects->doc);
    libdeflate_free_compressor(objects->compressor);
    buf_free(&objects->packed);
}

/* What libharu's dictionaries carry for us. A stream's bytes are not given to libharu, which copies
 * them one by one, in and out. */
struct body {
    struct buf entries;
    bool is_stream;
    struct str data; /* in the arena */
};

static HPDF_STATUS write_body(HPDF_Dict dict, HPDF_Stream stream)
{
    const struct body *body = dict->attr;
    return HPDF_Stream_Write(stream, (const HPDF_BYTE *)body->entries.p,
                             (HPDF_UINT)body->entries.n);
}

static void free_body(HPDF_Dict dict)
{
    struct body *body = dict->attr;
    buf_free(&body->entries);
    mem_free(body);
}

static struct body *give_body(HPDF_Dict dict)
{
    struct body *body = mem_alloc_zero(1, sizeof *body);
    dict->attr = body;
    dict->write_fn = write_body;
    dict->free_fn = free_body;
    return body;
}

HPDF_Dict pdf_dict_new(struct pdf_objects *objects)
{
    HPDF_Dict dict = HPDF_Dict_New(objects->doc->mmgr);
    HPDF_Xref_Add(objects->doc->xref, dict);
    give_body(dict);
    return dict;
}

HPDF_Dict pdf_information(struct pdf_objects *objects)
{
    HPDF_Dict dict = objects->doc->info;
    HPDF_Dict_RemoveElement(dict, "Producer");
    give_body(dict);
    return dict;
}

struct buf *pdf_dict_body(HPDF_Dict dict)
{
    struct body *body = dict->attr;
    return &body->entries;
}

struct str pdf_deflate(struct pdf_objects *objects, struct str bytes)
{
    buf_clear(&objects->packed);
    size_t bound = libdeflate_zlib_compress_bound(objects->compressor, bytes.n);
    char *room = buf_extend(&objects->packed, bound);
    if (room == NULL)
        return (struct str){0};
    size_t size = libdeflate_zlib_compress(objects->compressor, bytes.p, bytes.n, room, bound);
    return (struct str){room, size};
}

/* Length is told at once: libharu would refer to it, and a reader would have to open a second
 * stream, that of objects, to learn where the first ends. */
static void fill(struct pdf_objects *objects, HPDF_Dict dict, struct str bytes, bool packed)
{
    struct body *body = give_body(dict);
    body->is_stream = true;
    body->data = arena_str(objects->arena, bytes);
    buf_format(&body->entries, "/Length %zu", bytes.n);
    if (packed)
        buf_text(&body->entries, "/Filter/FlateDecode");
}

void pdf_stream_set(struct pdf_objects *objects, HPDF_Dict dict, struct str bytes)
{
    HPDF_Stream_Free(dict->stream);
    dict->stream = NULL;
    HPDF_Dict_RemoveElement(dict, "Length");
    fill(objects, dict, pdf_deflate(objects, bytes), true);
}

HPDF_Dict pdf_stream_new(struct pdf_objects *objects, struct str bytes, bool compress,
                         struct str entries)
{
    HPDF_Dict dict = HPDF_Dict_New(objects->doc->mmgr);
    HPDF_Xref_Add(objects->doc->xref, dict);
    compress = compress && bytes.n >= WORTH_PACKING;
    fill(objects, dict, compress ? pdf_deflate(objects, bytes) : bytes, compress);
    buf_str(pdf_dict_body(dict), entries);
    return dict;
}

bool pdf_stream_bytes(const void *object, struct str *bytes)
{
    const HPDF_Obj_Header *header = object;
    const HPDF_Dict_Rec *dict = object;
    if ((header->obj_class & HPDF_OCLASS_ANY) != HPDF_OCLASS_DICT || dict->write_fn != write_body)
        return false;
    const struct body *body = dict->attr;
    *bytes = body->data;
    return body->is_stream;
}

unsigned pdf_object_number(const void *object)
{
    const HPDF_Obj_Header *header = object;
    return header->obj_id & 0x00FFFFFF;
}

void pdf_put_ref(struct buf *out, unsigned number)
{
    buf_int(out, number);
    buf_text(out, " 0 R ");
}

void pdf_put_length(struct buf *out, int64_t length)
{
    buf_points(out, length);
}

void pdf_put_hex(struct buf *out, uint32_t number, int digits)
{
    static const char all[] = "0123456789ABCDEF";
    for (int shift = 4 * digits - 4; shift >= 0; shift -= 4)
        buf_char(out, all[number >> shift & 15]);
}

void pdf_put_utf16(struct buf *out, struct str utf8)
{
    for (size_t at = 0; at < utf8.n;) {
        uint32_t code = str_next(utf8, &at);
        if (code > 0xFFFF) {
            code -= 0x10000;
            pdf_put_hex(out, 0xD800 + (code >> 10), 4);
            pdf_put_hex(out, 0xDC00 + (code & 0x3FF), 4);
        } else {
            pdf_put_hex(out, code, 4);
        }
    }
}

/* Where a text ends that has TEXT_MOST units of UTF-16: two bytes each, a mark before, "…" behind.
 */
enum { TEXT_MOST = 16380, NAME_MOST = 127, NAME_KEPT = 110 };

static size_t end_of_text(struct str utf8)
{
    size_t units = 0, at = 0, end = 0;
    for (; at < utf8.n && units <= TEXT_MOST; units += str_next(utf8, &at) > 0xFFFF ? 2 : 1)
        end = at;
    return units <= TEXT_MOST ? at : end;
}

void pdf_put_text(struct buf *out, struct str utf8)
{
    size_t end = utf8.n <= TEXT_MOST ? utf8.n : end_of_text(utf8);
    buf_text(out, "<FEFF");
    pdf_put_utf16(out, str_slice(utf8, 0, end));
    buf_text(out, end < utf8.n ? "2026>" : ">");
}

void pdf_put_bytes(struct buf *out, struct str ascii)
{
    buf_char(out, '(');
    for (size_t i = 0; i < ascii.n; i++) {
        unsigned char c = (unsigned char)ascii.p[i];
        if (c == '(' || c == ')' || c == '\\')
            buf_char(out, '\\');
        if (c < 0x20 || c > 0x7E)
            buf_format(out, "\\%03o", c);
        else
            buf_char(out, (char)c);
    }
    buf_char(out, ')');
}

void pdf_put_name(struct buf *out, struct str name)
{
    size_t end = name.n <= NAME_MOST ? name.n : NAME_KEPT;
    while (end < name.n && ((unsigned char)name.p[end] & 0xC0) == 0x80)
        end--;
    buf_char(out, '/');
    for (size_t i = 0; i < end; i++) {
        unsigned char c = (unsigned char)name.p[i];
        bool regular = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                       c == '-' || c == '.' || c == '_' || c == '+';
        if (regular)
            buf_char(out, (char)c);
        else
            buf_format(out, "#%02X", c);
    }
    if (end < name.n)
        buf_format(out, "-%08x", (unsigned)libdeflate_crc32(0, name.p, name.n));
}
