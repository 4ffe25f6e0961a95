/* SPDX-License-Identifier: MIT */
/*
 * PDF objects on top of libharu: dictionaries whose body is our own bytes, and streams that we
 * compress ourselves.
 *
 * libharu keeps the list of objects and writes its own; its limits (4,095 entries, 128-byte keys)
 * and its fixed compression level do not hold for these. A number in a reference is
 * pdf_object_number(). Errors stay inside libharu's document and are asked for once at the end.
 */
#ifndef LETOPIS_PDF_OBJECT_H
#define LETOPIS_PDF_OBJECT_H

#include "base/buf.h"
#include "pdf/frame.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <libdeflate.h>

struct pdf_objects {
    HPDF_Doc doc;
    struct arena *arena; /* for the bytes of streams */
    struct libdeflate_compressor *compressor;
    struct buf packed; /* scratch */
};

/* Streams lie in `arena` until the file is written. */
void pdf_objects_open(struct pdf_objects *objects, struct arena *arena);
void pdf_objects_close(struct pdf_objects *objects);

/* An indirect dictionary; its body (without << >>) is written into pdf_dict_body(). */
HPDF_Dict pdf_dict_new(struct pdf_objects *objects);
struct buf *pdf_dict_body(HPDF_Dict dict);
/* The document's information dictionary, without what libharu says of itself; asked for once. */
HPDF_Dict pdf_information(struct pdf_objects *objects);

/* An indirect stream; `compress` with the zlib format where that is worth it, else as it is.
 * Entries besides Length and Filter are added to `entries`, raw ("/Length1 10"), may be empty. */
HPDF_Dict pdf_stream_new(struct pdf_objects *objects, struct str bytes, bool compress,
                         struct str entries);
/* Makes the content of a stream dictionary of libharu's `bytes`, compressed; once. */
void pdf_stream_set(struct pdf_objects *objects, HPDF_Dict dict, struct str bytes);
/* Whether an object is a stream, and what it holds. */
bool pdf_stream_bytes(const void *object, struct str *bytes);

unsigned pdf_object_number(const void *object);

/* Compresses in the zlib format into `objects->packed`; the view is good until the next call. */
struct str pdf_deflate(struct pdf_objects *objects, struct str bytes);

/* Writing into bodies and content streams. PDF/A allows strings of 32,767 bytes and names of 127: a
 * longer text ends in "…", of a longer name the beginning is kept, with a check sum of the whole.
 */
void pdf_put_ref(struct buf *out, unsigned number);   /* "12 0 R " */
void pdf_put_length(struct buf *out, int64_t length); /* 1/64 pt as points, 2 decimals */
void pdf_put_hex(struct buf *out, uint32_t number, int digits);
void pdf_put_utf16(struct buf *out, struct str utf8);  /* UTF-16BE in hex digits */
void pdf_put_text(struct buf *out, struct str utf8);   /* a text string: the same, in <> */
void pdf_put_bytes(struct buf *out, struct str ascii); /* (a literal string), escaped */
void pdf_put_name(struct buf *out, struct str name);   /* /Name, escaped */

#endif
