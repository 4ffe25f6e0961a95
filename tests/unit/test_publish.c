/* SPDX-License-Identifier: MIT */
/*
 * Publishing, in memory and on disk. The faults go through every operation in turn: each is made
 * to fail, then to be the last one before the process dies, and in memory before the power is cut.
 * Whatever happens, readers find the old report or the new one, whole, and the next run succeeds.
 */
#include "unit.h"

#include "base/fs_ops.h"
#include "base/mem.h"
#include "base/publish.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define REPORT "public/liberec/functions-2022"
#define PLACE "output/" REPORT "/"

struct world {
    struct arena *arena;
    const char *folder; /* on disk */
    struct fs *fs;
    bool no_exchange;
};

static void reopen(struct world *w)
{
    if (!w->folder)
        return;
    enum fs_status status;
    fs_close(w->fs);
    w->fs = fs_open_disk(w->arena, w->folder, &status);
    assert_int_equal(status, FS_OK);
    w->fs->no_exchange = w->no_exchange;
}

static int open_world(void **state, bool disk, bool no_exchange)
{
    struct arena *arena = arena_new();
    struct world *w = ARENA_NEW(arena, struct world);
    *w = (struct world){.arena = arena, .no_exchange = no_exchange};
    enum fs_status status;
    w->folder = disk ? unit_folder(arena) : NULL;
    w->fs = disk ? fs_open_disk(arena, w->folder, &status) : fs_open_memory(arena);
    w->fs->no_exchange = no_exchange;
    *state = w;
    return 0;
}

static int open_memory(void **state)
{
    return open_world(state, false, false);
}

static int open_disk(void **state)
{
    return open_world(state, true, false);
}

static int open_memory_two_renames(void **state)
{
    return open_world(state, false, true);
}

static int open_disk_two_renames(void **state)
{
    return open_world(state, true, true);
}

static int close_world(void **state)
{
    struct world *w = *state;
    fs_close(w->fs);
    if (w->folder)
        unit_folder_remove(w->folder);
    arena_free(w->arena);
    return 0;
}

/* Not through fs_read(), which keeps what it has read. */
static struct str get(struct world *w, const char *path)
{
    if (w->folder)
        return unit_get(w->arena, w->folder, path);
    struct str text = {0};
    w->fs->ops->read(w->fs, w->arena, "", path, &text);
    return text;
}

static void put(struct world *w, const char *path, const char *text)
{
    if (w->folder)
        unit_put(w->folder, path, text);
    else
        fs_add(w->fs, str_from(path), str_from(text));
}

static struct publish *begin(struct world *w)
{
    struct publish *publish;
    assert_int_equal(publish_open(w->fs, STR("output"), &publish), FS_OK);
    assert_non_null(publish);
    return publish;
}

/* A report of two files; `text` is in both. */
static enum fs_status make(struct publish *publish, const char *folder, const char *text,
                           enum publish_change *change)
{
    struct edition *edition = edition_begin(publish, str_from(folder));
    edition_file(edition, STR("index.html"), str_from(text));
    edition_start(edition, STR("data/libraries.csv"));
    edition_write(edition, str_from(text));
    edition_write(edition, STR(" in"));
    edition_write(edition, STR(" pieces"));
    return edition_commit(edition, change);
}

static enum fs_status finish(struct publish *publish, bool remove_others)
{
    enum fs_status status = publish_finish(publish, remove_others);
    publish_close(publish);
    return status;
}

static void publish_report(struct world *w, const char *text, enum publish_change expected)
{
    struct publish *publish = begin(w);
    enum publish_change change;
    assert_int_equal(make(publish, REPORT, text, &change), FS_OK);
    assert_int_equal(change, expected);
    assert_int_equal(finish(publish, true), FS_OK);
}

/* The names in a folder, hidden ones too, in one line. */
static struct str names_in(struct world *w, const char *path)
{
    struct fs_list list = {0};
    if (w->fs->ops->list(w->fs, path, w->arena, &list) != 0)
        return STR("(none)");
    /* A few names: sorting by insertion is clear enough. */
    for (size_t i = 1; i < list.count; i++)
        for (size_t k = i; k > 0; k--)
            if (str_compare(list.items[k].name, list.items[k - 1].name) < 0) {
                struct fs_entry entry = list.items[k];
                list.items[k] = list.items[k - 1];
                list.items[k - 1] = entry;
            }
    struct str line = STR("");
    for (size_t i = 0; i < list.count; i++)
        line = arena_format(w->arena, "%s%s%s", line.n ? line.p : "", i ? " " : "",
                            list.items[i].name.p);
    return line;
}

static void assert_report(struct world *w, const char *text)
{
    assert_str(get(w, PLACE "index.html"), text);
    assert_str(get(w, PLACE "data/libraries.csv"), arena_format(w->arena, "%s in pieces", text).p);
    assert_str(names_in(w, "output/" REPORT), "data index.html");
}

