/* SPDX-License-Identifier: MIT */
#include "doc_fixture.h"

#include "doc/check.h"
#include "doc/dump.h"
#include "doc/state.h"
#include "locale/message.h"

#include <stdio.h>
#include <string.h>

/* 256 × 128 pixels, all black. */
#define PNG                                                                                        \
    "\211PNG\015\012\032\012\000\000\000\015IHDR\000\000\001\000\000\000\000\200\001\000"          \
    "\000\000\000\314\316\212\247\000\000\000\033IDATx\332\355\3011\001\000\000\000\302"           \
    "\240\365Om\012\077\240\000\000\000\000\276\006\020\200\000\001\301\177Zx\000\000\000"         \
    "\000IEND\256B`\202"
#define JPEG "\xff\xd8\xff\xe0\0\4ab\xff\xff\xc0\0\x0b\x08\0\x40\0\x60\1\1\1\xff\xda\0\2\xff\xd9"

static const struct {
    const char *path;
    const char *text;
    size_t size; /* 0: up to its NUL */
} files[] = {
    {"content/x/institution.yaml", "name: Knihovna X\nlanguage: cs\ncurrency: CZK\n", 0},
    {"content/x/types/library.yaml",
     "label: Knihovna\n"
     "forms: {one: knihovna, few: knihovny, other: knihoven}\n"
     "title: name\n"
     "fields:\n"
     "  name:\n    label: Název\n    type: text\n    required: yes\n"
     "  kind:\n    label: Druh\n    type: choice\n    of:\n"
     "      town: městská\n      village: vesnická\n"
     "  loans:\n    label: Výpůjčky\n    type: integer\n"
     "  cost:\n    label: Náklady\n    type: number\n    unit: CZK\n"
     "  opened:\n    label: Otevřena\n    type: date\n"
     "  secret:\n    type: number\n    private: yes\n"
     "computed:\n"
     "  loan_cost:\n    label: Cena výpůjčky\n    formula: cost / loans\n    round: 0.1\n",
     0},
    {"content/x/records/library.yaml",
     "dlouhy:\n  name: Dlouhý Most\n  kind: village\n  loans: 120\n  cost: 1041,50\n"
     "  opened: 6. 11. 1922\n  secret: 5\n"
     "hejnice:\n  name: Hejnice\n  kind: town\n  loans: 2500\n  cost: 2000\n"
     "nova:\n  name: \"Nová *Ves* & k\"\n  kind: village\n  cost: 0\n",
     0},
    {"content/x/figures.yaml",
     "visits:\n  label: Návštěvy\n  formula: 120 + 9\n"
     "  forms: {one: návštěva, few: návštěvy, other: návštěv}\n"
     "libraries:\n  label: Knihovny\n  formula: count(library)\n"
     "total_cost:\n  label: Náklady\n  formula: sum(cost for library)\n"
     "total_loans:\n  label: Výpůjčky\n  formula: sum(loans for library where loans is known)\n"
     "ratio:\n  label: Poměr\n  formula: 22 / 7\n  round: 0.01\n"
     "share:\n  label: Podíl\n  formula: share(kind is town for library)\n  round: 1\n"
     "gap:\n  label: Mezera\n  formula: sum(loans for library) + unknown_loans\n"
     "unknown_loans:\n  label: Neznámé\n  formula: first(loans for library where loans is "
     "unknown)\n",
     0},
    {"content/x/reports/r/report.yaml",
     "title: Zpráva za {{period}}\nperiod: 2022\nlayout: report\nlanguages: [cs]\n"
     "public: yes\n",
     0},
    {"content/x/reports/second/report.yaml",
     "title: Druhá\nperiod: 2022\nlayout: report\nlanguages: [cs]\npublic: yes\n", 0},
    {"content/x/reports/second/10.md", "# Její část\n\nText {#there}\n", 0},
    {"content/x/reports/internal/report.yaml",
     "title: Vnitřní\nperiod: 2022\nlayout: report\nlanguages: [cs]\npublic: no\n", 0},
    {"content/x/reports/internal/10.md", "# Část\n", 0},
    {"content/x/reports/r/a.png", PNG, sizeof PNG - 1},
    {"content/x/reports/r/b.jpg", JPEG, sizeof JPEG - 1},
    {"content/x/reports/r/short.png", PNG, 12},
    {"content/x/reports/r/note.pdf", "%PDF-1.4", 0},
};

static void add_files(struct fs *fs)
{
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        fs_add(fs, str_from(files[i].path),
               files[i].size ? (struct str){files[i].text, files[i].size}
                             : str_from(files[i].text));
    fs_add_link(fs, STR("content/x/reports/r/out.png"), STR("../../../../secret.png"));
    fs_add(fs, STR("secret.png"), (struct str){PNG, sizeof PNG - 1});
}

