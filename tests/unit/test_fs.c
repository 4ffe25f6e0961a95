/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/fs_ops.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/*
 * Each case that asks for the meaning of paths runs three times: in memory, on disk through
 * openat2, and on disk name by name.
 */
struct world {
    struct arena *arena;
    const char *folder; /* on disk: the root is folder/root, beside it folder/secret */
    struct fs *fs;
};

static void put(struct world *w, const char *path, const char *text)
{
    if (w->folder)
        unit_put(w->folder, arena_format(w->arena, "root/%s", path).p, text);
    else
        fs_add(w->fs, str_from(path), str_from(text));
}

static void put_link(struct world *w, const char *path, const char *target)
{
    if (!w->folder) {
        fs_add_link(w->fs, str_from(path), str_from(target));
        return;
    }
    const char *full = arena_format(w->arena, "%s/root/%s", w->folder, path).p;
    assert_int_equal(symlink(target, full), 0);
}

static int open_memory(void **state)
{
    struct arena *arena = arena_new();
    struct world *w = ARENA_NEW(arena, struct world);
    *w = (struct world){.arena = arena, .fs = fs_open_memory(arena)};
    *state = w;
    return 0;
}

static int open_disk(void **state)
{
    struct arena *arena = arena_new();
    struct world *w = ARENA_NEW(arena, struct world);
    *w = (struct world){.arena = arena, .folder = unit_folder(arena)};
    unit_put(w->folder, "secret", "not yours");
    unit_put(w->folder, "root/there", "");
    enum fs_status status;
    w->fs = fs_open_disk(arena, arena_format(arena, "%s/root", w->folder).p, &status);
    assert_int_equal(status, FS_OK);
    *state = w;
    return 0;
}