static void assert_nothing_left(struct world *w)
{
    assert_str(names_in(w, "output/public/liberec"), "functions-2022");
    assert_str(names_in(w, "output"), ".letopis public");
}

/* --- the usual ways --- */

static void publishes_and_replaces(void **state)
{
    struct world *w = *state;
    publish_report(w, "one", PUBLISH_NEW);
    assert_report(w, "one");
    publish_report(w, "two", PUBLISH_CHANGED);
    assert_report(w, "two");
    assert_nothing_left(w);
    assert_str(get(w, "output/.letopis"),
               "letopis 1\nfolder " REPORT "\n\tdata/libraries.csv\n\tindex.html\n");
}

static void leaves_what_is_equal(void **state)
{
    struct world *w = *state;
    struct stat before = {0}, after = {0}, list_before = {0}, list_after = {0};
    publish_report(w, "one", PUBLISH_NEW);
    const char *page = arena_format(w->arena, "%s/" PLACE "index.html", w->folder).p;
    const char *list = arena_format(w->arena, "%s/output/.letopis", w->folder).p;
    if (w->folder)
        assert_int_equal(stat(page, &before) | stat(list, &list_before), 0);
    publish_report(w, "one", PUBLISH_SAME);
    if (w->folder)
        assert_int_equal(stat(page, &after) | stat(list, &list_after), 0);
    assert_int_equal(before.st_ino, after.st_ino);
    assert_int_equal(list_before.st_ino, list_after.st_ino);
    assert_report(w, "one");
    assert_nothing_left(w);
}

static void drops_files_no_longer_made(void **state)
{
    struct world *w = *state;
    publish_report(w, "one", PUBLISH_NEW);
    struct publish *publish = begin(w);
    struct edition *edition = edition_begin(publish, STR(REPORT));
    edition_file(edition, STR("index.html"), STR("one"));
    enum publish_change change;
    assert_int_equal(edition_commit(edition, &change), FS_OK);
    assert_int_equal(change, PUBLISH_CHANGED);
    assert_int_equal(finish(publish, true), FS_OK);
    assert_str(names_in(w, "output/" REPORT), "index.html");
    assert_str(get(w, "output/.letopis"), "letopis 1\nfolder " REPORT "\n\tindex.html\n");
}

static void aborting_changes_nothing(void **state)
{
    struct world *w = *state;
    publish_report(w, "one", PUBLISH_NEW);
    struct publish *publish = begin(w);
    struct edition *edition = edition_begin(publish, STR(REPORT));
    edition_start(edition, STR("index.html"));
    edition_write(edition, STR("two"));
    edition_abort(edition);
    assert_int_equal(finish(publish, true), FS_OK);
    assert_report(w, "one");
    assert_nothing_left(w);
}

static void refuses_bad_names(void **state)
{
    struct world *w = *state;
    static const char *const names[] = {"../x", "/x", "", ".", "a\nb", "../../x"};
    struct publish *publish = begin(w);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct edition *edition = edition_begin(publish, STR(REPORT));
        edition_file(edition, str_from(names[i]), STR("text"));
        assert_int_equal(edition_commit(edition, NULL), FS_OUTSIDE);
        edition = edition_begin(publish, str_from(names[i]));
        edition_file(edition, STR("index.html"), STR("text"));
        assert_int_equal(edition_commit(edition, NULL), FS_OUTSIDE);
    }
    assert_int_equal(publish_file(publish, STR("../x"), STR("text"), NULL), FS_OUTSIDE);
    assert_int_equal(finish(publish, true), FS_OK);
    struct publish *none;
    assert_int_equal(publish_open(w->fs, STR("../output"), &none), FS_OUTSIDE);
    assert_null(none);
}

static void refuses_two_files_of_one_name(void **state)
{
    struct world *w = *state;
    struct publish *publish = begin(w);
    struct edition *edition = edition_begin(publish, STR(REPORT));
    edition_file(edition, STR("a"), STR("1"));
    edition_file(edition, STR("a"), STR("2"));
    assert_int_equal(edition_commit(edition, NULL), FS_FAILED);
    assert_int_equal(fs_failure(w->fs)->number, EEXIST);
    edition = edition_begin(publish, STR(REPORT));
    edition_file(edition, STR("a"), STR("1"));
    edition_file(edition, STR("a/b"), STR("2"));
    assert_int_equal(edition_commit(edition, NULL), FS_FOREIGN);
    assert_int_equal(finish(publish, true), FS_OK);
    assert_str(names_in(w, "output"), ".letopis public");
}

/* --- removing --- */

