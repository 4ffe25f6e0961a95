/* SPDX-License-Identifier: MIT */
/* The output half of pdf: pages made by hand, read back by qpdf and pdftotext where they are. */
#include "pdf/embed.h"
#include "pdf/structure.h"
#include "pdf/writer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct arena *arena;
static struct diags *diags;
static struct pdf_fonts *fonts;
static struct fs *files;
static struct pdf_font serif;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    diags = diags_new(arena);
    enum fs_status status;
    files = fs_open_system(arena, &status);
    fonts = pdf_fonts_new(arena, files);
    struct pdf_face_request first = {
        STR("Noto Serif"), STR("Regular"), STR("fonts-noto-core"), {0}, {0}};
    struct pdf_face_request second = {
        STR("DejaVu Serif"), STR("Book"), STR("fonts-dejavu-core"), {0}, {0}};
    serif.faces[0] = pdf_fonts_open(fonts, &first, diags);
    serif.faces[1] = pdf_fonts_open(fonts, &second, diags);
    serif.count = 2;
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    pdf_fonts_free(fonts);
    fs_close(files);
    arena_free(arena);
    return 0;
}

static struct pdf_item run_item(const char *text, int x, int y)
{
    const struct pdf_shaped **shaped = ARENA_NEW(arena, const struct pdf_shaped *);
    *shaped = pdf_shape(fonts, &serif, str_from(text), STR("cs"), (struct span){0}, diags);
    struct pdf_item item = {.kind = PDF_RUN, .x = PDF_PT(x), .y = PDF_PT(y)};
    item.run.words = shaped;
    item.run.count = 1;
    item.run.size = PDF_PT(11);
    return item;
}

static struct pdf_item begin(enum pdf_tag tag, uint32_t element)
{
    struct pdf_item item = {.kind = PDF_BEGIN};
    item.tag.tag = tag;
    item.tag.element = element;
    return item;
}

static void make(struct buf *out, int pages, const char *text)
{
    struct pdf_writer_options options = {
        .tagged = true,
        .properties = {.title = STR("Zkouška <&>"),
                       .language = STR("cs"),
                       .producer = STR("letopis")},
    };
    struct pdf_writer *writer = pdf_writer_new(arena, fonts, &options);
    for (int page = 0; page < pages; page++) {
        struct pdf_frame frame = {.width = PDF_PT(595), .height = PDF_PT(842)};
        struct pdf_item anchor = {.kind = PDF_ANCHOR, .y = PDF_PT(80)};
        anchor.anchor.id = STR("start");
        ARENA_PUSH(arena, &frame, begin(PDF_TAG_DOCUMENT, 0));
        ARENA_PUSH(arena, &frame, begin(PDF_TAG_P, (uint32_t)page + 1));
        if (page == 0)
            ARENA_PUSH(arena, &frame, anchor);
        ARENA_PUSH(arena, &frame, run_item(text, 60, 100));
        struct pdf_item hyphenated = run_item("roz-", 60, 120);
        hyphenated.run.hyphen = true;
        ARENA_PUSH(arena, &frame, hyphenated);
        ARENA_PUSH(arena, &frame, run_item("dělení", 60, 140));
        ARENA_PUSH(arena, &frame, begin(PDF_TAG_LINK, 1000 + (uint32_t)page));
        ARENA_PUSH(arena, &frame, run_item("odkaz", 60, 160));
        struct pdf_item link = {
            .kind = PDF_LINK, .x = PDF_PT(60), .y = PDF_PT(150), .w = PDF_PT(30), .h = PDF_PT(14)};
        link.link = &(struct pdf_link){.target = STR("start"), .description = STR("na začátek")};
        ARENA_PUSH(arena, &frame, link);
        for (int i = 0; i < 3; i++)
            ARENA_PUSH(arena, &frame, ((struct pdf_item){.kind = PDF_END}));
        pdf_writer_page(writer, &frame);
        struct pdf_bookmark mark = {STR("Kapitola"), (uint32_t)page, PDF_PT(700), 1};
        pdf_writer_bookmark(writer, &mark);
    }
    struct pdf_attachment file = {STR("figures.csv"), STR("text/csv"), STR("Data"),
                                  STR("a,b\n1,2\n")};
    pdf_writer_attach(writer, &file);
    const char *why;
    assert_true(pdf_writer_finish(writer, out, &why));
    assert_null(why);
}

static int command(const char *format, const char *path)
{
    char line[512];
    snprintf(line, sizeof line, format, path);
    return system(line);
}