static int open_stepwise(void **state)
{
    open_disk(state);
    struct world *w = *state;
    w->fs->stepwise = true;
    return 0;
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

static void assert_read(struct world *w, const char *path, const char *expected)
{
    struct str text;
    assert_int_equal(fs_read(w->fs, str_from(path), &text), FS_OK);
    assert_str(text, expected);
    assert_int_equal(text.p[text.n], '\0');
}

static void assert_fails(struct world *w, const char *path, enum fs_status expected)
{
    struct str text;
    assert_int_equal(fs_read(w->fs, str_from(path), &text), expected);
    assert_int_equal(text.n, 0);
    assert_int_equal(fs_failure(w->fs)->status, expected);
    assert_true(fs_failure(w->fs)->reason.n > 0);
}

/* --- the meaning of paths, in every world --- */

static void reads_a_file(void **state)
{
    struct world *w = *state;
    put(w, "a/b.txt", "hello\n");
    put(w, "empty", "");
    assert_read(w, "a/b.txt", "hello\n");
    assert_read(w, "./a//b.txt", "hello\n");
    assert_read(w, "a/x/../b.txt", "hello\n");
    assert_read(w, "empty", "");
}

static void says_what_is_wrong(void **state)
{
    struct world *w = *state;
    put(w, "a/b.txt", "hello\n");
    assert_fails(w, "a/c.txt", FS_MISSING);
    assert_str(fs_failure(w->fs)->path, "a/c.txt");
    assert_str(fs_failure(w->fs)->reason, "No such file or directory");
    assert_fails(w, "x/c.txt", FS_MISSING);
    assert_fails(w, "a/b.txt/c", FS_MISSING);
    assert_fails(w, "a", FS_NOT_A_FILE);
    assert_fails(w, "", FS_NOT_A_FILE);
    assert_fails(w, ".", FS_NOT_A_FILE);
}

static void stays_inside_by_its_path(void **state)
{
    struct world *w = *state;
    put(w, "a/b.txt", "hello\n");
    assert_fails(w, "../secret", FS_OUTSIDE);
    assert_fails(w, "a/../../secret", FS_OUTSIDE);
    assert_fails(w, "/etc/passwd", FS_OUTSIDE);
    assert_fails(w, "..", FS_OUTSIDE);
    struct str text, with_nul = {"a/b.txt\0x", 9};
    assert_int_equal(fs_read(w->fs, with_nul, &text), FS_OUTSIDE);
}

static void stays_inside_by_symlinks(void **state)
{
    struct world *w = *state;
    put(w, "a/b.txt", "hello\n");
    put(w, "c/d.txt", "deep\n");
    put_link(w, "a/same", "b.txt");
    put_link(w, "a/up", "../c/d.txt");
    put_link(w, "a/folder", "../c");
    put_link(w, "a/far", "../c/../a/./folder/d.txt");
    put_link(w, "a/out", "../../secret");
    put_link(w, "a/absolute", "/etc/passwd");
    put_link(w, "a/out-and-back", "../../root/a/b.txt");
    put_link(w, "a/outer", "../..");
    put_link(w, "a/loop", "loop");
    put_link(w, "a/nowhere", "gone");
    assert_read(w, "a/same", "hello\n");
    assert_read(w, "a/up", "deep\n");
    assert_read(w, "a/folder/d.txt", "deep\n");
    assert_read(w, "a/far", "deep\n");
    assert_fails(w, "a/out", FS_OUTSIDE);
    assert_fails(w, "a/absolute", FS_OUTSIDE);
    assert_fails(w, "a/out-and-back", FS_OUTSIDE);
    assert_fails(w, "a/outer/secret", FS_OUTSIDE);
    assert_fails(w, "a/loop", FS_OUTSIDE);
    assert_fails(w, "a/nowhere", FS_MISSING);
    assert_fails(w, "a/folder", FS_NOT_A_FILE);
}

static void stays_within_a_folder(void **state)
{
    struct world *w = *state;
    put(w, "one/a.png", "A");
    put(w, "two/b.png", "B");
    put_link(w, "one/b.png", "../two/b.png");
    put_link(w, "one/again.png", "../one/a.png");
    struct str text, one = STR("one");
    assert_int_equal(fs_read_within(w->fs, one, STR("one/a.png"), &text), FS_OK);
    assert_str(text, "A");
    assert_int_equal(fs_read_within(w->fs, one, STR("two/b.png"), &text), FS_OUTSIDE);
    assert_int_equal(fs_read_within(w->fs, one, STR("oneness"), &text), FS_OUTSIDE);
    assert_int_equal(fs_read_within(w->fs, one, STR("one"), &text), FS_NOT_A_FILE);
    assert_int_equal(fs_read_within(w->fs, one, STR("one/b.png"), &text), FS_OUTSIDE);
    assert_int_equal(fs_read_within(w->fs, one, STR("one/again.png"), &text), FS_OUTSIDE);
    /* The wider question has another answer, whatever was asked before. */
    assert_int_equal(fs_read(w->fs, STR("one/b.png"), &text), FS_OK);
    assert_str(text, "B");
}

static void lists_in_natural_order(void **state)
{
    struct world *w = *state;
    const char *const names[] = {"10-b.md", "9-a.md",  "1.md",   "01.md", "b.md", ".hidden",
                                 "b.md~",   "#b.md#",  "á.md",   "B.md",  "100",  "a2b10",
                                 "a2b9",    "a02b10x", "sub/in", "2.md"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        put(w, arena_format(w->arena, "l/%s", names[i]).p, "");
    put_link(w, "l/z-in", "sub");
    put_link(w, "l/z-out", "../..");
    put_link(w, "l/z-gone", "gone");
    struct fs_list list;
    assert_int_equal(fs_list(w->fs, STR("l"), &list), FS_OK);
    struct str line = STR("");
    for (size_t i = 0; i < list.count; i++) {
        bool folder = list.items[i].kind == FS_FOLDER;
        line = arena_format(w->arena, "%s%s%s ", line.p, list.items[i].name.p, folder ? "/" : "");
    }
    assert_str(line, "01.md 1.md 2.md 9-a.md 10-b.md 100 B.md a2b9 a2b10 a02b10x b.md sub/ "
                     "z-gone z-in/ z-out á.md ");
    assert_int_equal(fs_list(w->fs, STR("none"), &list), FS_MISSING);
    assert_int_equal(list.count, 0);
    assert_int_equal(fs_list(w->fs, STR("l/1.md"), &list), FS_MISSING);
    assert_int_equal(fs_list(w->fs, STR("l/z-out"), &list), FS_OUTSIDE);
    assert_int_equal(fs_list(w->fs, STR(".."), &list), FS_OUTSIDE);
    assert_int_equal(fs_list(w->fs, STR(""), &list), FS_OK);
}

static void tells_kinds(void **state)
{
    struct world *w = *state;
    put(w, "a/b.txt", "hello\n");
    put_link(w, "a/out", "../../secret");
    put_link(w, "a/folder", "../a");
    assert_int_equal(fs_kind(w->fs, STR("a")), FS_FOLDER);
    assert_int_equal(fs_kind(w->fs, STR("")), FS_FOLDER);
    assert_int_equal(fs_kind(w->fs, STR("a/b.txt")), FS_FILE);
    assert_int_equal(fs_kind(w->fs, STR("a/out")), FS_FILE);
    assert_int_equal(fs_kind(w->fs, STR("a/folder")), FS_FOLDER);
    assert_int_equal(fs_kind(w->fs, STR("a/none")), FS_NOTHING);
    assert_int_equal(fs_kind(w->fs, STR("x/y")), FS_NOTHING);
    assert_int_equal(fs_kind(w->fs, STR("../secret")), FS_NOTHING);
    assert_int_equal(fs_kind(w->fs, STR("a/b")), FS_NOTHING);
}

static void records_inputs_once(void **state)
{
    struct world *w = *state;
    struct str text;
    put(w, "a", "A");
    fs_read(w->fs, STR("a"), &text);
    fs_read(w->fs, STR("none"), &text);
    fs_read(w->fs, STR("./a"), &text);
    size_t count;
    const struct fs_input *inputs = fs_inputs(w->fs, &count);
    assert_int_equal(count, 2);
    assert_str(inputs[0].path, "a");
    assert_int_equal(inputs[0].status, FS_OK);
    assert_str(inputs[1].path, "none");
    assert_int_equal(inputs[1].status, FS_MISSING);
}

static void reads_each_input_once(void **state)
{
    struct world *w = *state;
    put(w, "a", "before");
    assert_read(w, "a", "before");
    assert_fails(w, "late", FS_MISSING);
    put(w, "a", "after");
    put(w, "late", "here");
    assert_read(w, "a", "before");
    assert_fails(w, "late", FS_MISSING);
}

static void gives_injected_failures(void **state)
{
    struct world *w = *state;
    put(w, "a", "A");
    fs_fail_at(w->fs, 1, EIO);
    assert_fails(w, "a", FS_FAILED);
    assert_str(fs_failure(w->fs)->reason, "Input/output error");
    assert_int_equal(fs_failure(w->fs)->number, EIO);
    put(w, "b", "B");
    assert_read(w, "b", "B");
    struct fs_list list;
    fs_fail_from(w->fs, 2, EACCES);
    assert_int_equal(fs_list(w->fs, STR(""), &list), FS_OK);
    assert_int_equal(fs_list(w->fs, STR(""), &list), FS_DENIED);
    assert_int_equal(list.count, 0);
    assert_int_equal(fs_kind(w->fs, STR("a")), FS_NOTHING);
    fs_fail_at(w->fs, 0, 0);
    assert_int_equal(fs_kind(w->fs, STR("a")), FS_FILE);
}

/* --- what only a disk has --- */

static void takes_only_plain_files(void **state)
{
    struct world *w = *state;
    const char *pipe = arena_format(w->arena, "%s/root/pipe", w->folder).p;
    assert_int_equal(mkfifo(pipe, 0600), 0);
    assert_fails(w, "pipe", FS_NOT_A_FILE);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s/root/socket", w->folder);
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    assert_fails(w, "socket", FS_NOT_A_FILE);
    close(fd);
}

static void refuses_what_is_too_big(void **state)
{
    struct world *w = *state;
    put(w, "big", "");
    const char *big = arena_format(w->arena, "%s/root/big", w->folder).p;
    assert_int_equal(truncate(big, (off_t)FS_LIMIT + 1), 0);
    assert_fails(w, "big", FS_TOO_BIG);
}

static void says_what_is_denied(void **state)
{
    struct world *w = *state;
    put(w, "closed", "x");
    chmod(arena_format(w->arena, "%s/root/closed", w->folder).p, 0);
    bool root = geteuid() == 0; /* who may read everything */
    if (root)
        assert_int_equal(seteuid(65534), 0);
    assert_fails(w, "closed", FS_DENIED);
    if (root)
        assert_int_equal(seteuid(0), 0);
}

static void opens_only_folders(void **state)
{
    struct world *w = *state;
    enum fs_status status;
    assert_null(fs_open_disk(w->arena, arena_format(w->arena, "%s/none", w->folder).p, &status));
    assert_int_equal(status, FS_MISSING);
    assert_null(fs_open_disk(w->arena, arena_format(w->arena, "%s/secret", w->folder).p, &status));
    assert_int_equal(status, FS_MISSING);
}

static void reads_the_system_by_absolute_paths(void **state)
{
    struct world *w = *state;
    put_link(w, "link", arena_format(w->arena, "%s/secret", w->folder).p);
    enum fs_status status;
    struct fs *fs = fs_open_system(w->arena, &status);
    assert_int_equal(status, FS_OK);
    struct str text;
    for (int stepwise = 0; stepwise < 2; stepwise++) {
        fs->stepwise = stepwise;
        struct str path =
            arena_format(w->arena, "%s/%s", w->folder, stepwise ? "secret" : "root/link");
        assert_int_equal(fs_read(fs, path, &text), FS_OK);
        assert_str(text, "not yours");
    }
    fs_close(fs);
}

/* A file of /proc says that its size is 0 and then has something in it. */
static void reads_files_that_grow(void **state)
{
    struct world *w = *state;
    enum fs_status status;
    struct fs *fs = fs_open_system(w->arena, &status);
    struct str text;
    assert_int_equal(fs_read(fs, STR("/proc/filesystems"), &text), FS_OK);
    assert_true(text.n > 100);
    assert_int_equal(strlen(text.p), text.n);
    fs_close(fs);
}

/* --- paths alone --- */

static void joins_paths(void **state)
{
    struct world *w = *state;
    static const struct {
        const char *folder, *path, *joined;
    } cases[] = {
        {"content/a/reports", "../x.png", "content/a/x.png"},
        {"content/a", "./b//c/", "content/a/b/c"},
        {"", "a", "a"},
        {"a", "", "a"},
        {"a", "..", ""},
        {"a/b", "../../c", "c"},
        {"a", "../..", NULL},
        {"", "..", NULL},
        {"a", "/b", NULL},
        {"a", "b/..c/...", "a/b/..c/..."},
        {"a", "é/ў.png", "a/é/ў.png"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str joined;
        bool inside =
            fs_join(w->arena, str_from(cases[i].folder), str_from(cases[i].path), &joined);
        assert_int_equal(inside, cases[i].joined != NULL);
        if (inside)
            assert_string_equal(joined.p, cases[i].joined);
    }
}

static void compares_names(void **state)
{
    (void)state;
    static const char *const ascending[] = {"",
                                            "0",
                                            "00",
                                            "1",
                                            "1a",
                                            "2",
                                            "9",
                                            "10",
                                            "10a",
                                            "a",
                                            "a1",
                                            "a1b",
                                            "a10",
                                            "a99999999999999999999998",
                                            "a99999999999999999999999",
                                            "b"};
    size_t count = sizeof ascending / sizeof *ascending;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count; k++) {
            int order = fs_compare_names(str_from(ascending[i]), str_from(ascending[k]));
            int expected = (i > k) - (i < k);
            if (i < 3 && k < 3 && i && k && i != k)
                assert_int_not_equal(order, 0); /* 0 and 00: never equal */
            else
                assert_int_equal((order > 0) - (order < 0), expected);
        }
}

#define IN(world, test)                                                                            \
    {                                                                                              \
#test " (" #world ")", test, open_##world, close_world, NULL                               \
    }
#define EVERYWHERE(test) IN(memory, test), IN(disk, test), IN(stepwise, test)

int main(void)
{
    const struct CMUnitTest tests[] = {
        EVERYWHERE(reads_a_file),
        EVERYWHERE(says_what_is_wrong),
        EVERYWHERE(stays_inside_by_its_path),
        EVERYWHERE(stays_inside_by_symlinks),
        EVERYWHERE(stays_within_a_folder),
        EVERYWHERE(lists_in_natural_order),
        EVERYWHERE(tells_kinds),
        EVERYWHERE(records_inputs_once),
        EVERYWHERE(reads_each_input_once),
        EVERYWHERE(gives_injected_failures),
        IN(disk, takes_only_plain_files),
        IN(stepwise, takes_only_plain_files),
        IN(disk, refuses_what_is_too_big),
        IN(disk, says_what_is_denied),
        IN(disk, opens_only_folders),
        IN(disk, reads_the_system_by_absolute_paths),
        IN(disk, reads_files_that_grow),
        IN(memory, joins_paths),
        IN(memory, compares_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