static void removes_what_no_report_makes(void **state)
{
    struct world *w = *state;
    struct publish *publish = begin(w);
    make(publish, "public/a/one", "1", NULL);
    make(publish, "public/a/two", "2", NULL);
    make(publish, "public/b/three", "3", NULL);
    make(publish, "internal/b/four", "4", NULL);
    assert_int_equal(publish_file(publish, STR("public/b/index.html"), STR("B"), NULL), FS_OK);
    assert_int_equal(finish(publish, true), FS_OK);

    /* Only one of them is asked for: the others are not touched. */
    publish = begin(w);
    make(publish, "public/a/one", "1", NULL);
    assert_int_equal(finish(publish, false), FS_OK);
    assert_str(names_in(w, "output/public/a"), "one two");
    assert_str(names_in(w, "output/public/b"), "index.html three");

    /* `two` is faulty and keeps its folder; all of b is gone. */
    publish = begin(w);
    make(publish, "public/a/one", "1", NULL);
    publish_keep(publish, STR("public/a/two"));
    assert_int_equal(finish(publish, true), FS_OK);
    assert_str(names_in(w, "output"), ".letopis public");
    assert_str(names_in(w, "output/public"), "a");
    assert_str(names_in(w, "output/public/a"), "one two");

    /* A whole institution that could not be read keeps everything. */
    publish = begin(w);
    publish_keep(publish, STR("public/a"));
    assert_int_equal(finish(publish, true), FS_OK);
    assert_str(names_in(w, "output/public/a"), "one two");

    publish = begin(w);
    publish_keep(publish, STR("public/aa"));
    assert_int_equal(finish(publish, true), FS_OK);
    assert_str(names_in(w, "output"), ".letopis");
    assert_str(get(w, "output/.letopis"), "letopis 1\n");
}

static void never_touches_foreign_files(void **state)
{
    struct world *w = *state;
    put(w, "output/.gitignore", "*\n");
    put(w, "output/public/a/mine/notes.txt", "my notes");
    publish_report(w, "one", PUBLISH_NEW);
    put(w, PLACE "notes.txt", "mine");
    put(w, PLACE "data/more/table.csv", "mine too");
    put(w, PLACE ".hidden", "hidden");
    publish_report(w, "one", PUBLISH_SAME);
    publish_report(w, "two", PUBLISH_CHANGED);
    assert_str(get(w, PLACE "index.html"), "two");
    assert_str(get(w, PLACE "notes.txt"), "mine");
    assert_str(get(w, PLACE "data/more/table.csv"), "mine too");
    assert_str(get(w, PLACE ".hidden"), "hidden");

    /* The report goes; they stay. */
    assert_int_equal(finish(begin(w), true), FS_OK);
    assert_str(names_in(w, "output/" REPORT), ".hidden data notes.txt");
    assert_str(names_in(w, PLACE "data"), "more");
    assert_str(get(w, PLACE "data/more/table.csv"), "mine too");
    assert_str(get(w, "output/public/a/mine/notes.txt"), "my notes");
    assert_str(get(w, "output/.gitignore"), "*\n");
    assert_str(get(w, "output/.letopis"), "letopis 1\n");
}

static void refuses_to_overwrite_foreign_files(void **state)
{
    struct world *w = *state;
    put(w, PLACE "index.html", "mine");
    struct publish *publish = begin(w);
    assert_int_equal(make(publish, REPORT, "one", NULL), FS_FOREIGN);
    assert_str(fs_failure(w->fs)->path, PLACE "index.html");
    assert_int_equal(finish(publish, true), FS_OK);
    assert_str(names_in(w, "output/" REPORT), "index.html");
    assert_str(get(w, PLACE "index.html"), "mine");

    put(w, "output/public/page.html", "mine");
    put(w, "output/public/report", "mine");
    publish = begin(w);
    assert_int_equal(publish_file(publish, STR("public/page.html"), STR("P"), NULL), FS_FOREIGN);
    assert_int_equal(make(publish, "public/report", "one", NULL), FS_FOREIGN);
    assert_int_equal(finish(publish, true), FS_OK);
    assert_str(get(w, "output/public/page.html"), "mine");
    assert_str(names_in(w, "output/public"), "liberec page.html report");
}

/* A foreign file where the report has a folder, and the other way round. */
static void refuses_foreign_files_across_folders(void **state)
{
    struct world *w = *state;
    put(w, PLACE "data", "a file of mine");
    struct publish *publish = begin(w);
    assert_int_equal(make(publish, REPORT, "one", NULL), FS_FOREIGN);
    assert_int_equal(make(publish, "public/liberec/other", "one", NULL), FS_OK);
    publish_keep(publish, STR(""));
    assert_int_equal(finish(publish, true), FS_OK);
    assert_str(get(w, PLACE "data"), "a file of mine");

    put(w, "output/public/liberec/third/index.html/notes", "mine");
    publish = begin(w);
    assert_int_equal(make(publish, "public/liberec/third", "one", NULL), FS_FOREIGN);
    publish_keep(publish, STR(""));
    assert_int_equal(finish(publish, true), FS_OK);
    assert_str(get(w, "output/public/liberec/third/index.html/notes"), "mine");
}

