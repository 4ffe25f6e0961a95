/* SPDX-License-Identifier: MIT */
/*
 * Within publishing: an edition, as publish_edition.c (its files, in the staging folder) and
 * publish_commit.c (comparing it with what is published, exchanging) share it.
 */
#ifndef LETOPIS_BASE_PUBLISH_EDITION_H
#define LETOPIS_BASE_PUBLISH_EDITION_H

#include "base/buf.h"
#include "base/publish_parts.h"

enum { EDITION_PATHS = 4 };

struct edition {
    struct publish *publish;
    struct fs *fs;
    struct arena *arena;   /* its own */
    struct arena *scratch; /* of the file at hand */
    struct published *published;
    struct str place, staging;
    enum fs_status status; /* the first failure, kept below */
    struct fs_failure failure;
    struct names *names; /* those of `published`: what is known of each is a mark */
    bool replaces;       /* there is a published folder */
    bool staged;         /* the staging folder exists */
    bool writing;        /* a file is open */
    struct str name;     /* the one begun last, in `names` or `scratch` */
    struct fs_handle handle;
    struct buf pending;
    struct buf paths[EDITION_PATHS]; /* the full paths asked for last */
    unsigned path;
};

/* Keeps the first failure; true as long as there is none. */
bool edition_check(struct edition *e, int number, struct str path);
bool edition_refuse(struct edition *e, enum fs_status status, struct str path, const char *reason);

/* A full path, which stays until the fourth one after it: a report of many documents has thousands.
 */
struct str edition_path(struct edition *e, struct str folder, struct str name);

unsigned char edition_marks(const struct edition *e, struct str name);
/* The name as it stands among the names, where it stays. */
struct str edition_mark(struct edition *e, struct str name, unsigned char marks);

/* The folders above `name` in the staging folder. */
bool edition_make_folders(struct edition *e, struct str name);
/* Creates the file begun last, and ends it. */
void edition_create_file(struct edition *e);
void edition_end_file(struct edition *e);

#endif
