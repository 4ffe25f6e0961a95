/* SPDX-License-Identifier: MIT */
#include "pdf/writer.h"

#include "pdf/content.h"
#include "pdf/embed.h"
#include "pdf/fields.h"
#include "pdf/metadata.h"
#include "pdf/object.h"
#include "pdf/picture.h"
#include "pdf/save.h"
#include "pdf/structure.h"

#include <hpdf.h>

struct anchor {
    unsigned page; /* object number */
    pdf_length y;  /* from the bottom */
};

struct pending_link {
    HPDF_Dict annotation;
    struct str target;
};

struct placed_image {
    const struct doc_image *image;
    unsigned number; /* of the object, 0: it could not be read */
};

struct pdf_writer {
    struct arena *arena;
    struct pdf_writer_options options;
    struct pdf_objects objects;
    struct pdf_embed *embed;
    struct pdf_fields *fields;
    struct pdf_structure *structure; /* NULL: plain */
    HPDF_Dict resources;
    struct buf stream;      /* content of the page at hand */
    HPDF_Page page;         /* the page at hand */
    HPDF_Array annotations; /* its links and fields, NULL: none */
    pdf_length page_height;
    struct map anchors; /* id → struct anchor */
    struct {
        struct pending_link *items;
        size_t count, capacity;
    } links;
    struct {
        struct placed_image *items;
        size_t count, capacity;
    } images;
    struct {
        unsigned *items; /* object numbers of the pages */
        size_t count, capacity;
    } pages;
    struct {
        struct pdf_bookmark *items;
        size_t count, capacity;
    } bookmarks;
    struct {
        struct pdf_attachment *items;
        size_t count, capacity;
    } attachments;
};

struct pdf_writer *pdf_writer_new(struct arena *arena, struct pdf_fonts *fonts,
                                  const struct pdf_writer_options *options)
{
    struct pdf_writer *writer = ARENA_NEW(arena, struct pdf_writer);
    writer->arena = arena;
    writer->options = *options;
    pdf_objects_open(&writer->objects, arena);
    writer->embed = pdf_embed_new(arena, fonts, &writer->objects);
    struct pdf_field_font font = {fonts, options->form_face, options->form_letters,
                                  options->form_others};
    writer->fields = pdf_fields_new(arena, &writer->objects, font);
    if (options->tagged)
        writer->structure = pdf_structure_new(arena);
    writer->resources = pdf_dict_new(&writer->objects);
    return writer;
}

/* URIs are 7-bit: other bytes are percent-encoded. One that is longer than a string of PDF/A may be
 * leads nowhere: it stands in the words, where there are no others. */
static void put_uri_action(struct buf *out, struct str url)
{
    enum { MOST = 32767 };
    struct buf plain = {0};
    for (size_t i = 0; i < url.n; i++) {
        unsigned char c = (unsigned char)url.p[i];
        if (c <= 0x20 || c > 0x7E)
            buf_format(&plain, "%%%02X", c);
        else
            buf_char(&plain, (char)c);
    }
    if (plain.n <= MOST) {
        buf_text(out, "/A<</S/URI/URI");
        pdf_put_bytes(out, buf_view(&plain));
        buf_text(out, ">>");
    }
    buf_free(&plain);
}

/* Annotations of a page stand in the order of its content, which is that of the structure: so the
 * tab key goes through them by either. */
static void add_annotation(struct pdf_writer *writer, HPDF_Dict dict)
{
    if (writer->structure)
        buf_format(pdf_dict_body(dict), "/StructParent %u",
                   pdf_structure_object(writer->structure, pdf_object_number(dict)));
    if (writer->annotations == NULL)
        writer->annotations = HPDF_Array_New(writer->objects.doc->mmgr);
    HPDF_Array_Add(writer->annotations, dict);
}

static void add_field(void *context, const struct pdf_item *item)
{
    struct pdf_writer *writer = context;
    add_annotation(writer, pdf_fields_add(writer->fields, item, writer->page_height,
                                          pdf_object_number(writer->page)));
}

static void add_link(void *context, const struct pdf_item *item)
{
    struct pdf_writer *writer = context;
    HPDF_Dict dict = pdf_dict_new(&writer->objects);
    struct buf *body = pdf_dict_body(dict);
    pdf_length top = writer->page_height - item->y;
    const pdf_length box[] = {item->x, top - item->h, item->x + item->w, top};
    buf_text(body, "/Type/Annot/Subtype/Link/Border[0 0 0]/F 4/Rect[");
    for (int i = 0; i < 4; i++) {
        pdf_put_length(body, box[i]);
        buf_char(body, i < 3 ? ' ' : ']');
    }
    struct str description = item->link->description.n ? item->link->description : item->link->url;
    if (description.n) {
        buf_text(body, "/Contents");
        pdf_put_text(body, description);
    }
    add_annotation(writer, dict);
    if (item->link->target.n) {
        struct pending_link link = {dict, arena_str(writer->arena, item->link->target)};
        ARENA_PUSH(writer->arena, &writer->links, link);
    } else {
        put_uri_action(body, item->link->url);
    }
}