static void adopts_equal_files_when_the_list_is_lost(void **state)
{
    struct world *w = *state;
    publish_report(w, "one", PUBLISH_NEW);
    assert_int_equal(w->fs->ops->remove_file(w->fs, "output/.letopis"), 0);
    publish_report(w, "one", PUBLISH_SAME);
    publish_report(w, "two", PUBLISH_CHANGED);
    assert_int_equal(w->fs->ops->remove_file(w->fs, "output/.letopis"), 0);
    struct publish *publish = begin(w);
    assert_int_equal(make(publish, REPORT, "three", NULL), FS_FOREIGN);
    assert_int_equal(finish(publish, true), FS_OK);
    assert_report(w, "two");
}

static void reads_its_list_with_care(void **state)
{
    struct world *w = *state;
    publish_report(w, "one", PUBLISH_NEW);
    /* Torn by a power cut: what is whole counts. */
    put(w, "output/.letopis",
        "letopis 1\nfolder " REPORT "\n\tdata/libraries.csv\n\tindex.html\n"
        "folder public/liberec/func");
    publish_report(w, "two", PUBLISH_CHANGED);
    assert_report(w, "two");
    put(w, "output/.letopis", "my shopping");
    struct publish *publish;
    assert_int_equal(publish_open(w->fs, STR("output"), &publish), FS_FOREIGN);
    assert_null(publish);
    assert_str(get(w, "output/.letopis"), "my shopping");
}

/* What is added behind a torn line would be one with it. */
static void mends_its_list_before_it_grows(void **state)
{
    struct world *w = *state;
    publish_report(w, "one", PUBLISH_NEW);
    put(w, "output/.letopis",
        "letopis 1\nfolder " REPORT "\n\tdata/libraries.csv\n\tindex.html\n"
        "folder public/liberec/func");
    struct publish *publish = begin(w);
    assert_int_equal(make(publish, "public/liberec/other", "one", NULL), FS_OK);
    publish_close(publish); /* killed before the list was written whole */
    reopen(w);
    publish = begin(w);
    enum publish_change change;
    assert_int_equal(make(publish, "public/liberec/other", "two", &change), FS_OK);
    assert_int_equal(change, PUBLISH_CHANGED);
    assert_int_equal(finish(publish, false), FS_OK);
}

static void publishes_single_files(void **state)
{
    struct world *w = *state;
    struct str path = STR("public/index.html");
    enum publish_change change;
    struct publish *publish = begin(w);
    assert_int_equal(publish_file(publish, path, STR("one"), &change), FS_OK);
    assert_int_equal(change, PUBLISH_NEW);
    assert_int_equal(finish(publish, true), FS_OK);
    publish = begin(w);
    assert_int_equal(publish_file(publish, path, STR("one"), &change), FS_OK);
    assert_int_equal(change, PUBLISH_SAME);
    assert_int_equal(publish_file(publish, path, STR("two"), &change), FS_OK);
    assert_int_equal(change, PUBLISH_CHANGED);
    assert_int_equal(finish(publish, true), FS_OK);
    assert_str(get(w, "output/public/index.html"), "two");
    assert_str(names_in(w, "output/public"), "index.html");
    assert_str(get(w, "output/.letopis"), "letopis 1\nfile public/index.html\n");
}

static void adopts_equal_single_files(void **state)
{
    struct world *w = *state;
    struct str path = STR("public/index.html");
    enum publish_change change;
    put(w, "output/public/index.html", "one");
    struct publish *publish = begin(w);
    assert_int_equal(publish_file(publish, path, STR("two"), NULL), FS_FOREIGN);
    assert_int_equal(publish_file(publish, path, STR("one"), &change), FS_OK);
    assert_int_equal(change, PUBLISH_SAME);
    publish_close(publish);
    reopen(w);
    publish = begin(w);
    assert_int_equal(publish_file(publish, path, STR("two"), &change), FS_OK);
    assert_int_equal(change, PUBLISH_CHANGED);
    assert_int_equal(finish(publish, true), FS_OK);
}

