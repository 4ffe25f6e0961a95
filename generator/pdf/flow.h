/* SPDX-License-Identifier: MIT */
/*
 * The layout half of pdf, and what its stages share.
 *
 *     tree ─ blocks.c, table.c, panel.c ─→ strips ─ pages.c ─→ pages ─ emit.c ─→ frames
 *
 * A strip is a band across the text column that is never torn: a line of a paragraph, a row of a
 * table, a chart. The document becomes one long list of strips, the list is cut into pages, and
 * only when a page is written do its strips become items with glyphs, in a scratch arena. So a
 * report of a thousand pages costs a few bytes for each line until its page is written, and every
 * page number is known before the first page is. Laid out twice are rows of tables that need more
 * than a line a cell, which would take too much room between, and texts whose links say pages.
 *
 * Each strip knows the structure element that it belongs to. The writer of pages opens and closes
 * tags by comparing the path of one strip with that of the next: this is how an element goes on
 * over a page break.
 */
#ifndef LETOPIS_PDF_FLOW_H
#define LETOPIS_PDF_FLOW_H

#include "pdf/pdf.h"

enum pdf_emphasis { PDF_REGULAR, PDF_BOLD, PDF_ITALIC, PDF_BOLD_ITALIC, PDF_EMPHASES };

/* A node of the structure tree, in the flow's arena. */
struct pdf_element {
    const struct pdf_element *parent; /* NULL: the document */
    uint16_t depth;                   /* number of ancestors */
    struct str language;              /* of its words */
    struct pdf_item item;             /* its PDF_BEGIN */
};

/* A link, or another element of its own, around some pieces of a paragraph. */
struct pdf_mark {
    const struct pdf_element *element; /* PDF_TAG_LINK, or a reference */
    struct pdf_link link;
    uint32_t note;                     /* the number of a footnote; 0: none */
    const struct doc_place *place;     /* a place to write in; NULL: none */
    const struct pdf_paragraph *under; /* the small words below it; NULL: none */
};

enum pdf_glue {
    PDF_GLUE_NONE,     /* goes on directly */
    PDF_GLUE_SPACE,    /* a space, at which a line may end */
    PDF_GLUE_NO_BREAK, /* a space at which it must not */
    PDF_GLUE_JOINT,    /* no space, but a line may end: words cut in two, lines of code */
    PDF_GLUE_LINE,     /* a line break that was asked for */
};

/* A stretch of text without spaces, in one style. There are hundreds of thousands of them. */
struct pdf_piece {
    union {
        struct pdf_word *word; /* NULL: nothing to be seen */
        struct {               /* of a place to write in */
            pdf_length before; /* width of what stands on it before, on the same line */
            pdf_length below;  /* of full lines: how far the last one lies below this one */
        };
    };
    const struct pdf_mark *mark; /* NULL: none */
    pdf_length width;
    uint8_t glue;  /* enum pdf_glue: what stands before it */
    uint8_t style; /* enum pdf_style */
    uint8_t emphasis;
    bool whole : 1;  /* not a part of a word, which cannot be divided again */
    bool raised : 1; /* a footnote's number */
    bool muted : 1;
    bool hyphen : 1; /* its last glyph is a hyphen that a line break added */
    /* A place to write in (the mark's), or the room behind what stands there: it has no word. */
    bool is_place : 1;
    bool flexible : 1;  /* takes what its line has left */
    bool goes_on : 1;   /* of full lines: one before it belongs to the same place */
    bool continued : 1; /* of full lines: not the last one, which has the words below */
};

/* An empty piece carries a space, or a line break that was asked for. */
static inline bool pdf_piece_is_empty(const struct pdf_piece *piece)
{
    return !piece->is_place && (piece->word == NULL || piece->word->shaped.count == 0);
}

struct pdf_pieces {
    struct pdf_piece *items;
    size_t count, capacity;
};

enum pdf_align { PDF_ALIGN_JUSTIFIED, PDF_ALIGN_LEFT, PDF_ALIGN_RIGHT, PDF_ALIGN_CENTER };

/* One line: the pieces [from, to). */
struct pdf_line {
    uint32_t from, to;
    pdf_length width;  /* natural, with normal spaces; the indent too */
    pdf_length indent; /* behind a box with which the paragraph begins */
    uint16_t spaces;
    pdf_length above, below; /* room beside the leading: to write by hand, for words below a line */
    bool last;               /* of the paragraph, or before a forced break: not stretched */
};

