/* SPDX-License-Identifier: MIT */
/* Fields to fill in: their alphabet and its codes, and a file that has them. */
#include "load_language.h"
#include "pdf/alphabet.h"
#include "pdf/writer.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool has_all(void *context, uint32_t character)
{
    (void)context;
    (void)character;
    return true;
}

static void ascii_and_windows_keep_their_codes(void **state)
{
    (void)state;
    struct pdf_alphabet alphabet;
    pdf_alphabet_choose(&alphabet, STR("a á č ď"), STR(""), has_all, NULL);
    assert_int_equal(pdf_alphabet_code(&alphabet, 'A'), 'A');
    assert_int_equal(pdf_alphabet_code(&alphabet, '~'), '~');
    assert_int_equal(pdf_alphabet_code(&alphabet, 0xE1), 0xE1);   /* á */
    assert_int_equal(pdf_alphabet_code(&alphabet, 0x20AC), 0x80); /* € */
    assert_int_equal(pdf_alphabet_code(&alphabet, 0x2013), 0x96); /* – */
    unsigned letter = pdf_alphabet_code(&alphabet, 0x10D),
             capital = pdf_alphabet_code(&alphabet, 0x10C);
    assert_true(letter >= 0x80 && capital >= 0x80 && letter != capital);
    assert_int_equal(alphabet.characters[letter], 0x10D);
    assert_int_equal(pdf_alphabet_code(&alphabet, 0x431), 0); /* б is of another block */
    assert_int_equal(alphabet.characters[0xA0], 0);
    assert_int_equal(alphabet.characters[0xAD], 0);
}

static void every_code_differs(void **state)
{
    (void)state;
    struct pdf_alphabet alphabet;
    pdf_alphabet_choose(&alphabet, STR("а б в ґ є і ї á č ł"), STR(""), has_all, NULL);
    unsigned used = 0;
    for (unsigned code = 0x20; code < 256; code++) {
        if (alphabet.characters[code] == 0)
            continue;
        used++;
        assert_int_equal(pdf_alphabet_code(&alphabet, alphabet.characters[code]), code);
    }
    assert_int_equal(used, 95 + 126); /* three blocks want more than there are codes */
    assert_true(pdf_alphabet_code(&alphabet, 0x454));
    assert_true(pdf_alphabet_code(&alphabet, 0x141));
    assert_true(pdf_alphabet_code(&alphabet, 0x2116));
}

static void punctuation_goes_before_other_letters(void **state)
{
    (void)state;
    struct pdf_alphabet alphabet;
    pdf_alphabet_choose(&alphabet, STR("a b c"), STR("á č ł"), has_all, NULL);
    assert_true(pdf_alphabet_code(&alphabet, 0x142));
    assert_true(pdf_alphabet_code(&alphabet, 0x141));
    struct buf many = {0};
    for (uint32_t code = 0x100; code < 0x180; code++)
        buf_code(&many, code);
    pdf_alphabet_choose(&alphabet, STR("a b c"), buf_view(&many), has_all, NULL);
    buf_free(&many);
    assert_true(pdf_alphabet_code(&alphabet, 0x2116));
    assert_true(pdf_alphabet_code(&alphabet, 0x101));
}

static void every_language_fits(void **state)
{
    (void)state;
    static const char *const codes[] = {"cs", "uk", "lv", "sl", "ru", "en"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        struct loaded loaded = load_language(codes[i], NULL);
        struct str letters = language_alphabet(loaded.language);
        struct pdf_alphabet alphabet;
        pdf_alphabet_choose(&alphabet, letters, STR(""), has_all, NULL);
        for (size_t at = 0; at < letters.n;)
            assert_true(pdf_alphabet_code(&alphabet, str_next(letters, &at)));
        loaded_free(&loaded);
    }
}