static void writes_large_files(void **state)
{
    struct world *w = *state;
    enum { LINES = 20000 };
    const char line[] = "0123456789012345678901234567890123456789\n";
    struct str large = {arena_alloc(w->arena, LINES, sizeof line - 1), LINES * (sizeof line - 1)};
    for (size_t i = 0; i < LINES; i++)
        memcpy((char *)large.p + i * (sizeof line - 1), line, sizeof line - 1);
    struct publish *publish = begin(w);
    struct edition *edition = edition_begin(publish, STR(REPORT));
    edition_start(edition, STR("pieces"));
    for (size_t i = 0; i < LINES && w->folder; i++)
        edition_write(edition, str_from(line));
    edition_file(edition, STR("whole"), large);
    edition_start(edition, STR("mixed"));
    edition_write(edition, STR("a"));
    edition_write(edition, large);
    edition_write(edition, STR("b"));
    assert_int_equal(edition_commit(edition, NULL), FS_OK);
    assert_int_equal(finish(publish, true), FS_OK);
    assert_true(str_equal(get(w, PLACE "whole"), large));
    struct str mixed = get(w, PLACE "mixed");
    assert_int_equal(mixed.n, large.n + 2);
    assert_true(mixed.p[0] == 'a' && mixed.p[mixed.n - 1] == 'b');
    if (w->folder)
        assert_true(str_equal(get(w, PLACE "pieces"), large));
}

/* --- faults --- */

/*
 * A run that changes everything at once: `text` into the report, one report that is new, one that
 * is gone, a page. Gives whether all of it went well.
 */
static bool run(struct world *w, const char *text)
{
    struct publish *publish;
    if (publish_open(w->fs, STR("output"), &publish) != FS_OK)
        return false;
    bool well = make(publish, REPORT, text, NULL) == FS_OK;
    if (str_is(str_from(text), "two"))
        well &= make(publish, "public/liberec/new", text, NULL) == FS_OK;
    else
        well &= make(publish, "public/liberec/gone", text, NULL) == FS_OK;
    well &= publish_file(publish, STR("public/index.html"), str_from(text), NULL) == FS_OK;
    return (finish(publish, well) == FS_OK) && well;
}

/* The report at `place` is whole: all of its files of one edition, and the foreign one kept. */
static struct str whole(struct world *w, const char *place)
{
    struct str page = get(w, arena_format(w->arena, "output/%s/index.html", place).p);
    struct str data = get(w, arena_format(w->arena, "output/%s/data/libraries.csv", place).p);
    if (page.p == NULL) {
        assert_null(data.p);
        return STR("none");
    }
    assert_str(data, arena_format(w->arena, "%s in pieces", page.p).p);
    return page;
}

static bool is_one_of(struct str s, const char *a, const char *b)
{
    return str_is(s, a) || str_is(s, b);
}

static void assert_all_whole(struct world *w, bool may_be_aside)
{
    struct str report = whole(w, REPORT);
    bool aside = may_be_aside && str_is(report, "none");
    if (!is_one_of(report, "one", "two") && !aside)
        fail_msg("the report is %s", report.p);
    if (!aside)
        assert_str(get(w, PLACE "notes.txt"), "mine");
    assert_true(is_one_of(whole(w, "public/liberec/new"), "none", "two"));
    assert_true(is_one_of(whole(w, "public/liberec/gone"), "none", "one"));
    assert_true(is_one_of(get(w, "output/public/index.html"), "one", "two"));
}

static void assert_repaired(struct world *w)
{
    fs_fail_at(w->fs, 0, 0);
    reopen(w);
    assert_true(run(w, "two"));
    assert_str(whole(w, REPORT), "two");
    assert_str(whole(w, "public/liberec/new"), "two");
    assert_str(names_in(w, "output/public/liberec"), "functions-2022 new");
    assert_str(names_in(w, "output/public"), "index.html liberec");
    assert_str(names_in(w, "output"), ".letopis public");
    assert_str(get(w, PLACE "notes.txt"), "mine");
    assert_str(get(w, "output/.letopis"),
               "letopis 1\nfile public/index.html\n"
               "folder " REPORT "\n\tdata/libraries.csv\n\tindex.html\n"
               "folder public/liberec/new\n\tdata/libraries.csv\n\tindex.html\n");
}

/* Back to the state that every fault starts from. */
static void start_over(struct world *w)
{
    if (w->folder) {
        unit_folder_remove(w->folder);
        assert_int_equal(mkdir(w->folder, 0777), 0);
        reopen(w);
    } else {
        fs_close(w->fs);
        w->fs = fs_open_memory(w->arena);
        w->fs->no_exchange = w->no_exchange;
    }
    assert_true(run(w, "one"));
    put(w, PLACE "notes.txt", "mine");
}

static unsigned long count_operations(struct world *w)
{
    start_over(w);
    unsigned long before = fs_operations(w->fs);
    assert_true(run(w, "two"));
    unsigned long count = fs_operations(w->fs) - before;
    assert_true(count > 50);
    return count;
}

static void survives_each_failure(void **state)
{
    struct world *w = *state;
    static const int numbers[] = {ENOSPC, EIO, EACCES};
    unsigned long count = count_operations(w);
    for (unsigned long n = 1; n <= count; n++) {
        start_over(w);
        fs_fail_at(w->fs, n, numbers[n % 3]);
        run(w, "two");
        assert_all_whole(w, false);
        assert_repaired(w);
    }
}