struct pdf_paragraph {
    struct pdf_piece *pieces;
    struct pdf_line *lines;
    size_t piece_count, line_count;
    pdf_length width; /* to which it was broken */
    enum pdf_align align;
    enum pdf_style style; /* for the leading */
    bool goes_on;         /* another one follows in the same element */
    /* The label of a list item, left of the first line. */
    struct pdf_pieces label;
    pdf_length label_x; /* relative to the paragraph's left edge, negative */
    const struct pdf_element *label_element;
};

struct pdf_flow;
struct pdf_page_pen;

/* Writes strip `index` of `data` at (x, y), its top left corner. */
typedef void (*pdf_emit_fn)(struct pdf_page_pen *pen, const void *data, uint32_t index,
                            pdf_length x, pdf_length y);

struct pdf_strip {
    pdf_emit_fn emit;
    const void *data;
    uint32_t index;
    uint32_t group; /* row of a table: the number of its group, from 1; 0: it is in none */
    const struct pdf_element *element;    /* innermost */
    const struct pdf_table_layout *table; /* row of a table: its head is repeated; else NULL */
    pdf_length before;                    /* space above, left out at the top of a page */
    pdf_length height;
    pdf_length left;  /* from the left edge of the text column */
    uint16_t anchors; /* how many of the flow's anchors belong to it, from `anchor` */
    uint32_t anchor;
    uint32_t note;     /* the highest number of a footnote that it refers to; 0: none */
    bool keep_next;    /* stays on one page with the next */
    bool break_before; /* begins a page */
    bool landscape;
};

struct pdf_heading {
    struct str title, number, id;
    uint8_t level;
    bool in_appendix; /* below it: the contents name the appendix alone */
    uint32_t strip;
    uint32_t page; /* from 0, known after pages are cut */
    pdf_length y;
};

/* In memory of its own, which moves when it grows. */
struct pdf_strips {
    struct pdf_strip *items;
    size_t count, capacity;
};

struct pdf_flow {
    struct arena *arena;
    const struct document *document;
    const struct pdf_options *options;
    const struct pdf_layout *layout;
    struct diags *diags;
    struct pdf_font fonts[PDF_STYLE_COUNT][PDF_EMPHASES];
    bool faulty;
    struct pdf_strips strips;
    /* The footnotes in the order of their numbers, to be shared out over the pages' feet. */
    struct pdf_strips notes;
    uint32_t *note_starts; /* by number: its first strip; one more than there are notes */
    pdf_length *note_tops; /* of each of their strips, all below each other; one more */
    struct {
        struct str *items; /* ids */
        size_t count, capacity;
    } anchors;
    struct {
        struct pdf_heading *items;
        size_t count, capacity;
    } headings;
    size_t headings_passed; /* by the running heads of the pages so far */
    struct str chapter;     /* the last one passed */
    /* Where the blocks being read stand. */
    const struct pdf_element *element;
    pdf_length left, width; /* of the column at hand */
    bool landscape;
    struct str language;           /* of the text at hand */
    struct span span;              /* of the block at hand, for texts that have none of their own */
    struct arena *breaking;        /* scratch of the line breaker */
    struct arena *gathering;       /* scratch for the pieces of running text */
    struct arena *piecing;         /* where pieces are gathered: `gathering`, or NULL: `arena` */
    struct arena *knowing;         /* of the map: it outlives a pass */
    const struct map *known_pages; /* id → its page, as the pass before laid them out */
    bool says_pages;               /* some link says on which page its target is */
    uint32_t pending_anchor;       /* anchors from here on wait for the next strip */
    bool pending_break;
    pdf_length pending_space; /* the space after the block before */
    uint32_t next_element;
    struct pdf_space {
        const struct pdf_shaped *shaped; /* NULL: not yet */
        pdf_length width;
    } spaces[PDF_STYLE_COUNT][PDF_EMPHASES];
    pdf_length hyphens[PDF_STYLE_COUNT][PDF_EMPHASES]; /* widths of added ones; 0: not yet known */
    struct buf scratch;
};

/* --- style.c: fonts by style --- */

