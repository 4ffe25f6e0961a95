/* SPDX-License-Identifier: MIT */
#include "pdf_fixture.h"

static struct options options = {.root = "."};
static struct surroundings surroundings = {.installed_layouts = "layouts", .date = -1};

void pdf_fixture_open(struct pdf_fixture *fixture)
{
    struct session *session = &fixture->session;
    assert_true(session_open(session, &options, &surroundings));
    fixture->arena = session->arena;
    fixture->fonts = pdf_fonts_new(session->arena, session->system);
    fixture->hyphens = pdf_hyphens_new(session->arena, session->system);
    fixture->language = session_language(session, NULL, STR("cs"), (struct span){0});
    fixture->layout = layout_file_read(session, STR("report"), (struct span){0});
    assert_non_null(fixture->language);
    assert_non_null(fixture->layout);
}

void pdf_fixture_close(struct pdf_fixture *fixture)
{
    pdf_hyphens_free(fixture->hyphens);
    pdf_fonts_free(fixture->fonts);
    session_close(&fixture->session);
}

struct document *pdf_fixture_document(const struct pdf_fixture *fixture)
{
    struct document *document = ARENA_NEW(fixture->arena, struct document);
    document->root = doc_node_new(fixture->arena, DOC_DOCUMENT, (struct span){0});
    document->title = STR("Výkon regionálních funkcí v okrese Liberec v roce 2022");
    document->institution = STR("Krajská vědecká knihovna v Liberci");
    document->language = STR("cs");
    return document;
}

struct pdf_options pdf_fixture_options(const struct pdf_fixture *fixture)
{
    return (struct pdf_options){.layout = fixture->layout,
                                .language = fixture->language,
                                .fonts = fixture->fonts,
                                .hyphens = fixture->hyphens,
                                .tagged = true,
                                .producer = STR("letopis")};
}

struct doc_node *pdf_fixture_add(const struct pdf_fixture *fixture, struct doc_node *parent,
                                 enum doc_kind kind)
{
    struct doc_node *node = doc_node_new(fixture->arena, kind, (struct span){0});
    doc_append(parent, node);
    return node;
}