/* What failed is made again in the same run: then it is ours, even if a kill follows. */
static void succeeds_after_each_failure(void **state)
{
    struct world *w = *state;
    unsigned long count = 1;
    for (unsigned long n = 0; n <= count; n++) {
        start_over(w);
        struct publish *publish = begin(w);
        unsigned long before = fs_operations(w->fs);
        fs_fail_at(w->fs, n, EIO);
        make(publish, "public/liberec/new", "two", NULL);
        if (n == 0)
            count = fs_operations(w->fs) - before;
        fs_fail_at(w->fs, 0, 0);
        assert_int_equal(make(publish, "public/liberec/new", "two", NULL), FS_OK);
        publish_close(publish);
        reopen(w);
        publish = begin(w);
        assert_int_equal(make(publish, "public/liberec/new", "three", NULL), FS_OK);
        assert_int_equal(finish(publish, false), FS_OK);
    }
    assert_true(count > 10);
}

static void survives_a_kill_at_each_point(void **state)
{
    struct world *w = *state;
    unsigned long count = count_operations(w);
    for (unsigned long n = 1; n <= count; n++) {
        start_over(w);
        fs_fail_from(w->fs, n, EIO);
        assert_false(run(w, "two"));
        fs_fail_at(w->fs, 0, 0);
        /* Without exchange the old report is aside between two renames, until the next start. */
        assert_all_whole(w, w->no_exchange);
        if (w->no_exchange) {
            reopen(w);
            publish_close(begin(w));
            assert_all_whole(w, false);
        }
        assert_repaired(w);
    }
}

static void survives_a_power_cut_at_each_point(void **state)
{
    struct world *w = *state;
    unsigned long count = count_operations(w);
    for (unsigned long n = 1; n <= count; n++) {
        start_over(w);
        fs_fail_from(w->fs, n, EIO);
        assert_false(run(w, "two"));
        fs_fail_at(w->fs, 0, 0);
        fs_lose_power(w->fs);
        assert_all_whole(w, w->no_exchange);
        publish_close(begin(w));
        assert_all_whole(w, false);
        assert_repaired(w);
    }
}

/* A failing run says so: no operation's failure is lost but those of clearing up afterwards. */
static void reports_failures(void **state)
{
    struct world *w = *state;
    unsigned long count = count_operations(w), silent = 0;
    for (unsigned long n = 1; n <= count; n++) {
        start_over(w);
        fs_fail_at(w->fs, n, ENOSPC);
        bool well = run(w, "two");
        silent += well;
        if (!well) {
            assert_true(fs_failure(w->fs)->reason.n > 0);
            assert_true(str_starts(fs_failure(w->fs)->path, STR("output")));
        }
        if (well) {
            /* Then all is as it should be, but for what the next start clears. */
            assert_str(whole(w, REPORT), "two");
            assert_str(whole(w, "public/liberec/new"), "two");
            assert_str(get(w, "output/public/index.html"), "two");
        }
    }
    assert_in_range(silent, 1, count / 4);
}

/* --- a report of many documents --- */

enum { DOCUMENTS = 40, FILES = 2 * DOCUMENTS };

static struct str document_file(struct world *w, int number)
{
    const char *name = number % 2 ? "data.csv" : "index.html";
    return arena_format(w->arena, "document-%d/%s", number / 2, name);
}

/* Every second document is the same in all editions. */
static struct str document_text(const char *text, int number)
{
    return number / 2 % 2 ? STR("always") : str_from(text);
}

static bool run_many(struct world *w, const char *text)
{
    struct publish *publish;
    if (publish_open(w->fs, STR("output"), &publish) != FS_OK)
        return false;
    struct edition *edition = edition_begin(publish, STR(REPORT));
    for (int i = 0; i < FILES; i++)
        edition_file(edition, document_file(w, i), document_text(text, i));
    bool well = edition_commit(edition, NULL) == FS_OK;
    return (finish(publish, well) == FS_OK) && well;
}

static struct str whole_of_many(struct world *w)
{
    struct str first = get(w, PLACE "document-0/index.html");
    if (first.p == NULL)
        return STR("none");
    for (int i = 0; i < FILES; i++) {
        struct str path = arena_format(w->arena, PLACE "%s", document_file(w, i).p);
        assert_str(get(w, path.p), document_text(first.p, i).p);
    }
    return first;
}

static void start_many_over(struct world *w, bool no_sync_all)
{
    fs_close(w->fs);
    w->fs = fs_open_memory(w->arena);
    w->fs->no_sync_all = no_sync_all;
    assert_true(run_many(w, "one"));
}