/* Opens the faces of the layout. False after reporting missing ones. */
bool pdf_flow_open_fonts(struct pdf_flow *flow);
static inline const struct pdf_text_style *pdf_flow_style(const struct pdf_flow *flow,
                                                          enum pdf_style style)
{
    return &flow->layout->styles[style];
}
/* Width of `units` (1/1000 em) at a style's size. */
static inline pdf_length pdf_em_width(int32_t units, pdf_length size)
{
    return (pdf_length)(((int64_t)units * size + 500) / 1000);
}
/* A space, in the language in which it was asked for first. */
const struct pdf_space *pdf_space_shape(struct pdf_flow *flow, enum pdf_style style,
                                        uint8_t emphasis);
static inline const struct pdf_space *pdf_space_of(struct pdf_flow *flow, enum pdf_style style,
                                                   uint8_t emphasis)
{
    const struct pdf_space *space = &flow->spaces[style][emphasis];
    return space->shaped ? space : pdf_space_shape(flow, style, emphasis);
}

/* --- elements and strips: flow.c --- */

/* An element of the language at hand, which it says where that is not its parent's. */
struct pdf_element *pdf_element_new(struct pdf_flow *flow, const struct pdf_element *parent,
                                    enum pdf_tag tag);
/* What its traits are to be written into. */
struct pdf_traits *pdf_element_traits(struct arena *arena, struct pdf_element *element);
/* An element within the one at hand becomes that; gives the one before. */
const struct pdf_element *pdf_flow_enter(struct pdf_flow *flow, enum pdf_tag tag);
/* An anchor for the next strip. */
void pdf_flow_anchor(struct pdf_flow *flow, struct str id);
/* Appends a strip; its element, place and anchors are filled in from the flow. */
struct pdf_strip *pdf_flow_add(struct pdf_flow *flow, pdf_emit_fn emit, const void *data,
                               uint32_t index, pdf_length height);
/* At least so much space before the next strip (the larger of this and what waits already). */
void pdf_flow_space(struct pdf_flow *flow, pdf_length space);
/* What is asked stays above the lines for the answer: keeps the last strip with a paragraph that
 * is to be added and begins with full lines. */
void pdf_flow_keep_question(struct pdf_flow *flow, const struct pdf_paragraph *paragraph);

/* --- pieces.c: text and inline nodes → pieces --- */

static inline struct arena *pdf_pieces_arena(const struct pdf_flow *flow)
{
    return flow->piecing ? flow->piecing : flow->arena;
}

struct pdf_piece_style {
    enum pdf_style style;
    uint8_t emphasis;
    bool raised, muted;
    const struct pdf_mark *mark;
};

/* A letter that no face has is reported at `span`, or where the block begins. */
void pdf_pieces_text(struct pdf_flow *flow, struct pdf_pieces *pieces, struct str text,
                     const struct pdf_piece_style *style, struct span span);
/* A line of a block of code: spaces are kept, at its beginning too; it may break behind them. */
void pdf_pieces_code(struct pdf_flow *flow, struct pdf_pieces *pieces, struct str line,
                     struct span span);
/* The inlines of a chain of siblings. */
void pdf_pieces_inlines(struct pdf_flow *flow, struct pdf_pieces *pieces,
                        const struct doc_node *first, const struct pdf_piece_style *style);

/* Takes what an empty piece at the end carries: what stands before the next one. */
enum pdf_glue pdf_pieces_glue(struct pdf_pieces *pieces);

/* --- places.c: places to write in --- */

void pdf_pieces_place(struct pdf_flow *flow, struct pdf_pieces *pieces, const struct doc_node *node,
                      const struct pdf_piece_style *style);
/* Before lines are broken: no place is wider than they are. */
void pdf_places_fit(struct pdf_pieces *pieces, pdf_length width);
/* After: places get what their lines have left, full lines are completed, and lines know how much
 * room they need to be written on. */
void pdf_places_settle(struct pdf_flow *flow, struct pdf_paragraph *paragraph);
/* What a hand needs from one line to the next; the side of a box to tick. */
pdf_length pdf_hand_room(void);
pdf_length pdf_box_size(void);
/* Height of line `index`, and of all lines. */
pdf_length pdf_line_height(const struct pdf_flow *flow, const struct pdf_paragraph *paragraph,
                           size_t index);
