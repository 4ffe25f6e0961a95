/* SPDX-License-Identifier: MIT */
#include "base/map.h"
#include "base/mem.h"
#include "pdf/pen.h"

/* For the running head: the chapter that the page begins with, or in which it begins. Pages are
 * asked for in their order. */
static struct str chapter_of(struct pdf_flow *flow, uint32_t first_strip)
{
    while (flow->headings_passed < flow->headings.count &&
           flow->headings.items[flow->headings_passed].strip <= first_strip) {
        const struct pdf_heading *heading = &flow->headings.items[flow->headings_passed++];
        if (heading->level != 1)
            continue;
        struct str parts[] = {heading->number, heading->number.n ? STR(" ") : STR(""),
                              heading->title};
        flow->chapter = arena_join(flow->arena, parts, 3);
    }
    return flow->chapter;
}

struct page_box {
    pdf_length width, height, left, top, column;
};

static struct page_box box_of(const struct pdf_layout *layout, bool landscape)
{
    struct page_box box = {layout->page_width, layout->page_height, layout->margin_inner,
                           layout->margin_top, 0};
    if (landscape) {
        /* The page is turned to the right: its top margin is on the left. */
        box = (struct page_box){layout->page_height, layout->page_width, layout->margin_bottom,
                                layout->margin_inner, 0};
        box.column = box.width - layout->margin_top - layout->margin_bottom;
    } else {
        box.column = box.width - layout->margin_inner - layout->margin_outer;
    }
    return box;
}

static void draw_running(struct pdf_page_pen *pen, struct str text, const struct page_box *box,
                         pdf_length baseline, enum pdf_align align)
{
    struct pdf_flow *flow = pen->flow;
    struct pdf_pieces pieces = {0};
    struct pdf_piece_style how = {.style = PDF_STYLE_RUNNING, .muted = true};
    struct arena *outer = flow->arena;
    flow->arena = pen->arena;
    pdf_pieces_text(flow, &pieces, text, &how, (struct span){0});
    struct pdf_paragraph *line =
        pdf_lines_break(flow, &pieces, box->column, PDF_ALIGN_LEFT, PDF_STYLE_RUNNING);
    if (line->line_count) {
        /* A head that is too long for its line ends where the line does. */
        pdf_length spare = box->column - line->lines[0].width;
        pdf_length x = align == PDF_ALIGN_RIGHT ? spare : align == PDF_ALIGN_CENTER ? spare / 2 : 0;
        pdf_pen_pieces(pen, line->pieces, line->lines[0].from, line->lines[0].to, false,
                       box->left + x, baseline, 0);
    }
    flow->arena = outer;
}

/* Both stand two lines away from the text, or nearer where the margin has less room. */
static void draw_head_and_foot(struct pdf_page_pen *pen, const struct pdf_pages *pages,
                               size_t index, const struct page_box *box)
{
    struct pdf_flow *flow = pen->flow;
    const struct pdf_layout *layout = flow->layout;
    pdf_length leading = pdf_flow_style(flow, PDF_STYLE_RUNNING)->leading;
    pdf_pen_enter(pen, NULL);
    pdf_pen_artifact(pen, true);
    if (layout->running_head && index > 0) {
        pdf_length above = 2 * leading < box->top - leading ? 2 * leading : box->top - leading;
        struct str chapter = chapter_of(flow, pages->items[index].strip);
        draw_running(pen, chapter.n ? chapter : flow->document->title, box, box->top - above,
                     PDF_ALIGN_LEFT);
    }
    if (layout->page_numbers) {
        struct str page = arena_format(pen->arena, "%zu", index + 1);
        struct str total = arena_format(pen->arena, "%zu", pages->count);
        struct str text = language_phrase(
            flow->options->language, pen->arena, "page_of",
            ARGS(arg_text("page", page), arg_text("n", page), arg_text("total", total)));
        pdf_length bottom = box->height - layout->margin_bottom;
        if (pdf_page_is_landscape(flow, pages, index))
            bottom = box->height - layout->margin_outer;
        pdf_length room = box->height - bottom - leading / 2;
        draw_running(pen, text, box, bottom + (2 * leading < room ? 2 * leading : room),
                     PDF_ALIGN_RIGHT);
    }
    pdf_pen_artifact(pen, false);
}

