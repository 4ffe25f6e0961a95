/* SPDX-License-Identifier: MIT */
#include "pdf/save.h"

enum { OBJECTS_PER_STREAM = 500, HEAD_MOST = OBJECTS_PER_STREAM * 22 };
enum place_kind { PLACE_FREE, PLACE_OFFSET, PLACE_IN_STREAM };

struct object_place {
    uint32_t where; /* byte offset, or the object stream's number */
    uint16_t index; /* in that stream */
    uint8_t kind;   /* enum place_kind */
};

struct save {
    struct pdf_objects *objects;
    struct buf *out;
    struct object_place *places; /* by number */
    unsigned next_number;        /* for object streams */
    /* Of the object stream at hand. Its objects are written behind room for the head, two numbers
     * for each of them, which is whole when they are. */
    struct buf head, body;
    unsigned in_stream;
    bool open; /* the last of them is being written */
};

static void begin_object(struct save *save, unsigned number)
{
    save->places[number] =
        (struct object_place){.kind = PLACE_OFFSET, .where = (uint32_t)save->out->n};
    buf_int(save->out, number);
    buf_text(save->out, " 0 obj\n");
}

static void flush(struct save *save)
{
    if (save->in_stream == 0)
        return;
    struct str head = buf_view(&save->head);
    size_t from = HEAD_MOST - head.n;
    memcpy(save->body.p + from, head.p, head.n);
    struct str packed =
        pdf_deflate(save->objects, str_slice(buf_view(&save->body), from, save->body.n));
    begin_object(save, save->next_number);
    buf_format(save->out, "<</Type/ObjStm/N %u/First %zu/Length %zu/Filter/FlateDecode>>stream\n",
               save->in_stream, head.n, packed.n);
    buf_str(save->out, packed);
    buf_text(save->out, "\nendstream\nendobj\n");
    buf_clear(&save->head);
    buf_clear(&save->body);
    save->in_stream = 0;
    save->next_number++;
}

static void end_packed(struct save *save)
{
    if (!save->open)
        return;
    save->open = false;
    buf_char(&save->body, '\n');
    if (save->in_stream == OBJECTS_PER_STREAM)
        flush(save);
}

/* Where an object of a stream is written: until the next one, or end_packed(). */
static struct buf *begin_packed(void *context, unsigned number)
{
    struct save *save = context;
    end_packed(save);
    if (save->in_stream == 0)
        buf_extend(&save->body, HEAD_MOST);
    save->places[number] = (struct object_place){
        .kind = PLACE_IN_STREAM, .where = save->next_number, .index = (uint16_t)save->in_stream};
    buf_int(&save->head, number);
    buf_char(&save->head, ' ');
    buf_int(&save->head, (int64_t)(save->body.n - HEAD_MOST));
    buf_char(&save->head, ' ');
    save->in_stream++;
    save->open = true;
    return &save->body;
}

static HPDF_STATUS append(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT size)
{
    buf_put(stream->attr, bytes, size);
    return HPDF_OK;
}

/* libharu's own, the length of a page's stream: nothing refers to it any more, it is free. */
static bool is_number(const void *object)
{
    const HPDF_Obj_Header *header = object;
    return header->obj_class == HPDF_OCLASS_NUMBER;
}

static void put_libharu(struct save *save)
{
    HPDF_List entries = save->objects->doc->xref->entries;
    HPDF_Stream stream = HPDF_CallbackWriter_New(save->objects->doc->mmgr, append, NULL);
    for (HPDF_UINT i = 1; stream && i < entries->count; i++) {
        struct str bytes;
        HPDF_XrefEntry entry = HPDF_List_ItemAt(entries, i);
        if (is_number(entry->obj))
            continue;
        if (pdf_stream_bytes(entry->obj, &bytes)) {
            begin_object(save, i);
            stream->attr = save->out;
            HPDF_Obj_WriteValue(entry->obj, stream, NULL);
            buf_text(save->out, "stream\n");
            buf_str(save->out, bytes);
            buf_text(save->out, "\nendstream\nendobj\n");
        } else {
            stream->attr = begin_packed(save, i);
            HPDF_Obj_WriteValue(entry->obj, stream, NULL);
            end_packed(save);
        }
    }
    HPDF_Stream_Free(stream);
}