pdf_length pdf_paragraph_height(const struct pdf_flow *flow, const struct pdf_paragraph *paragraph);

/* --- fillable.c: places as fields on a screen --- */

/* Warns where letters of the language cannot be typed. */
void pdf_fillable_check(struct pdf_flow *flow);
bool pdf_place_is_field(const struct pdf_flow *flow, const struct doc_place *place);
/* The element of a place that is a field. */
void pdf_place_describe(struct arena *arena, const struct doc_place *place,
                        struct pdf_element *element);
/* Whether line `index` and the next are one field, which lies on one page. */
bool pdf_place_spans(const struct pdf_flow *flow, const struct pdf_paragraph *paragraph,
                     size_t index);

/* --- cut.c: pieces cut in two --- */

/* The space before a piece, 0 where none stands. */
static inline pdf_length pdf_glue_width(struct pdf_flow *flow, const struct pdf_piece *piece)
{
    bool space = piece->glue == PDF_GLUE_SPACE || piece->glue == PDF_GLUE_NO_BREAK;
    return space ? pdf_space_of(flow, (enum pdf_style)piece->style, piece->emphasis)->width : 0;
}
/* The unbreakable stretch that starts with piece `from`: its end, and its width without the space
 * before it. */
size_t pdf_stretch_end(struct pdf_flow *flow, const struct pdf_pieces *pieces, size_t from,
                       pdf_length *width);
/* Whether the dictionary may divide piece `index`. Not gladly where a word of one letter stands
 * before it, which has to stay with its beginning. */
enum pdf_division { PDF_DIVISION_NONE, PDF_DIVISION_RELUCTANT, PDF_DIVISION_FREE };
enum pdf_division pdf_may_hyphenate(const struct pdf_flow *flow, const struct pdf_pieces *pieces,
                                    size_t index);

/* Makes every stretch between two places where a line may end fit into `width`, if need be by
 * cutting words between letters. False: nothing was to be done. */
bool pdf_cut_wide(struct pdf_flow *flow, struct pdf_pieces *pieces, pdf_length width);
/* The part of a piece from break `from` of its word up to break `to` (counted from 1; 0: its
 * beginning or end), shaped anew, with the hyphen that the break adds. */
struct pdf_piece pdf_cut_part(struct pdf_flow *flow, const struct pdf_piece *piece, size_t from,
                              size_t to);
/* Width of the hyphen that a break adds to this piece. */
pdf_length pdf_cut_hyphen(struct pdf_flow *flow, const struct pdf_piece *piece);

/* --- lines.c: pieces → lines --- */

/* Breaks `pieces` (which it may lengthen: words are divided) into lines. */
struct pdf_paragraph *pdf_lines_break(struct pdf_flow *flow, struct pdf_pieces *pieces,
                                      pdf_length width, enum pdf_align align, enum pdf_style style);
/* Natural width of [from, to) on one line, and the widest stretch that cannot be broken. */
pdf_length pdf_lines_width(struct pdf_flow *flow, const struct pdf_pieces *pieces);
pdf_length pdf_lines_least(struct pdf_flow *flow, const struct pdf_pieces *pieces);
/* The same where words are divided. */
pdf_length pdf_lines_least_divided(struct pdf_flow *flow, const struct pdf_pieces *pieces);

/* --- keep.c --- */

/* The strips from `first` on stay on one page if they are no higher than a quarter of it: more
 * would leave too much of a page white. */
void pdf_keep_small(struct pdf_flow *flow, size_t first);

/* Keeps `node`, whose strips begin at `from`, with what follows it: what leads to a table or
 * announces something, a question and its options, signatures. `last` is what the call for the
 * block before gave, NULL at first. */
const struct doc_node *pdf_keep(struct pdf_flow *flow, const struct doc_node *node, size_t from,
                                const struct doc_node *last);

/* --- lists.c --- */

void pdf_list(struct pdf_flow *flow, const struct doc_node *node);
void pdf_quote(struct pdf_flow *flow, const struct doc_node *node);

/* --- blocks.c: tree → strips --- */