/* Strips [from, to) of a page, from `y`; gives where they end. */
static pdf_length draw_strips(struct pdf_page_pen *pen, const struct page_box *box, uint32_t from,
                              uint32_t to, pdf_length y)
{
    const struct pdf_strip *strips = pen->flow->strips.items;
    for (uint32_t i = from; i < to; i++) {
        y += strips[i].before;
        pen->before = i - from;
        pen->behind = to - i - 1;
        pdf_pen_strip(pen, &strips[i], box->left + strips[i].left, y);
        y += strips[i].height;
    }
    return y;
}

/* What stands above the first strip of a page instead of the space before it: where it would
 * begin. */
static pdf_length draw_top(struct pdf_page_pen *pen, const struct pdf_pages *pages, size_t index,
                           const struct page_box *box)
{
    struct pdf_flow *flow = pen->flow;
    uint32_t first = pages->items[index].strip;
    if (first == pages->items[index + 1].strip)
        return box->top;
    const struct pdf_strip *strip = &flow->strips.items[first];
    if (index == 0 && flow->layout->title_page)
        return box->top; /* the title stands lower than a page of text begins */
    const struct pdf_table_layout *table = strip->table;
    if (table == NULL || first == 0 || strip[-1].table != table)
        return box->top - strip->before;
    pdf_pen_enter(pen, NULL);
    pdf_table_emit_repeated(pen, strip, box->left + strip->left, box->top);
    return box->top + pdf_table_repeated_height(strip) - strip->before;
}

static void draw_page(struct pdf_page_pen *pen, const struct pdf_pages *pages, size_t index)
{
    struct pdf_flow *flow = pen->flow;
    bool landscape = pdf_page_is_landscape(flow, pages, index);
    struct page_box box = box_of(flow->layout, landscape);
    pen->frame->width = box.width;
    pen->frame->height = box.height;
    const struct pdf_page *page = &pages->items[index];
    pdf_length bottom = box.top + pdf_page_room(flow, landscape);
    uint32_t middle = pdf_notes_place(flow, pages, index);
    uint32_t continued = pdf_notes_continued(flow, page);
    pdf_length y = draw_top(pen, pages, index, &box);
    y = draw_strips(pen, &box, page->strip, middle, y);
    pdf_notes_draw(pen, page, page->note, continued, box.left, bottom);
    draw_strips(pen, &box, middle, page[1].strip, y);
    pdf_notes_draw(pen, page, continued, page[1].note, box.left, bottom);
    draw_head_and_foot(pen, pages, index, &box);
    pdf_pen_enter(pen, NULL);
}

/* Page and height of each heading, for the contents and the bookmarks. */
static void place_headings(struct pdf_flow *flow, const struct pdf_pages *pages)
{
    size_t page = 0;
    for (size_t i = 0; i < flow->headings.count; i++) {
        struct pdf_heading *heading = &flow->headings.items[i];
        while (page + 1 < pages->count && pages->items[page + 1].strip <= heading->strip)
            page++;
        struct page_box box = box_of(flow->layout, pdf_page_is_landscape(flow, pages, page));
        pdf_length depth = pdf_page_depth(flow, pages->items[page].strip, heading->strip);
        heading->page = (uint32_t)page;
        heading->y = box.height - box.top - depth;
    }
}

/* Moves the strips from `from` on to `to`, before those that stand there. */
static void move_to(struct pdf_flow *flow, size_t to, size_t from)
{
    struct pdf_strip *items = flow->strips.items;
    size_t moved = flow->strips.count - from;
    struct pdf_strip *copy = ARENA_ARRAY(flow->arena, struct pdf_strip, moved + 1);
    memcpy(copy, items + from, moved * sizeof *copy);
    memmove(items + to + moved, items + to, (from - to) * sizeof *items);
    memcpy(items + to, copy, moved * sizeof *copy);
}