static void file_is_sound(void **state)
{
    (void)state;
    struct buf out = {0};
    make(&out, 3, "Příliš žluťoučký kůň, жовтий їжак, žāvēts; 1\u00A0234,50\u00A0Kč − fi");
    char path[] = "/tmp/letopis-test-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, out.p, out.n), (ssize_t)out.n);
    close(file);
    assert_int_equal(command("qpdf --check %s >/dev/null", path), 0);
    assert_int_equal(command("pdftotext %s - | grep -q 'Příliš žluťoučký kůň, жовтий їжак, žāvēts; "
                             "1 234,50 Kč − fi'",
                             path),
                     0);
    /* The hyphen that was added stands as U+00AD in the text. */
    assert_int_equal(command("pdftotext %s - | grep -q 'roz\u00AD$'", path), 0);
    assert_int_equal(command("pdfinfo -struct-text %s 2>&1 | grep -q 'odkaz'", path), 0);
    if (getenv("LETOPIS_KEEP"))
        printf("kept %s\n", path);
    else
        unlink(path);
    buf_free(&out);
}

static void bytes_are_the_same_twice(void **state)
{
    (void)state;
    struct buf first = {0}, second = {0};
    make(&first, 2, "stejné");
    make(&second, 2, "stejné");
    assert_int_equal(first.n, second.n);
    assert_memory_equal(first.p, second.p, first.n);
    buf_free(&first);
    buf_free(&second);
}

static void many_glyphs_take_several_fonts(void **state)
{
    (void)state;
    struct buf text = {0}, out = {0};
    for (uint32_t code = 0x100; code < 0x180; code++)
        buf_code(&text, code);
    for (uint32_t code = 0x410; code < 0x4A0; code++)
        if (code < 0x482 || code > 0x489)
            buf_code(&text, code);
    struct str all = buf_copy(&text, arena);
    make(&out, 1, all.p);
    size_t count;
    const struct diag *all_diags = diags_sorted(diags, &count);
    for (size_t i = 0; i < count; i++)
        print_message("%.*s\n", (int)all_diags[i].args[1].text.n, all_diags[i].args[1].text.p);
    assert_int_equal(count, 0);
    buf_free(&text);
    buf_free(&out);
}

static void missing_characters_are_reported_once(void **state)
{
    (void)state;
    struct diags *own = diags_new(arena);
    for (int i = 0; i < 2; i++)
        pdf_shape(fonts, &serif, STR("漢漢"), STR("cs"), (struct span){7, 3}, own);
    size_t count;
    const struct diag *all = diags_sorted(own, &count);
    assert_int_equal(count, 1);
    assert_int_equal(all[0].message, MSG_GLYPH_MISSING);
    assert_int_equal(all[0].span.at, 7);
}

static void missing_faces_name_their_package(void **state)
{
    (void)state;
    struct diags *own = diags_new(arena);
    struct pdf_face_request request = {
        STR("No Such Family"), STR("Regular"), STR("fonts-none"), {3, 4}, {0}};
    assert_int_equal(pdf_fonts_open(fonts, &request, own), PDF_FACE_MISSING);
    size_t count;
    const struct diag *all = diags_sorted(own, &count);
    assert_int_equal(count, 1);
    assert_int_equal(all[0].message, MSG_FACE_MISSING);
}

static struct buf written;

static struct buf *begin_element(void *context, unsigned number)
{
    (void)context;
    buf_format(&written, "\n%u: ", number);
    return &written;
}

static void put_element(struct pdf_structure *structure, struct pdf_item item)
{
    pdf_structure_begin(structure, &item);
    pdf_structure_mark(structure);
    pdf_structure_end(structure);
}

static void ids_and_attributes_of_elements(void **state)
{
    (void)state;
    struct pdf_structure *structure = pdf_structure_new(arena);
    pdf_structure_page(structure, 3);
    struct pdf_item document = begin(PDF_TAG_DOCUMENT, 0), list = begin(PDF_TAG_L, 1);
    struct pdf_item second = begin(PDF_TAG_NOTE, 2), first = begin(PDF_TAG_NOTE, 3);
    list.tag.traits = &(struct pdf_traits){.counting = PDF_COUNTING_DECIMAL};
    second.tag.traits = &(struct pdf_traits){.id = STR("note-2")};
    first.tag.traits = &(struct pdf_traits){.id = STR("note-1")};
    pdf_structure_begin(structure, &document);
    put_element(structure, list);
    put_element(structure, second);
    put_element(structure, first);
    struct buf root = {0}, parents = {0};
    pdf_structure_write(structure, 10, 7, 8, &root, &parents, begin_element, NULL);
    assert_true(str_find_str(buf_view(&root),
                             STR("/IDTree<</Names[(note-1)13 0 R (note-2)12 0 R ]>>"),
                             0) != STR_NOT_FOUND);
    assert_true(str_find_str(buf_view(&written),
                             STR("11: <</S/L/P 10 0 R/Pg 3 0 R/A<</O/List/ListNumbering/Decimal>>"),
                             0) != STR_NOT_FOUND);
    pdf_structure_free(structure);
    buf_free(&root);
    buf_free(&parents);
    buf_free(&written);
}