static void add_anchor(void *context, const struct pdf_item *item)
{
    struct pdf_writer *writer = context;
    struct anchor *anchor = ARENA_NEW(writer->arena, struct anchor);
    *anchor = (struct anchor){pdf_object_number(writer->page), writer->page_height - item->y};
    struct str id = arena_str(writer->arena, item->anchor.id);
    map_put(&writer->anchors, writer->arena, id, NULL)->pointer = anchor;
}

static unsigned add_image(void *context, const struct doc_image *image)
{
    struct pdf_writer *writer = context;
    for (size_t i = 0; i < writer->images.count; i++)
        if (writer->images.items[i].image == image)
            return (unsigned)i;
    struct placed_image placed = {image, pdf_picture_write(&writer->objects, writer->arena, image)};
    ARENA_PUSH(writer->arena, &writer->images, placed);
    return (unsigned)(writer->images.count - 1);
}

static void add_page_entries(struct pdf_writer *writer, HPDF_Page page,
                             const struct pdf_frame *frame)
{
    HPDF_MMgr memory = writer->objects.doc->mmgr;
    HPDF_Box box = {0, 0, (HPDF_REAL)frame->width / 64, (HPDF_REAL)frame->height / 64};
    HPDF_Dict_Add(page, "MediaBox", HPDF_Box_Array_New(memory, box));
    HPDF_Dict_Add(page, "Resources", writer->resources);
    if (writer->annotations)
        HPDF_Dict_Add(page, "Annots", writer->annotations);
    if (writer->structure == NULL)
        return;
    HPDF_Dict_AddNumber(page, "StructParents",
                        (HPDF_INT32)pdf_structure_page_key(writer->structure));
    HPDF_Dict_AddName(page, "Tabs", "S");
}

void pdf_writer_page(struct pdf_writer *writer, const struct pdf_frame *frame)
{
    HPDF_Page page = HPDF_AddPage(writer->objects.doc);
    if (page == NULL)
        return;
    writer->page = page;
    writer->page_height = frame->height;
    writer->annotations = NULL;
    ARENA_PUSH(writer->arena, &writer->pages, pdf_object_number(page));
    if (writer->structure)
        pdf_structure_page(writer->structure, pdf_object_number(page));
    struct pdf_content content = {
        .arena = writer->arena,
        .embed = writer->embed,
        .structure = writer->structure,
        .context = writer,
        .link = add_link,
        .field = add_field,
        .anchor = add_anchor,
        .image = add_image,
    };
    buf_clear(&writer->stream);
    pdf_content_write(&content, frame, &writer->stream);
    add_page_entries(writer, page, frame);
    HPDF_PageAttr attributes = page->attr;
    pdf_stream_set(&writer->objects, attributes->contents, buf_view(&writer->stream));
}

void pdf_writer_bookmark(struct pdf_writer *writer, const struct pdf_bookmark *bookmark)
{
    struct pdf_bookmark kept = *bookmark;
    kept.title = arena_str(writer->arena, bookmark->title);
    ARENA_PUSH(writer->arena, &writer->bookmarks, kept);
}

void pdf_writer_attach(struct pdf_writer *writer, const struct pdf_attachment *attachment)
{
    ARENA_PUSH(writer->arena, &writer->attachments, *attachment);
}

static void put_destination(struct buf *out, unsigned page, pdf_length y)
{
    buf_format(out, "/Dest[%u 0 R/XYZ 0 ", page);
    pdf_put_length(out, y);
    buf_text(out, " null]");
}

static void settle_links(struct pdf_writer *writer)
{
    for (size_t i = 0; i < writer->links.count; i++) {
        const struct pending_link *link = &writer->links.items[i];
        const struct map_entry *entry = map_find(&writer->anchors, link->target);
        const struct anchor *anchor = entry ? entry->pointer : NULL;
        if (anchor)
            put_destination(pdf_dict_body(link->annotation), anchor->page, anchor->y);
    }
}

/*
 * Bookmarks as a tree: each knows its parent, siblings, first and last child. One pass with the
 * chain of open ancestors; a level that jumps by more than one goes under the nearest above it.
 */
struct outline_node {
    HPDF_Dict dict;
    size_t parent, previous, next, first, last; /* index + 1, 0: none */
    unsigned children;
    uint8_t level;
};