static void names_are_of_the_glyph_list(void **state)
{
    (void)state;
    assert_string_equal(pdf_glyph_name(0xA1), "exclamdown"); /* the first */
    assert_string_equal(pdf_glyph_name(0x456), "afii10103");
    assert_string_equal(pdf_glyph_name(0x137), "kcommaaccent");
    assert_string_equal(pdf_glyph_name(0x2212), "minus"); /* the last */
    assert_null(pdf_glyph_name('a'));
    assert_null(pdf_glyph_name(0x1E9E));
}

/* --- a file --- */

static struct pdf_item begin(enum pdf_tag tag, uint32_t element)
{
    struct pdf_item item = {.kind = PDF_BEGIN};
    item.tag.tag = tag;
    item.tag.element = element;
    return item;
}

static struct pdf_field *field(struct arena *arena, enum pdf_field_kind kind, const char *name)
{
    struct pdf_field *field = ARENA_NEW(arena, struct pdf_field);
    field->kind = kind;
    field->name = str_from(name);
    field->description = STR("Прізвище");
    field->size = PDF_PT(11);
    return field;
}

static void add(struct arena *arena, struct pdf_frame *frame, const struct pdf_field *field, int y,
                int height)
{
    uint32_t element = (uint32_t)frame->count + 10;
    bool text = field->kind == PDF_FIELD_TEXT;
    struct pdf_item item = {.kind = PDF_FIELD,
                            .x = PDF_PT(60),
                            .y = PDF_PT(y),
                            .w = PDF_PT(text ? 200 : 10),
                            .h = PDF_PT(height)};
    item.field = field;
    ARENA_PUSH(arena, frame, begin(PDF_TAG_FORM, element));
    ARENA_PUSH(arena, frame, item);
    ARENA_PUSH(arena, frame, ((struct pdf_item){.kind = PDF_END}));
}

static void make(struct arena *arena, struct pdf_fonts *fonts, uint16_t face, struct buf *out)
{
    struct pdf_writer_options options = {
        .tagged = true,
        .properties = {.title = STR("Заява"), .language = STR("uk"), .producer = STR("letopis")},
        .form_face = face,
        .form_letters = STR("а б в г ґ д е є ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ь ю я"),
    };
    struct pdf_writer *writer = pdf_writer_new(arena, fonts, &options);
    struct pdf_frame frame = {.width = PDF_PT(595), .height = PDF_PT(842)};
    ARENA_PUSH(arena, &frame, begin(PDF_TAG_DOCUMENT, 0));
    ARENA_PUSH(arena, &frame, begin(PDF_TAG_P, 1));
    add(arena, &frame, field(arena, PDF_FIELD_TEXT, "surname"), 100, 16);
    struct pdf_field *several = field(arena, PDF_FIELD_TEXT, "topic");
    several->several = true;
    add(arena, &frame, several, 140, 60);
    add(arena, &frame, field(arena, PDF_FIELD_TEXT, "surname"), 220, 16);  /* once more */
    add(arena, &frame, field(arena, PDF_FIELD_CHECK, "surname"), 240, 10); /* of another kind */
    for (int i = 0; i < 2; i++) {
        struct pdf_field *option = field(arena, PDF_FIELD_RADIO, "form.kind");
        option->option = i ? STR("Off") : STR("day");
        option->on = i == 0;
        add(arena, &frame, option, 260 + 20 * i, 10);
    }
    struct pdf_field *alone = field(arena, PDF_FIELD_RADIO, "alone");
    alone->option = STR("yes");
    add(arena, &frame, alone, 320, 10);
    for (int i = 0; i < 2; i++)
        ARENA_PUSH(arena, &frame, ((struct pdf_item){.kind = PDF_END}));
    pdf_writer_page(writer, &frame);
    const char *why;
    assert_true(pdf_writer_finish(writer, out, &why));
}

static int command(const char *format, const char *path)
{
    char line[512];
    snprintf(line, sizeof line, format, path);
    return system(line);
}

/* A face of the machine's, and a folder for what is made with it. */
struct desk {
    struct arena *arena;
    struct fs *files;
    struct pdf_fonts *fonts;
    uint16_t face;
    const char *folder;
};