/* Elements share what they have in common with the one before, and nothing else. */
static void traits_of_heads(void **state)
{
    (void)state;
    static const struct {
        struct pdf_traits traits;
        const char *written;
    } heads[] = {
        {{.scope = 1}, "/Scope/Column>>"},
        {{.scope = 2}, "/Scope/Row>>"},
        {{.scope = 2}, "/Scope/Row>>"},
        {{.scope = 2, .columns = 2}, "/Scope/Row/ColSpan 2>>"},
        {{.scope = 2, .columns = 2, .rows = 3}, "/Scope/Row/ColSpan 2/RowSpan 3>>"},
        {{.scope = 2, .headers = {"h1", 2}}, "/Scope/Row/Headers[(h1)]>>"},
        {{.scope = 2}, "/Scope/Row>>"},
    };
    enum { HEADS = sizeof heads / sizeof *heads };
    struct pdf_structure *structure = pdf_structure_new(arena);
    pdf_structure_page(structure, 3);
    struct pdf_item document = begin(PDF_TAG_DOCUMENT, 0);
    pdf_structure_begin(structure, &document);
    for (uint32_t i = 0; i < HEADS; i++) {
        struct pdf_traits traits = heads[i].traits;
        struct pdf_item head = begin(PDF_TAG_TH, i + 1);
        head.tag.traits = &traits;
        put_element(structure, head);
    }
    struct buf root = {0}, parents = {0};
    pdf_structure_write(structure, 10, 7, 8, &root, &parents, begin_element, NULL);
    for (uint32_t i = 0; i < HEADS; i++) {
        struct str wanted = arena_format(arena, "%u: <</S/TH/P 10 0 R/Pg 3 0 R/A<</O/Table%s/K",
                                         i + 11, heads[i].written);
        assert_true(str_find_str(buf_view(&written), wanted, 0) != STR_NOT_FOUND);
    }
    pdf_structure_free(structure);
    buf_free(&root);
    buf_free(&parents);
    buf_free(&written);
}

static const struct pdf_shaped *word_of(uint32_t first, uint32_t second)
{
    char bytes[8];
    size_t n = str_encode(first, bytes);
    n += str_encode(second, bytes + n);
    return pdf_shape(fonts, &serif, (struct str){bytes, n}, STR("ru"), (struct span){0}, diags);
}

/* A font has room for 222 letters: a word whose letters are in two of them is no one string. */
static void words_of_letters_in_two_fonts(void **state)
{
    (void)state;
    struct pdf_objects objects = {0};
    pdf_objects_open(&objects, arena);
    struct pdf_embed *embed = pdf_embed_new(arena, fonts, &objects);
    const uint32_t first = 0x410, last = first + 63, others = 0xA1;
    assert_non_null(pdf_embed_word(embed, word_of(first, first)));
    for (uint32_t i = 0; i < EMBED_CODES + 20; i++)
        if (others + i != 0xAD)
            pdf_embed_word(embed, word_of(others + i, others + i));
    const struct pdf_coded *coded = pdf_embed_word(embed, word_of(last, last));
    assert_non_null(coded);
    assert_int_equal(coded->page, 1);
    assert_true(coded == pdf_embed_word(embed, word_of(last, last)));
    assert_null(pdf_embed_word(embed, word_of(first, last)));
    assert_null(pdf_embed_word(embed, word_of(last, first)));
    pdf_objects_close(&objects);
}

/* A glyph off its place is written by itself, and so is one behind which something is to move. */
static void words_with_glyphs_off_their_places(void **state)
{
    (void)state;
    struct pdf_objects objects = {0};
    pdf_objects_open(&objects, arena);
    struct pdf_embed *embed = pdf_embed_new(arena, fonts, &objects);
    const struct pdf_shaped *word = word_of('a', 'b');
    for (int fault = 0; fault < 5; fault++) {
        struct pdf_glyph glyphs[] = {word->glyphs[0], word->glyphs[1]};
        const struct pdf_shaped other = {
            .glyphs = glyphs, .count = 2, .id = 1000 + (uint32_t)fault};
        glyphs[1].dx = fault == 1;
        glyphs[1].dy = fault == 2;
        glyphs[1].advance = (int16_t)(glyphs[1].advance + (fault == 3));
        glyphs[0].advance = (int16_t)(glyphs[0].advance + (fault == 4 ? -20 : 0));
        const struct pdf_coded *coded = pdf_embed_word(embed, &other);
        assert_true((coded != NULL) == (fault == 0 || fault == 4));
        if (coded)
            assert_true(str_equal(coded->bytes, fault == 4 ? STR("!)20(\"") : STR("!\"")));
    }
    pdf_objects_close(&objects);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(file_is_sound),
        cmocka_unit_test(ids_and_attributes_of_elements),
        cmocka_unit_test(traits_of_heads),
        cmocka_unit_test(bytes_are_the_same_twice),
        cmocka_unit_test(many_glyphs_take_several_fonts),
        cmocka_unit_test(words_of_letters_in_two_fonts),
        cmocka_unit_test(words_with_glyphs_off_their_places),
        cmocka_unit_test(missing_characters_are_reported_once),
        cmocka_unit_test(missing_faces_name_their_package),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
