/* SPDX-License-Identifier: MIT */
/*
 * Diagnostics: what is wrong with the content, for the person who wrote it.
 *
 * A diagnostic is a code, a severity, a span and named arguments; its words are made when it is
 * printed, in the reader's language (locale/message.h). All are collected, sorted by place and
 * printed together. Stages go on after an error as far as they can, and a stage with errors stops
 * before the next one where that could only produce follow-up errors.
 *
 * The messages stand in base/messages/<layer>.def, one
 *     X(L0101, ERROR, YAML_TAB, "text with {argument}", "hint with {argument}")
 * each: a code that never changes, a severity, a name, the words, and what to write instead (may
 * be empty). Codes by layer: L00 base and files, L01 yaml, L02 types and records, L03 expressions,
 * L04 locale, L05 data checks, L06 template, L07 doc, L08 html and pdf, L09 root, L10
 * forms and what stands in them.
 */
#ifndef LETOPIS_BASE_DIAG_H
#define LETOPIS_BASE_DIAG_H

#include "base/arena.h"
#include "base/source.h"
#include "base/str.h"

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_HINT };

enum message {
#define X(code, severity, name, text, hint) MSG_##name,
#include "base/messages.def"
#undef X
    MSG_COUNT
};

struct message_info {
    const char *code; /* "L0101" */
    enum severity severity;
    const char *name; /* "YAML_TAB" */
    const char *text, *hint;
};

/* The table of all messages, indexed by enum message. */
const struct message_info *message_info(enum message message);

enum arg_kind { ARG_END, ARG_TEXT, ARG_WORDS, ARG_COUNT, ARG_PLACE };

struct diag_arg {
    enum arg_kind kind;
    const char *name;
    struct str text;  /* ARG_TEXT: printed as it is; ARG_WORDS: in English, for translation */
    int64_t count;    /* ARG_COUNT: printed as a number; picks plural forms */
    struct span span; /* ARG_PLACE: printed as file:line */
};

/* Arguments: ARGS(arg_text("found", s), arg_count("n", 3)), or NO_ARGS. */
#define ARGS(...) ((const struct diag_arg[]){__VA_ARGS__, {.kind = ARG_END}})
#define NO_ARGS ((const struct diag_arg *)NULL)
struct diag_arg arg_text(const char *name, struct str text);
/* Words of letopis, not of the author ("number in hour"): the reader's language says them its way.
 */
struct diag_arg arg_words(const char *name, struct str english);
struct diag_arg arg_count(const char *name, int64_t count);
struct diag_arg arg_place(const char *name, struct span span);

struct diag {
    enum message message;
    enum severity severity;
    struct span span;
    const struct diag_arg *args; /* ends with ARG_END; NULL: none */
    uint32_t order;              /* in which it was reported */
};

struct diags;

/* Diagnostics and copies of their arguments live in `arena`. */
struct diags *diags_new(struct arena *arena);

/*
 * Reports. Argument texts are copied, names are not. The same message at the same place with the
 * same arguments is kept once.
 */
void diag_add(struct diags *diags, enum message message, struct span span,
              const struct diag_arg *args);

size_t diags_count(const struct diags *diags, enum severity severity);
bool diags_any_error(const struct diags *diags);
/* Whether this message was reported at all. */
bool diags_have(const struct diags *diags, enum message message);

/* Makes warnings errors from now on (`--strict`). */
void diags_set_strict(struct diags *diags);

/*
 * All, sorted: by global position (the order in which files were read, then the place in them),
 * those without a place last; equal places in the order of reporting. What is reported later shows
 * in the next call.
 */
const struct diag *diags_sorted(struct diags *diags, size_t *count);

#endif