/* At every point the power may go, whether all is synced in one go or file by file. */
static void cut_power_with_many_files(struct world *w, bool no_sync_all)
{
    unsigned long count = 1;
    for (unsigned long n = 0; n <= count; n++) {
        start_many_over(w, no_sync_all);
        unsigned long before = fs_operations(w->fs);
        fs_fail_from(w->fs, n, EIO);
        bool well = run_many(w, "two"); /* though what was cleared up last may have failed */
        assert_true(well || n > 0);
        if (n == 0)
            count = fs_operations(w->fs) - before;
        fs_fail_at(w->fs, 0, 0);
        fs_lose_power(w->fs);
        assert_true(is_one_of(whole_of_many(w), well ? "two" : "one", "two"));
        assert_true(run_many(w, "two"));
        assert_str(whole_of_many(w), "two");
        assert_str(names_in(w, "output/public/liberec"), "functions-2022");
    }
}

static void many_files_survive_a_power_cut(void **state)
{
    cut_power_with_many_files(*state, false);
}

static void many_files_survive_it_file_by_file(void **state)
{
    cut_power_with_many_files(*state, true);
}

/* A failure to sync everything is one of the report. */
static void many_files_are_refused_when_not_synced(void **state)
{
    struct world *w = *state;
    bool failed = false;
    for (unsigned long n = 1; n < 8 * FILES; n++) {
        start_many_over(w, false);
        fs_fail_at(w->fs, n, EIO);
        if (!run_many(w, "two")) {
            assert_int_equal(fs_failure(w->fs)->number, EIO);
            failed |= str_ends(fs_failure(w->fs)->path, STR(".letopis-new-functions-2022")) &&
                      str_is(whole_of_many(w), "one");
        }
        assert_true(is_one_of(whole_of_many(w), "one", "two"));
    }
    assert_true(failed);
}

static enum publish_change publish_names(struct world *w, struct publish *publish, int from, int to)
{
    struct edition *edition = edition_begin(publish, STR(REPORT));
    for (int i = from; i < to; i++) {
        struct str name = arena_format(w->arena, "file-with-a-name-that-is-long-enough-%d", i);
        edition_file(edition, name, STR("."));
    }
    enum publish_change change;
    assert_int_equal(edition_commit(edition, &change), FS_OK);
    return change;
}

static size_t lines_in_order(struct str list)
{
    struct str last = {0};
    size_t at = 0, lines = 0, end;
    for (; (end = str_find(list, '\n', at)) != STR_NOT_FOUND; at = end + 1, lines++) {
        struct str line = str_slice(list, at, end);
        assert_true(lines < 3 || str_compare(last, line) < 0);
        last = line;
    }
    assert_int_equal(at, list.n);
    return lines;
}

/* The list is written and added to in pieces; as a whole it is sorted, and written when it changed.
 */
static void lists_thousands_of_files(void **state)
{
    struct world *w = *state;
    static const struct {
        int from, to;
        enum publish_change change;
        bool written; /* at the end */
    } turns[] = {
        {0, 10, PUBLISH_NEW, false},    {0, 3000, PUBLISH_CHANGED, true},
        {0, 3000, PUBLISH_SAME, false}, {1, 3000, PUBLISH_CHANGED, true},
        {1, 3000, PUBLISH_SAME, false},
    };
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        struct publish *publish = begin(w);
        assert_int_equal(publish_names(w, publish, turns[i].from, turns[i].to), turns[i].change);
        unsigned long before = fs_operations(w->fs);
        assert_int_equal(publish_finish(publish, true), FS_OK);
        assert_int_equal(fs_operations(w->fs) > before, turns[i].written);
        publish_close(publish);
        size_t lines = lines_in_order(get(w, "output/.letopis"));
        assert_int_equal(lines, 2 + turns[i].to - turns[i].from);
    }
}

/* --- what only a disk has --- */

/* The one who died without a word: the real process, stopped by a signal. */
static void survives_a_real_kill(void **state)
{
    struct world *w = *state;
    start_over(w);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        struct publish *publish;
        publish_open(w->fs, STR("output"), &publish);
        struct edition *edition = edition_begin(publish, STR(REPORT));
        edition_file(edition, STR("index.html"), STR("half"));
        kill(getpid(), SIGKILL);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_all_whole(w, false);
    assert_repaired(w);
}

/* Memory runs out: the process ends with exit code 3, whatever it was doing. */
static void survives_lack_of_memory_at_each_point(void **state)
{
    struct world *w = *state;
    start_over(w);
    unsigned long before = mem_count();
    assert_true(run(w, "two"));
    unsigned long count = mem_count() - before;
    assert_true(count > 10);
    for (unsigned long n = 1; n <= count; n++) {
        start_over(w);
        fflush(NULL);
        pid_t child = fork();
        if (child == 0) {
            close(STDERR_FILENO);
            mem_fail_at(n);
            run(w, "two");
            _exit(0);
        }
        int status;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 3);
        assert_all_whole(w, false);
        assert_repaired(w);
    }
}

