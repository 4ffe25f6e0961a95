/* SPDX-License-Identifier: MIT */
/*
 * Within publishing: what publish.c (opening, clearing, finishing, single files), publish_list.c
 * (the list of what letopis wrote), publish_edition.c and publish_commit.c (one report) share.
 *
 * Functions that give an int give 0 or an errno, as in fs_ops.h. Full paths are relative to the
 * root of the fs and NUL-terminated; paths of folders and files are relative to the output folder.
 */
#ifndef LETOPIS_BASE_PUBLISH_PARTS_H
#define LETOPIS_BASE_PUBLISH_PARTS_H

#include "base/fs_ops.h"
#include "base/map.h"
#include "base/names.h"
#include "base/publish.h"

/*
 * What is known of a name within a report's folder. There is one set of names a report, for all
 * that is asked of them: of a report of thousands of documents nothing else grows.
 */
enum published_mark {
    NAME_LISTED = 1, /* a file that letopis wrote: the list on disk has it, or did */
    /* Of the edition at hand, and gone with it: */
    NAME_MADE = 2,   /* a file of it */
    NAME_STANDS = 4, /* published already as it is: not written again */
    NAME_FOLDER = 8, /* a folder that was made in the staging folder */
    NAME_FOUND = 16, /* a file in the published folder, whoever wrote it */
    NAME_FRESH = 32, /* a file that is being added to the list */
};

/* A folder, or a single file, that letopis wrote. */
struct published {
    struct str path;
    bool single;
    bool wanted;        /* made in this run, or tried to */
    bool gone;          /* removed in this run */
    bool listed;        /* the list on disk has it */
    struct names names; /* within the folder; with marks as above */
};

struct publish {
    struct fs *fs;
    struct arena *arena;
    struct str output, list; /* full paths of the output folder and of the list in it */
    struct map published;    /* path -> struct published */
    struct map kept;         /* paths given to publish_keep() */
    uint64_t on_disk;        /* a hash of the list as it was last read or written whole; 0: none */
    bool appended;           /* more was added to it since */
    bool broken;             /* its last line is torn: the next addition writes it whole */
};

/* `output`/`path`; either may be empty. */
struct str publish_full(struct publish *publish, struct arena *arena, struct str path);

/* The folder in which the full path `place` lies, "" for the root. */
struct str publish_parent(struct arena *arena, struct str place);

/* The name under which what belongs at `place` is built (".letopis-new-") or set aside ("-old-").
 */
struct str publish_beside(struct arena *arena, struct str place, struct str prefix);
#define PUBLISH_NEW_PREFIX STR(".letopis-new-")
#define PUBLISH_OLD_PREFIX STR(".letopis-old-")

/* What stands at a full path; FS_NOTHING is no failure here. */
int publish_look(struct fs *fs, const char *path, enum fs_kind *kind);

/* Makes a folder and those above it, each synced into its parent. */
int publish_make_folders(struct publish *publish, struct arena *scratch, struct str full);

/* Undoes what a killed run left beside `place`. */
int publish_heal(struct publish *publish, struct arena *scratch, struct str place);

/* Exchanges the folder `staging` with that at `place`; says where the old one is now. */
int publish_swap(struct publish *publish, struct arena *scratch, struct str staging,
                 struct str place, bool replaces, struct str *old);

/* The record of `path`, made if there is none. */
struct published *publish_record(struct publish *publish, struct str path, bool single);

/* --- publish_list.c --- */

enum fs_status publish_list_read(struct publish *publish);

/* Sees that the list on disk names the files of `published` that are NAME_MADE before they appear.
 */
int publish_list_add(struct publish *publish, struct published *published);

/* Writes the list whole, unless that would change nothing. */
int publish_list_write(struct publish *publish);

/* --- publish_commit.c --- */

/* Takes away what letopis wrote in the folder; files of others stay. */
enum fs_status edition_retire(struct publish *publish, struct published *published);

#endif