/*
 * Builds the strips in reading order. The contents list headings that are known only after the
 * text was read, so they are made last and moved to their place.
 */
static uint32_t build_strips(struct pdf_flow *flow)
{
    const struct doc_node *root = flow->document->root;
    pdf_front_title(flow);
    size_t title = flow->strips.count;
    if (flow->document->contents)
        flow->pending_break = true;
    pdf_blocks(flow, root->first);
    pdf_notes(flow);
    size_t body = flow->strips.count;
    if (!flow->document->contents || flow->headings.count == 0)
        return 0;
    flow->pending_break = flow->layout->title_page;
    pdf_front_contents(flow);
    size_t front = flow->strips.count - body;
    move_to(flow, title, body);
    for (size_t i = 0; i < flow->headings.count; i++)
        flow->headings.items[i].strip += (uint32_t)front;
    return (uint32_t)(title + front);
}

/* Closed with close_flow(), also after false. */
static bool open_flow(struct pdf_flow *flow, const struct document *document,
                      const struct pdf_options *options, struct diags *diags)
{
    const struct pdf_layout *layout = options->layout;
    *flow = (struct pdf_flow){
        .arena = arena_new(),
        .document = document,
        .options = options,
        .layout = layout,
        .diags = diags,
        .language = document->language,
        .breaking = arena_new(),
        .gathering = arena_new(),
        .width = layout->page_width - layout->margin_inner - layout->margin_outer,
    };
    struct pdf_element *root = pdf_element_new(flow, NULL, PDF_TAG_DOCUMENT);
    flow->element = root;
    if (!pdf_flow_open_fonts(flow))
        return false;
    pdf_fillable_check(flow);
    return true;
}

static void close_flow(struct pdf_flow *flow)
{
    buf_free(&flow->scratch);
    MEM_LIST_FREE(&flow->strips);
    MEM_LIST_FREE(&flow->notes);
    arena_free(flow->arena);
    arena_free(flow->breaking);
    arena_free(flow->gathering);
    if (flow->knowing)
        arena_free(flow->knowing);
}

/* Notes on which page each id stands; whether the text that was laid out says the same. */
static bool note_pages(const struct pdf_flow *flow, const struct pdf_pages *pages,
                       struct arena *arena, struct map *known)
{
    bool same = true;
    uint32_t page = 1;
    for (uint32_t i = 0; i < flow->strips.count; i++) {
        const struct pdf_strip *strip = &flow->strips.items[i];
        while (page < pages->count && pages->items[page].strip <= i)
            page++;
        for (uint32_t k = 0; k < strip->anchors; k++) {
            struct str id = flow->anchors.items[strip->anchor + k];
            struct map_entry *entry = map_put(known, arena, arena_str(arena, id), NULL);
            same = same && entry->number == page;
            entry->number = page;
        }
    }
    return same;
}

/*
 * The document in pages. Where its links say pages, it is laid out again until what they say is so:
 * longer numbers may move text, but seldom twice. Closed with close_flow(), also after false.
 */
static bool open_pages(struct pdf_flow *flow, struct pdf_pages *pages,
                       const struct document *document, const struct pdf_options *options,
                       struct diags *diags)
{
    enum { PASSES = 4 };
    struct arena *arena = arena_new();
    struct map *known = ARENA_NEW(arena, struct map);
    bool good;
    for (unsigned pass = 1;; pass++) {
        *pages = (struct pdf_pages){0};
        good = open_flow(flow, document, options, diags);
        flow->knowing = arena;
        flow->known_pages = known;
        if (!good)
            break;
        build_strips(flow);
        pdf_pages_cut(flow, pages);
        if (!flow->says_pages || pass == PASSES || note_pages(flow, pages, arena, known))
            break;
        flow->knowing = NULL;
        close_flow(flow);
    }
    return good;
}

