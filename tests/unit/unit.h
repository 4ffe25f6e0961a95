/* SPDX-License-Identifier: MIT */
/*
 * What every unit test needs: cmocka with its headers in the right order, and folders on disk.
 */
#ifndef LETOPIS_TESTS_UNIT_H
#define LETOPIS_TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"

/* Whether `got` equals the NUL-terminated `expected`, shown when it does not. */
void assert_str(struct str got, const char *expected);

/* A new, empty folder below TMPDIR, removed by unit_folder_remove(). The path lives in `arena`. */
const char *unit_folder(struct arena *arena);
void unit_folder_remove(const char *folder);

/* Puts a file into `folder`, with the folders on the way. */
void unit_put(const char *folder, const char *path, const char *text);

/* The text of a file in `folder`, "" with a NULL pointer when there is none. */
struct str unit_get(struct arena *arena, const char *folder, const char *path);

#endif