static void waits_for_the_other_process(void **state)
{
    struct world *w = *state;
    struct publish *publish = begin(w);
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        /* Its own opening of the folder: locks belong to openings. */
        enum fs_status status;
        struct fs *fs = fs_open_disk(w->arena, w->folder, &status);
        struct publish *mine;
        bool opened = publish_open(fs, STR("output"), &mine) == FS_OK;
        /* By now the other one has published: the list says so. */
        _exit(opened && write(ends[1], "x", 1) == 1 ? 0 : 1);
    }
    assert_int_equal(make(publish, REPORT, "one", NULL), FS_OK);
    assert_report(w, "one");
    assert_int_equal(finish(publish, true), FS_OK);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    close(ends[0]);
    close(ends[1]);
    assert_report(w, "one");
}

static void keeps_foreign_symlinks_and_what_they_lead_to(void **state)
{
    struct world *w = *state;
    put(w, "content/records.yaml", "precious");
    publish_report(w, "one", PUBLISH_NEW);
    const char *link = arena_format(w->arena, "%s/" PLACE "link", w->folder).p;
    assert_int_equal(symlink("../../../../content", link), 0);
    publish_report(w, "two", PUBLISH_CHANGED);
    publish_report(w, "three", PUBLISH_CHANGED);
    assert_str(get(w, "content/records.yaml"), "precious");
    assert_str(get(w, PLACE "link/records.yaml"), "precious");
    assert_int_equal(finish(begin(w), true), FS_OK);
    assert_str(names_in(w, "output/" REPORT), "link");
    assert_str(get(w, "content/records.yaml"), "precious");
}

static void follows_no_output_out_of_the_project(void **state)
{
    struct world *w = *state;
    const char *link = arena_format(w->arena, "%s/output", w->folder).p;
    assert_int_equal(symlink("/tmp", link), 0);
    struct publish *publish;
    assert_int_equal(publish_open(w->fs, STR("output"), &publish), FS_OUTSIDE);
    assert_null(publish);
}

#define IN(world, test)                                                                            \
    {                                                                                              \
#test " (" #world ")", test, open_##world, close_world, NULL                               \
    }
#define EVERYWHERE(test)                                                                           \
    IN(memory, test), IN(disk, test), IN(memory_two_renames, test), IN(disk_two_renames, test)

int main(void)
{
    const struct CMUnitTest tests[] = {
        EVERYWHERE(publishes_and_replaces),
        EVERYWHERE(leaves_what_is_equal),
        EVERYWHERE(drops_files_no_longer_made),
        EVERYWHERE(aborting_changes_nothing),
        IN(memory, refuses_bad_names),
        IN(disk, refuses_bad_names),
        IN(memory, refuses_two_files_of_one_name),
        IN(disk, refuses_two_files_of_one_name),
        EVERYWHERE(removes_what_no_report_makes),
        EVERYWHERE(never_touches_foreign_files),
        IN(memory, many_files_survive_a_power_cut),
        IN(memory, many_files_survive_it_file_by_file),
        IN(memory, many_files_are_refused_when_not_synced),
        IN(disk, lists_thousands_of_files),
        IN(memory, refuses_to_overwrite_foreign_files),
        IN(disk, refuses_to_overwrite_foreign_files),
        IN(memory, refuses_foreign_files_across_folders),
        IN(disk, refuses_foreign_files_across_folders),
        IN(memory, adopts_equal_files_when_the_list_is_lost),
        IN(disk, adopts_equal_files_when_the_list_is_lost),
        IN(memory, reads_its_list_with_care),
        IN(disk, reads_its_list_with_care),
        IN(memory, mends_its_list_before_it_grows),
        IN(disk, mends_its_list_before_it_grows),
        IN(memory, adopts_equal_single_files),
        IN(disk, adopts_equal_single_files),
        IN(memory, succeeds_after_each_failure),
        IN(disk, succeeds_after_each_failure),
        IN(memory, publishes_single_files),
        IN(disk, publishes_single_files),
        IN(memory, writes_large_files),
        IN(disk, writes_large_files),
        EVERYWHERE(survives_each_failure),
        EVERYWHERE(survives_a_kill_at_each_point),
        IN(memory, survives_a_power_cut_at_each_point),
        IN(memory_two_renames, survives_a_power_cut_at_each_point),
        IN(memory, reports_failures),
        IN(memory_two_renames, reports_failures),
        IN(disk, survives_a_real_kill),
        IN(disk_two_renames, survives_a_real_kill),
        IN(disk, survives_lack_of_memory_at_each_point),
        IN(disk, waits_for_the_other_process),
        IN(disk, keeps_foreign_symlinks_and_what_they_lead_to),
        IN(disk, follows_no_output_out_of_the_project),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