void pdf_blocks(struct pdf_flow *flow, const struct doc_node *first);
/* A paragraph's lines as strips; `keep` keeps all of them with what follows. */
void pdf_blocks_paragraph(struct pdf_flow *flow, const struct pdf_paragraph *paragraph, bool keep);
/* Text in one style as a paragraph of its own. */
void pdf_blocks_text(struct pdf_flow *flow, struct str text, enum pdf_style style,
                     enum pdf_align align, bool keep);

/* --- table.c, panel.c, drawing.c --- */

/* form.c */
void pdf_form(struct pdf_flow *flow, const struct doc_node *form);

struct pdf_table_layout;
void pdf_table(struct pdf_flow *flow, const struct doc_node *node);
/* What is repeated above `strip` where it begins a page within its table: "Table 3 – continued",
 * the head, and the heading of the group that goes on. Its height, and its writing. */
pdf_length pdf_table_repeated_height(const struct pdf_strip *strip);
void pdf_table_emit_repeated(struct pdf_page_pen *pen, const struct pdf_strip *strip, pdf_length x,
                             pdf_length y);
void pdf_panel(struct pdf_flow *flow, const struct doc_node *node);
void pdf_drawing(struct pdf_flow *flow, const struct doc_node *node);
void pdf_picture(struct pdf_flow *flow, const struct doc_node *node);

/* --- pages.c: strips → pages --- */

/* What page `n` begins with; it ends before what the next one begins with. */
struct pdf_page {
    uint32_t strip; /* of the text */
    uint32_t note;  /* of the footnotes */
};

struct pdf_pages {
    struct pdf_page *items; /* one more than there are pages */
    size_t count, capacity;
};

/* The height that a page has for its strips. */
pdf_length pdf_page_room(const struct pdf_flow *flow, bool landscape);
/* How far below the top of a page that begins with `first` strip `strip` stands. */
pdf_length pdf_page_depth(const struct pdf_flow *flow, uint32_t first, uint32_t strip);
/* Cuts all strips into pages. */
void pdf_pages_cut(struct pdf_flow *flow, struct pdf_pages *pages);
/* Whether a page lies on its side. */
bool pdf_page_is_landscape(const struct pdf_flow *flow, const struct pdf_pages *pages,
                           size_t index);

/* --- front.c: title and contents --- */

/* How titles and headings of a kind are set. */
/* H1 to H6, by the level of a section. */
enum pdf_tag pdf_heading_tag(uint8_t level);
static inline enum pdf_align pdf_heading_align(const struct pdf_flow *flow, enum pdf_style style)
{
    return flow->layout->styles[style].centered ? PDF_ALIGN_CENTER : PDF_ALIGN_LEFT;
}

void pdf_front_title(struct pdf_flow *flow);
/* One strip for each heading that the contents list; their page numbers are read when they are
 * written. */
void pdf_front_contents(struct pdf_flow *flow);

/* --- notes.c: footnotes --- */

/* Lays all footnotes out: fills flow->notes. */
void pdf_notes(struct pdf_flow *flow);
/* The highest number of a note that some pieces refer to. */
uint32_t pdf_notes_in(const struct pdf_piece *pieces, size_t from, size_t to);
/* The height of note strips [from, to) with the rule above them; 0 for none. */
pdf_length pdf_notes_height(const struct pdf_flow *flow, uint32_t from, uint32_t to);
/* Of the notes on a page, the end of the strips with which one from the page before goes on. */
uint32_t pdf_notes_continued(const struct pdf_flow *flow, const struct pdf_page *page);
/* The first strip of page `index` that is read behind a note that goes on there: in the structure a
 * note follows what stands on the page where it began. */
uint32_t pdf_notes_place(const struct pdf_flow *flow, const struct pdf_pages *pages, size_t index);
/* Writes note strips [from, to) of `page`, all of which end at `bottom`; a rule above the first. */
void pdf_notes_draw(struct pdf_page_pen *pen, const struct pdf_page *page, uint32_t from,
                    uint32_t to, pdf_length x, pdf_length bottom);

/* --- counting.c --- */

/* How a list counts whose first label is this one. */
enum pdf_counting pdf_counting_of(struct str label);

/* --- dump.c --- */

/* One page as text: an item a line, indented by the open tags. */
void pdf_dump_frame(const struct pdf_frame *frame, struct buf *out);

/* Distance from the top of a line of this style to its baseline. */
pdf_length pdf_baseline(const struct pdf_flow *flow, enum pdf_style style);

#endif
