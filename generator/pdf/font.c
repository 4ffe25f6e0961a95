/* SPDX-License-Identifier: MIT */
#include "pdf/font.h"

#include "base/buf.h"
#include "base/mem.h"
#include "pdf/face.h"

#include <hb-ot.h>
#include <string.h>

enum { WORDS_MOST = 8192, SERIES_MOST = 1024 };

/*
 * Where fonts lie on Debian. The system's own configuration is left alone: it is about which face
 * to show instead of another, which is never done here, it differs between machines, and reading
 * its fifty files takes longer than a short report.
 */
static const char configuration[] =
    "<fontconfig>"
    "<dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir>"
    "<dir prefix=\"xdg\">fonts</dir><dir>~/.fonts</dir>"
    "<cachedir>/var/cache/fontconfig</cachedir><cachedir prefix=\"xdg\">fontconfig</cachedir>"
    "</fontconfig>";

static FcConfig *list_fonts(void)
{
    FcConfig *config = FcConfigCreate();
    const FcChar8 *text = (const FcChar8 *)configuration;
    if (config && FcConfigParseAndLoadFromMemory(config, text, FcTrue) &&
        FcConfigBuildFonts(config))
        return config;
    if (config)
        FcConfigDestroy(config);
    return NULL;
}

struct pdf_fonts *pdf_fonts_new(struct arena *arena, struct fs *system)
{
    struct pdf_fonts *fonts = ARENA_NEW(arena, struct pdf_fonts);
    fonts->arena = arena;
    fonts->words = arena_new();
    fonts->system = system;
    fonts->buffer = hb_buffer_create();
    return fonts;
}

void pdf_fonts_free(struct pdf_fonts *fonts)
{
    if (fonts == NULL)
        return;
    for (uint16_t i = 0; i < fonts->face_count; i++) {
        for (int tabular = 0; tabular < 2; tabular++)
            hb_shape_plan_destroy(fonts->faces[i].plans[tabular].plan);
        hb_font_destroy(fonts->faces[i].font);
        hb_face_destroy(fonts->faces[i].face);
    }
    arena_free(fonts->words);
    hb_buffer_destroy(fonts->buffer);
    if (fonts->config)
        FcConfigDestroy(fonts->config);
}

void pdf_fonts_rest(struct pdf_fonts *fonts, bool series)
{
    if (!series)
        fonts->word_start = fonts->word_count;
    bool many = series && fonts->word_count - fonts->word_start >= SERIES_MOST;
    if (fonts->word_count < WORDS_MOST && !many)
        return;
    fonts->caches = fonts->last = NULL;
    fonts->word_count = fonts->word_start = 0;
    arena_reset(fonts->words);
}

static FcFontSet *list_faces(struct pdf_fonts *fonts, const char *family, const char *style)
{
    FcPattern *pattern = FcPatternCreate();
    FcObjectSet *wanted = FcObjectSetBuild(FC_FILE, FC_INDEX, (char *)NULL);
    if (pattern == NULL || wanted == NULL)
        mem_exhausted();
    FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)family);
    FcPatternAddString(pattern, FC_STYLE, (const FcChar8 *)style);
    FcPatternAddBool(pattern, FC_VARIABLE, FcFalse);
    FcFontSet *set = FcFontList(fonts->config, pattern, wanted);
    FcObjectSetDestroy(wanted);
    FcPatternDestroy(pattern);
    return set;
}

static void put_without_spaces(struct buf *out, struct str words)
{
    for (size_t i = 0; i < words.n; i++)
        if (words.p[i] != ' ')
            buf_char(out, words.p[i]);
}

/* NotoSerif-BoldItalic.ttf, DejaVuSans.ttf: the file's name is the face's without spaces. */
static bool find_in_folder(struct pdf_fonts *fonts, const struct pdf_face_request *request,
                           struct str *path)
{
    if (request->folder.n == 0)
        return false;
    struct buf name = {0};
    buf_str(&name, request->folder);
    buf_char(&name, '/');
    put_without_spaces(&name, request->family);
    if (!str_is(request->style, "Book")) {
        buf_char(&name, '-');
        put_without_spaces(&name, request->style);
    }
    buf_text(&name, ".ttf");
    *path = buf_copy(&name, fonts->arena);
    buf_free(&name);
    return fs_kind(fonts->system, *path) == FS_FILE;
}