static const struct data_report *find_report(const struct fixture *fixture)
{
    for (size_t i = 0; i < fixture->institution->report_count; i++)
        if (str_is(fixture->institution->reports[i].id, "r"))
            return &fixture->institution->reports[i];
    fail_msg("the fixture has no report");
    return NULL;
}

static void show_reports(struct fixture *fixture)
{
    struct buf out = {0};
    struct message_style style = {.format = MESSAGE_HUMAN};
    message_write_all(&out, fixture->loaded.sources, fixture->loaded.diags, &style);
    if (out.n > 0)
        fprintf(stderr, "%.*s", (int)out.n, out.p);
    buf_free(&out);
}

/* The fixture's texts are in one language. */
static const struct language *find_language(void *owner, struct str code, struct span span)
{
    (void)owner;
    (void)code;
    (void)span;
    return NULL;
}

struct fixture fixture_new(const char *text, const char *second)
{
    struct fixture fixture = {.loaded = load_language("cs", NULL)};
    struct arena *arena = fixture.loaded.arena;
    assert_non_null(fixture.loaded.language);
    fixture.fs = fs_open_memory(arena);
    add_files(fixture.fs);
    fs_add(fixture.fs, STR("content/x/reports/r/10.md"), str_from(text));
    if (second)
        fs_add(fixture.fs, STR("content/x/reports/r/20.md"), str_from(second));
    fixture.project = data_load(arena, fixture.fs, fixture.loaded.sources, fixture.loaded.diags);
    if (fixture.project->count == 0 || diags_any_error(fixture.loaded.diags)) {
        show_reports(&fixture);
        fail_msg("the fixture's own content is faulty");
    }
    fixture.institution = fixture.project->institutions[0];
    struct doc_request request = {.arena = arena,
                                  .find_language = find_language,
                                  .diags = fixture.loaded.diags,
                                  .sources = fixture.loaded.sources,
                                  .fs = fixture.fs,
                                  .institution = fixture.institution,
                                  .language = fixture.loaded.language,
                                  .report = find_report(&fixture)};
    fixture.document = doc_assemble(&request);
    return fixture;
}

void fixture_free(struct fixture *fixture)
{
    data_free(fixture->project);
    fs_close(fixture->fs);
    loaded_free(&fixture->loaded);
}

struct doc_context fixture_context(struct fixture *fixture)
{
    struct doc_context context = {.arena = fixture->loaded.arena,
                                  .diags = fixture->loaded.diags,
                                  .sources = fixture->loaded.sources,
                                  .fs = fixture->fs,
                                  .institution = fixture->institution,
                                  .language = fixture->loaded.language,
                                  .report = find_report(fixture),
                                  .document = fixture->document};
    context.at.period = context.report->period;
    context.at.as_of = context.report->as_of;
    context.state = doc_state_new(&context);
    return context;
}

const char *fixture_tree(struct fixture *fixture)
{
    struct buf out = {0};
    doc_dump(fixture->document, &out);
    struct str text = buf_copy(&out, fixture->loaded.arena);
    buf_free(&out);
    size_t at = str_find_str(text, STR("\ndocument\n"), 0);
    assert_true(at != STR_NOT_FOUND);
    return text.p + at + sizeof "\ndocument\n" - 1;
}

void assert_tree(const char *text, const char *expected)
{
    struct fixture fixture = fixture_new(text, NULL);
    struct buf problems = {0};
    if (diags_any_error(fixture.loaded.diags)) {
        show_reports(&fixture);
        fail_msg("an error was reported");
    }
    assert_string_equal(fixture_tree(&fixture), expected);
    if (!doc_check(fixture.document, &problems))
        fail_msg("%.*s", (int)problems.n, problems.p);
    buf_free(&problems);
    fixture_free(&fixture);
}

void assert_fault(const char *text, enum message message, uint32_t line, uint32_t column)
{
    struct fixture fixture = fixture_new(text, NULL);
    size_t count, found = 0, others = 0;
    const struct diag *items = diags_sorted(fixture.loaded.diags, &count);
    for (size_t i = 0; i < count; i++) {
        struct place place = {0};
        if (items[i].message != message) {
            others += items[i].severity == SEVERITY_ERROR;
            continue;
        }
        assert_true(source_place(fixture.loaded.sources, items[i].span, &place));
        found += place.line == line && place.column == column;
    }
    if (found != 1 || others != 0) {
        show_reports(&fixture);
        fail_msg("expected %s at %u:%u alone for: %s", message_info(message)->name, (unsigned)line,
                 (unsigned)column, text);
    }
    fixture_free(&fixture);
}