/* What is done with each finished page. */
typedef void (*page_fn)(void *context, const struct pdf_frame *frame);

static void draw_pages(struct pdf_flow *flow, const struct pdf_pages *pages, page_fn take,
                       void *context)
{
    if (pages->count == 0)
        return;
    place_headings(flow, pages);
    struct arena *arena = arena_new();
    struct pdf_frame frame = {0}; /* whose room serves all pages */
    for (size_t i = 0; i < pages->count; i++) {
        arena_reset(arena);
        frame.count = 0;
        struct pdf_page_pen pen = {.flow = flow, .arena = arena, .frame = &frame};
        draw_page(&pen, pages, i);
        take(context, &frame);
    }
    MEM_LIST_FREE(&frame);
    arena_free(arena);
}

static void write_page(void *context, const struct pdf_frame *frame)
{
    pdf_writer_page(context, frame);
}

static struct pdf_writer *new_writer(const struct pdf_flow *flow, struct arena *arena)
{
    const struct document *document = flow->document;
    const struct pdf_options *options = flow->options;
    struct pdf_writer_options wanted = {
        .tagged = options->tagged,
        .properties = {.title = document->title,
                       .author = document->institution,
                       .subject = document->subtitle,
                       .language = document->language,
                       .producer = options->producer,
                       .date = options->date},
        .form_face = flow->fonts[PDF_STYLE_BODY][PDF_REGULAR].faces[0],
        .form_letters = language_alphabet(options->language),
        .form_others = language_alphabet_also(options->language),
        .color_profile = options->color_profile,
    };
    return pdf_writer_new(arena, options->fonts, &wanted);
}

static void add_bookmarks(struct pdf_writer *writer, const struct pdf_flow *flow)
{
    for (size_t i = 0; i < flow->headings.count; i++) {
        const struct pdf_heading *heading = &flow->headings.items[i];
        struct str parts[] = {heading->number, heading->number.n ? STR(" ") : STR(""),
                              heading->title};
        struct pdf_bookmark bookmark = {arena_join(flow->arena, parts, 3), heading->page,
                                        heading->y, heading->level};
        pdf_writer_bookmark(writer, &bookmark);
    }
}

bool pdf_write(const struct document *document, const struct pdf_options *options,
               struct arena *arena, struct diags *diags, struct buf *out)
{
    struct pdf_flow flow;
    struct pdf_pages pages = {0};
    size_t before = diags_count(diags, SEVERITY_ERROR);
    if (!open_pages(&flow, &pages, document, options, diags)) {
        close_flow(&flow);
        return false;
    }
    struct pdf_writer *writer = new_writer(&flow, arena);
    draw_pages(&flow, &pages, write_page, writer);
    add_bookmarks(writer, &flow);
    /* The file is put together when the layout is gone: there is not room for both at size. */
    close_flow(&flow);
    for (size_t i = 0; i < options->attachment_count; i++)
        pdf_writer_attach(writer, &options->attachments[i]);
    const char *why = NULL;
    bool good = pdf_writer_finish(writer, out, &why);
    if (!good)
        diag_add(diags, MSG_PDF_REFUSED, (struct span){0}, ARGS(arg_text("reason", str_from(why))));
    return good && diags_count(diags, SEVERITY_ERROR) == before;
}

static void dump_page(void *context, const struct pdf_frame *frame)
{
    pdf_dump_frame(frame, context);
}

bool pdf_dump(const struct document *document, const struct pdf_options *options,
              struct diags *diags, struct buf *out)
{
    struct pdf_flow flow;
    struct pdf_pages pages = {0};
    size_t before = diags_count(diags, SEVERITY_ERROR);
    if (!open_pages(&flow, &pages, document, options, diags)) {
        close_flow(&flow);
        return false;
    }
    draw_pages(&flow, &pages, dump_page, out);
    close_flow(&flow);
    return diags_count(diags, SEVERITY_ERROR) == before;
}