static struct desk open_desk(const struct pdf_face_request *request)
{
    enum fs_status status;
    struct desk desk = {.arena = arena_new()};
    desk.files = fs_open_system(desk.arena, &status);
    desk.fonts = pdf_fonts_new(desk.arena, desk.files);
    desk.face = pdf_fonts_open(desk.fonts, request, diags_new(desk.arena));
    desk.folder = unit_folder(desk.arena);
    return desk;
}

static const char *save(const struct desk *desk, const struct buf *out)
{
    struct str parts[] = {str_from(desk->folder), STR("/form.pdf")};
    struct str path = arena_join(desk->arena, parts, 2);
    FILE *file = fopen(path.p, "wb");
    assert_non_null(file);
    fwrite(out->p, 1, out->n, file);
    fclose(file);
    return path.p;
}

static void close_desk(struct desk *desk)
{
    pdf_fonts_free(desk->fonts);
    fs_close(desk->files);
    if (getenv("LETOPIS_KEEP"))
        print_message("kept %s\n", desk->folder);
    else
        unit_folder_remove(desk->folder);
    arena_free(desk->arena);
}

/* An i of 655/2048 is 319.8/1000 wide. */
static void widths_are_rounded(void **state)
{
    (void)state;
    struct pdf_face_request request = {
        .family = STR("DejaVu Serif"), .style = STR("Book"), .package = STR("fonts-dejavu-core")};
    struct desk desk = open_desk(&request);
    struct buf out = {0};
    make(desk.arena, desk.fonts, desk.face, &out);
    const char *path = save(&desk, &out);
    assert_int_equal(command("qpdf --qdf %s - | grep -a -q '^ *320$'", path), 0);
    assert_int_not_equal(command("qpdf --qdf %s - | grep -a -q '^ *319$'", path), 0);
    buf_free(&out);
    close_desk(&desk);
}

static void file_has_its_fields(void **state)
{
    (void)state;
    struct pdf_face_request request = {
        .family = STR("Noto Serif"), .style = STR("Regular"), .package = STR("fonts-noto-core")};
    struct desk desk = open_desk(&request);
    struct buf first = {0}, second = {0};
    make(desk.arena, desk.fonts, desk.face, &first);
    make(desk.arena, desk.fonts, desk.face, &second); /* with the font that was kept */
    assert_int_equal(first.n, second.n);
    assert_memory_equal(first.p, second.p, first.n);
    const char *path = save(&desk, &first);
    assert_int_equal(command("qpdf --check %s >/dev/null", path), 0);
    static const char names[] = "qpdf --json=latest --json-key=acroform %s | grep -o "
                                "'\"fullname\": \"[^\"]*\"' | tr '\\n' ' ' | tr -d '\"' | "
                                "grep -q '^fullname: surname fullname: topic fullname: surname "
                                "fullname: surname-2 fullname: form-kind fullname: form-kind "
                                "fullname: alone $'";
    assert_int_equal(command(names, path), 0);
    /* Typed on one line, letters follow its room; on several they have the size of the text. */
    assert_int_equal(command("test $(qpdf --qdf %s - | grep -a -c '/DA (/Form 11 Tf') -eq 1", path),
                     0);
    /* Of several areas, and of a lone radio button too, the field is the parent: of five. */
    assert_int_equal(command("test $(qpdf --qdf %s - | grep -a -c '/Parent ') -eq 7", path), 0);
    buf_free(&first);
    buf_free(&second);
    close_desk(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ascii_and_windows_keep_their_codes),
        cmocka_unit_test(every_code_differs),
        cmocka_unit_test(punctuation_goes_before_other_letters),
        cmocka_unit_test(every_language_fits),
        cmocka_unit_test(names_are_of_the_glyph_list),
        cmocka_unit_test(widths_are_rounded),
        cmocka_unit_test(file_has_its_fields),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