/* The identifier depends on the bytes alone: a hash of either half of them. */
static void put_id(struct save *save)
{
    struct str all = buf_view(save->out);
    uint64_t halves[] = {str_hash(str_slice(all, 0, all.n / 2)),
                         str_hash(str_slice(all, all.n / 2, all.n))};
    buf_text(save->out, "/ID[");
    for (int copy = 0; copy < 2; copy++) {
        buf_char(save->out, '<');
        for (int i = 0; i < 4; i++)
            pdf_put_hex(save->out, (uint32_t)(halves[i / 2] >> (i % 2 ? 0 : 32)), 8);
        buf_char(save->out, '>');
    }
    buf_char(save->out, ']');
}

/*
 * One row for each object: kind, place, index. PNG's predictor "up" writes of each row what has
 * changed since the one before, which is next to nothing from object to object of one stream.
 */
enum { ROW = 7, UP = 2 };

static void put_rows(const struct save *save, struct buf *out)
{
    uint8_t above[ROW] = {0};
    for (unsigned i = 0; i <= save->next_number; i++) {
        const struct object_place *place = &save->places[i];
        uint16_t index = place->kind == PLACE_FREE ? UINT16_MAX : place->index;
        const uint8_t row[ROW] = {place->kind,
                                  (uint8_t)(place->where >> 24),
                                  (uint8_t)(place->where >> 16),
                                  (uint8_t)(place->where >> 8),
                                  (uint8_t)place->where,
                                  (uint8_t)(index >> 8),
                                  (uint8_t)index};
        char coded[1 + ROW] = {UP};
        for (int k = 0; k < ROW; k++)
            coded[1 + k] = (char)(row[k] - above[k]);
        buf_put(out, coded, sizeof coded);
        memcpy(above, row, ROW);
    }
}

static void put_references(struct save *save)
{
    unsigned number = save->next_number;
    uint32_t start = (uint32_t)save->out->n;
    save->places[number] = (struct object_place){.kind = PLACE_OFFSET, .where = start};
    struct buf rows = {0};
    put_rows(save, &rows);
    HPDF_Doc doc = save->objects->doc;
    struct str packed = pdf_deflate(save->objects, buf_view(&rows));
    buf_int(save->out, number);
    buf_format(save->out,
               " 0 obj\n<</Type/XRef/Size %u/W[1 4 2]/DecodeParms<</Predictor 12/Columns %d>>"
               "/Root %u 0 R/Info %u 0 R",
               number + 1, ROW, pdf_object_number(doc->catalog), pdf_object_number(doc->info));
    put_id(save);
    buf_format(save->out, "/Length %zu/Filter/FlateDecode>>stream\n", packed.n);
    buf_str(save->out, packed);
    buf_format(save->out, "\nendstream\nendobj\nstartxref\n%u\n%%%%EOF\n", start);
    buf_free(&rows);
}

void pdf_save(struct pdf_objects *objects, struct pdf_structure *structure, HPDF_Dict root,
              HPDF_Dict parents, struct buf *out)
{
    struct arena *arena = arena_new();
    struct save save = {.objects = objects, .out = out};
    unsigned first = objects->doc->xref->entries->count;
    save.next_number = first + (structure ? (unsigned)pdf_structure_count(structure) : 0);
    /* Besides, the object streams, of which the last may be short, and that of the references. */
    size_t most = save.next_number + (size_t)save.next_number / OBJECTS_PER_STREAM + 2;
    save.places = ARENA_ARRAY(arena, struct object_place, most);
    buf_text(out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
    if (structure)
        pdf_structure_write(structure, first, pdf_object_number(root), pdf_object_number(parents),
                            pdf_dict_body(root), pdf_dict_body(parents), begin_packed, &save);
    end_packed(&save);
    put_libharu(&save);
    flush(&save);
    put_references(&save);
    buf_free(&save.head);
    buf_free(&save.body);
    arena_free(arena);
}