/* Only TrueType outlines are embedded; of several files with one face the first by path is taken,
 * so that the choice does not hang on the order of the folder. */
static bool find_file(struct pdf_fonts *fonts, const char *family, const char *style,
                      struct str *path, int *index)
{
    if (fonts->config == NULL)
        fonts->config = list_fonts();
    FcFontSet *set = fonts->config ? list_faces(fonts, family, style) : NULL;
    bool found = false;
    for (int i = 0; set && i < set->nfont; i++) {
        FcChar8 *file = NULL;
        int face = 0;
        if (FcPatternGetString(set->fonts[i], FC_FILE, 0, &file) != FcResultMatch)
            continue;
        FcPatternGetInteger(set->fonts[i], FC_INDEX, 0, &face);
        struct str candidate = str_from((const char *)file);
        if (!str_ends(candidate, STR(".ttf")) && !str_ends(candidate, STR(".ttc")))
            continue;
        if (found && str_compare(candidate, *path) >= 0)
            continue;
        *path = arena_str(fonts->arena, candidate);
        *index = face;
        found = true;
    }
    if (set)
        FcFontSetDestroy(set);
    return found;
}

static int32_t to_em(const struct pdf_face *face, int32_t units)
{
    return (int32_t)((int64_t)units * 1000 / face->upem);
}

static void read_metrics(struct pdf_face *face)
{
    hb_font_extents_t extents = {0};
    hb_position_t cap = 0, x = 0;
    hb_font_get_h_extents(face->font, &extents);
    if (!hb_ot_metrics_get_position(face->font, HB_OT_METRICS_TAG_CAP_HEIGHT, &cap))
        cap = face->upem * 7 / 10;
    if (!hb_ot_metrics_get_position(face->font, HB_OT_METRICS_TAG_X_HEIGHT, &x))
        x = face->upem / 2;
    face->metrics =
        (struct pdf_metrics){to_em(face, extents.ascender), to_em(face, extents.descender),
                             to_em(face, cap), to_em(face, x)};
}

const struct pdf_face *pdf_fonts_load(struct pdf_fonts *fonts, uint16_t index)
{
    struct pdf_face *face = &fonts->faces[index];
    if (face->loaded)
        return face;
    face->loaded = true;
    struct str bytes = {0};
    fs_read(fonts->system, face->path, &bytes);
    hb_blob_t *blob =
        hb_blob_create(bytes.p, (unsigned)bytes.n, HB_MEMORY_MODE_READONLY, NULL, NULL);
    face->face = hb_face_create(blob, (unsigned)face->index);
    hb_blob_destroy(blob);
    face->font = hb_font_create(face->face);
    face->upem = (int32_t)hb_face_get_upem(face->face);
    char name[128];
    unsigned size = sizeof name;
    hb_ot_name_get_utf8(face->face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size,
                        name);
    face->postscript = arena_str(fonts->arena, str_from(name));
    read_metrics(face);
    return face;
}

uint16_t pdf_fonts_open(struct pdf_fonts *fonts, const struct pdf_face_request *request,
                        struct diags *diags)
{
    for (uint16_t i = 0; i < fonts->face_count; i++)
        if (str_equal(fonts->faces[i].family, request->family) &&
            str_equal(fonts->faces[i].style, request->style))
            return i;
    struct pdf_face face = {.family = arena_str(fonts->arena, request->family),
                            .style = arena_str(fonts->arena, request->style)};
    bool found = fonts->face_count < PDF_FACES_MAX &&
                 (find_in_folder(fonts, request, &face.path) ||
                  find_file(fonts, face.family.p, face.style.p, &face.path, &face.index));
    if (!found) {
        diag_add(diags, MSG_FACE_MISSING, request->span,
                 ARGS(arg_text("family", face.family), arg_text("style", face.style),
                      arg_text("package", request->package)));
        return PDF_FACE_MISSING;
    }
    fonts->faces[fonts->face_count] = face;
    return fonts->face_count++;
}

struct pdf_metrics pdf_font_metrics(struct pdf_fonts *fonts, const struct pdf_font *font)
{
    return pdf_fonts_load(fonts, font->faces[0])->metrics;
}