static void link_outline(struct outline_node *nodes, size_t count)
{
    size_t chain[16] = {0};
    size_t depth = 0; /* chain[0] is the root (node 0) */
    for (size_t i = 1; i <= count; i++) {
        while (depth > 0 && nodes[chain[depth]].level >= nodes[i].level)
            depth--;
        struct outline_node *parent = &nodes[chain[depth]];
        nodes[i].parent = chain[depth];
        nodes[i].previous = parent->last;
        if (parent->last)
            nodes[parent->last].next = i;
        else
            parent->first = i;
        parent->last = i;
        parent->children++;
        if (depth + 1 < sizeof chain / sizeof *chain)
            depth++;
        chain[depth] = i;
    }
}

static void put_link(struct buf *out, const char *key, const struct outline_node *nodes,
                     size_t index)
{
    if (index == 0)
        return;
    buf_text(out, key);
    buf_char(out, ' ');
    pdf_put_ref(out, pdf_object_number(nodes[index].dict));
}

static void write_bookmarks(struct pdf_writer *writer)
{
    size_t count = writer->bookmarks.count;
    if (count == 0)
        return;
    struct outline_node *nodes = ARENA_ARRAY(writer->arena, struct outline_node, count + 1);
    for (size_t i = 0; i <= count; i++) {
        nodes[i].dict = pdf_dict_new(&writer->objects);
        nodes[i].level = i ? writer->bookmarks.items[i - 1].level : 0;
    }
    link_outline(nodes, count);
    for (size_t i = 0; i <= count; i++) {
        struct buf *body = pdf_dict_body(nodes[i].dict);
        if (i == 0) {
            buf_format(body, "/Type/Outlines/Count %u", nodes[0].children);
        } else {
            const struct pdf_bookmark *bookmark = &writer->bookmarks.items[i - 1];
            buf_text(body, "/Title");
            pdf_put_text(body, bookmark->title);
            put_destination(body, writer->pages.items[bookmark->page], bookmark->y);
            buf_format(body, "/Parent %u 0 R", pdf_object_number(nodes[nodes[i].parent].dict));
            /* Closed below the first level: the tree opens at what the contents show. */
            if (nodes[i].children)
                buf_format(body, "/Count -%u", nodes[i].children);
        }
        put_link(body, "/Prev", nodes, nodes[i].previous);
        put_link(body, "/Next", nodes, nodes[i].next);
        put_link(body, "/First", nodes, nodes[i].first);
        put_link(body, "/Last", nodes, nodes[i].last);
    }
    HPDF_Dict_Add(writer->objects.doc->catalog, "Outlines", nodes[0].dict);
    HPDF_Dict_AddName(writer->objects.doc->catalog, "PageMode", "UseOutlines");
}

static bool write_resources(struct pdf_writer *writer)
{
    struct buf *body = pdf_dict_body(writer->resources);
    bool good = pdf_embed_finish(writer->embed, body);
    good = pdf_fields_finish(writer->fields) && good;
    if (writer->images.count == 0)
        return good;
    buf_text(body, "/XObject<<");
    for (size_t i = 0; i < writer->images.count; i++) {
        if (writer->images.items[i].number == 0)
            return false;
        buf_format(body, "/I%zu %u 0 R", i, writer->images.items[i].number);
    }
    buf_text(body, ">>");
    return good;
}

static void write_file(struct pdf_writer *writer, struct buf *out)
{
    HPDF_Dict root = NULL, parents = NULL;
    if (writer->structure) {
        root = pdf_dict_new(&writer->objects);
        parents = pdf_dict_new(&writer->objects);
        HPDF_Dict_Add(writer->objects.doc->catalog, "StructTreeRoot", root);
    }
    settle_links(writer);
    write_bookmarks(writer);
    pdf_metadata_write(&writer->objects, &writer->options);
    if (writer->options.tagged)
        pdf_metadata_attach(&writer->objects, writer->arena, writer->attachments.items,
                            writer->attachments.count, &writer->options.properties);
    pdf_save(&writer->objects, writer->structure, root, parents, out);
}

bool pdf_writer_finish(struct pdf_writer *writer, struct buf *out, const char **why)
{
    bool embedded = write_resources(writer);
    if (embedded)
        write_file(writer, out);
    bool healthy = HPDF_GetError(writer->objects.doc) == HPDF_OK;
    *why = !embedded                  ? "a font could not be made smaller, or an image not be read"
           : !healthy                 ? "libharu refused an object"
           : buf_failed(out)          ? "the file would be larger than 2 GiB"
           : writer->pages.count == 0 ? "there are no pages"
                                      : NULL;
    pdf_structure_free(writer->structure);
    pdf_objects_close(&writer->objects);
    buf_free(&writer->stream);
    return *why == NULL;
}
