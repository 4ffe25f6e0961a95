/* SPDX-License-Identifier: MIT */
/*
 * Publishing: how finished reports get into the output folder.
 *
 * The unit is a folder, an edition of one report: `output/public/liberec/functions-2022`. It is
 * built beside its place as `.letopis-new-functions-2022`, synced when complete (file by file, or,
 * where it has many and that is as sure, with the whole file system), and exchanged with the
 * published folder in one step. At every moment, and after a kill or a power cut at any
 * moment, readers find the old report or the new one, whole. Where the file system cannot exchange
 * two folders, the old one steps aside as `.letopis-old-…` for the blink between two renames, and
 * publish_open() puts it back if the process died right there. An edition that equals what is
 * published, byte for byte, changes nothing.
 *
 * Only one process publishes into an output folder at a time; a second one waits in publish_open().
 *
 * What letopis wrote is listed in `.letopis` in the output folder: for each folder its files. A
 * list of names is added there, and synced, before the names appear. From it follows what may be
 * taken away:
 *  - a folder that no report makes any more goes, by publish_finish();
 *  - a file in a report's folder that letopis did not write is carried over into each new edition
 *    (as a hard link: same content, times and owner), and outlives the report;
 *  - where such a file bears the name of one that letopis is to write, the edition is refused with
 *    FS_FOREIGN, unless both are equal. A lost `.letopis` makes every file a foreign one, so a
 *    report that has changed since is refused until its folder is moved away.
 *
 *     struct publish *publish;
 *     status = publish_open(fs, STR("output"), &publish);
 *     struct edition *edition = edition_begin(publish, STR("public/liberec/functions-2022"));
 *     edition_file(edition, STR("index.html"), page);
 *     status = edition_commit(edition, &change);
 *     status = publish_finish(publish, true);
 *     publish_close(publish);
 *
 * Writers return nothing: an edition keeps its first failure and commit gives it. fs_failure() of
 * the fs underneath has path and reason.
 */
#ifndef LETOPIS_BASE_PUBLISH_H
#define LETOPIS_BASE_PUBLISH_H

#include "base/fs.h"

struct publish;
struct edition;

enum publish_change {
    PUBLISH_SAME,    /* equal to what was there, nothing was touched */
    PUBLISH_NEW,     /* there was none before */
    PUBLISH_CHANGED, /* another one took the place of the old one */
};

/*
 * Opens the output folder (made if missing), waits for its lock, clears what a killed run left
 * behind, reads the list of what letopis wrote. Paths below are relative to `output`. `*publish`
 * is NULL unless FS_OK. The fs must outlive it.
 */
enum fs_status publish_open(struct fs *fs, struct str output, struct publish **publish);

/* A folder that still has its report, though it is not made in this run: faulty, or not asked for.
 */
void publish_keep(struct publish *publish, struct str folder);

/*
 * The end of a run: with `remove_others`, takes away every folder and single file that letopis
 * wrote and that was neither made nor kept (at or below a kept folder) since publish_open(). Then
 * writes the list anew.
 */
enum fs_status publish_finish(struct publish *publish, bool remove_others);

/* Gives back lock and memory; without publish_finish() before, nothing is removed. */
void publish_close(struct publish *publish);

/* A single file outside the reports' folders, such as `public/index.html`, replaced in one step. */
enum fs_status publish_file(struct publish *publish, struct str path, struct str bytes,
                            enum publish_change *change);

/* A new edition of `folder`. One at a time. */
struct edition *edition_begin(struct publish *publish, struct str folder);

/* A whole file; `name` may have folders in it. */
void edition_file(struct edition *edition, struct str name, struct str bytes);

/* A file in pieces: begun, written any number of times, ended by the next file or by commit. */
void edition_start(struct edition *edition, struct str name);
void edition_write(struct edition *edition, struct str bytes);

/* Both free the edition. `change` may be NULL. After a failure the old report is in its place. */
enum fs_status edition_commit(struct edition *edition, enum publish_change *change);
void edition_abort(struct edition *edition);

#endif
