/* SPDX-License-Identifier: MIT */
#include "session.h"

static void add_layout_root(struct session *session, const char *folder)
{
    enum fs_status status;
    struct fs *fs = folder ? fs_open_disk(session->arena, folder, &status) : NULL;
    if (fs && session->layout_root_count < SESSION_LAYOUT_ROOTS)
        session->layout_roots[session->layout_root_count++] = fs;
    else if (fs)
        fs_close(fs);
}

/* What is named on the command line first, then the project's own, then what came with the program.
 */
static void find_layouts(struct session *session)
{
    const char *root = session->options->root;
    add_layout_root(session, session->options->layouts);
    add_layout_root(session, arena_format(session->arena, "%s/layouts", root).p);
    add_layout_root(session, session->surroundings->installed_layouts);
}

bool session_open(struct session *session, const struct options *options,
                  const struct surroundings *surroundings)
{
    enum fs_status status;
    *session = (struct session){.options = options, .surroundings = surroundings};
    session->arena = arena_new();
    session->sources = sources_new(session->arena);
    session->diags = diags_new(session->arena);
    if (options->strict)
        diags_set_strict(session->diags);
    session->system = fs_open_system(session->arena, &status);
    session->fs = fs_open_disk(session->arena, options->root, &status);
    if (session->fs == NULL)
        return false;
    find_layouts(session);
    return true;
}

void session_close(struct session *session)
{
    if (session->project)
        data_free(session->project);
    for (size_t i = 0; i < session->languages.count; i++)
        language_free(session->languages.items[i].language);
    for (size_t i = 0; i < session->layout_root_count; i++)
        fs_close(session->layout_roots[i]);
    if (session->fs)
        fs_close(session->fs);
    if (session->system)
        fs_close(session->system);
    buf_free(&session->out);
    arena_free(session->arena);
}

/* NULL when there is none; a code with a slash in it is no file of languages/. */
static const struct source *language_file(struct session *session, struct str code)
{
    struct str parts[] = {STR("languages/"), code, STR(".yaml")};
    if (str_find(code, '/', 0) != STR_NOT_FOUND)
        return NULL;
    return session_layout_file(session, arena_join(session->arena, parts, 3));
}

void session_load(struct session *session)
{
    struct str language = session->options->language;
    if (language.n && language_file(session, language) == NULL)
        diag_add(session->diags, MSG_LANGUAGE_MISSING, (struct span){0},
                 ARGS(arg_text("code", language)));
    session->project = data_load(session->arena, session->fs, session->sources, session->diags);
    if (session->project->count == 0 && !diags_any_error(session->diags))
        diag_add(session->diags, MSG_INSTITUTION_MISSING, (struct span){0}, NO_ARGS);
}

const struct source *session_layout_file(struct session *session, struct str path)
{
    bool added;
    struct str key = arena_str(session->arena, path);
    struct map_entry *entry = map_put(&session->layout_files, session->arena, key, &added);
    if (!added)
        return entry->pointer;
    for (size_t i = 0; i < session->layout_root_count; i++) {
        struct str text;
        enum fs_status status = fs_read(session->layout_roots[i], key, &text);
        if (status != FS_OK && status != FS_MISSING)
            diag_add(session->diags, MSG_FILE_UNREADABLE, (struct span){0},
                     ARGS(arg_text("path", key),
                          arg_words("reason", fs_failure(session->layout_roots[i])->reason)));
        if (status != FS_OK)
            continue;
        struct str parts[] = {STR("layouts/"), key};
        struct str shown = arena_join(session->arena, parts, 2);
        entry->pointer = (void *)(uintptr_t)source_add(session->sources, shown, text);
        return entry->pointer;
    }
    return NULL;
}

static struct language *read_language(struct session *session,
                                      const struct institution *institution, struct str code,
                                      struct span span)
{
    const struct source *source = language_file(session, code);
    if (source == NULL) {
        diag_add(session->diags, MSG_LANGUAGE_MISSING, span, ARGS(arg_text("code", code)));
        return NULL;
    }
    const struct node *overrides = institution ? institution->language_overrides : NULL;
    return language_read(session->arena, code, source, overrides, session->diags);
}

struct language *session_language(struct session *session, const struct institution *institution,
                                  struct str code, struct span span)
{
    for (size_t i = 0; i < session->languages.count; i++) {
        const struct session_language *known = &session->languages.items[i];
        if (known->institution == institution && str_equal(known->code, code))
            return known->language;
    }
    struct session_language entry = {institution, arena_str(session->arena, code),
                                     read_language(session, institution, code, span)};
    ARENA_PUSH(session->arena, &session->languages, entry);
    return entry.language;
}

/* "cs" of "cs_CZ.UTF-8". */
static struct str language_of_locale(struct str locale)
{
    size_t end = 0;
    while (end < locale.n && locale.p[end] >= 'a' && locale.p[end] <= 'z')
        end++;
    return end >= 2 && end <= 3 ? str_slice(locale, 0, end) : (struct str){0};
}

/* The reader's language; NULL is the built-in English. What is wrong with a language file here is
 * not worth a message of its own: English is always there. */
static const struct language *message_language(struct session *session)
{
    struct str code = session->options->language;
    if (code.n == 0)
        code = language_of_locale(session->surroundings->language);
    if (code.n == 0 && session->project && session->project->count)
        code = session->project->institutions[0]->language;
    if (code.n == 0 || str_is(code, "en"))
        return NULL;
    struct diags *own = diags_new(session->arena);
    const struct source *source = language_file(session, code);
    struct language *language =
        source ? language_read(session->arena, code, source, NULL, own) : NULL;
    if (language == NULL)
        return NULL;
    struct session_language entry = {NULL, code, language};
    ARENA_PUSH(session->arena, &session->languages, entry);
    struct str words[] = {STR("languages/messages/"), code, STR(".yaml")};
    source = session_layout_file(session, arena_join(session->arena, words, 3));
    if (source)
        language_read_messages(language, source, own);
    return language;
}

void session_write_diags(struct session *session, struct buf *out)
{
    size_t count;
    diags_sorted(session->diags, &count);
    if (count == 0)
        return;
    bool color = session->options->color == COLOR_ALWAYS ||
                 (session->options->color == COLOR_AUTO && session->surroundings->color);
    struct message_style style = {
        .format = session->options->format,
        .color = color && session->options->format == MESSAGE_HUMAN,
        .language = message_language(session),
    };
    message_write_all(out, session->sources, session->diags, &style);
}

void session_machine_failed(struct session *session, struct fs *fs)
{
    const struct fs_failure *failure = fs_failure(fs);
    enum message message = failure->status == FS_FOREIGN ? MSG_OUTPUT_FOREIGN : MSG_OUTPUT_FAILED;
    diag_add(session->diags, message, (struct span){0},
             ARGS(arg_text("path", failure->path), arg_words("reason", failure->reason)));
    session->machine_failed = true;
}

int session_exit_code(const struct session *session)
{
    /* A file that stands there but cannot be read is a fault of the disk, not of the content. */
    if (session->machine_failed || diags_have(session->diags, MSG_FILE_UNREADABLE))
        return EXIT_MACHINE;
    return diags_any_error(session->diags) ? EXIT_CONTENT : EXIT_FINE;
}
