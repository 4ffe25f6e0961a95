/* SPDX-License-Identifier: MIT */
/* Within checking: maps and what has parts (schema.c), values that stand for themselves
 * (schema_value.c). */
#ifndef LETOPIS_YAML_SCHEMA_PARTS_H
#define LETOPIS_YAML_SCHEMA_PARTS_H

#include "base/buf.h"
#include "yaml/schema.h"

/* Fields and options that were seen are marked in a fixed set of bits; of those beyond it nothing
 * is known. */
enum { SCHEMA_SEEN = 1024 };
struct schema_seen {
    uint64_t bits[SCHEMA_SEEN / 64];
};
static inline void schema_mark_seen(struct schema_seen *seen, size_t index)
{
    if (index < SCHEMA_SEEN)
        seen->bits[index / 64] |= UINT64_C(1) << index % 64;
}
static inline bool schema_has_seen(const struct schema_seen *seen, size_t index)
{
    return index < SCHEMA_SEEN && (seen->bits[index / 64] >> index % 64 & 1);
}

/* Reports a message without arguments; gives false. */
bool schema_fail(struct diags *diags, enum message message, const struct node *node);
/* "a, b, c" of the first names. */
void schema_put_known(struct buf *out, const struct str *names, size_t count);

/* Checks the value of a field that is no group, list or map. */
bool schema_check_single(const struct schema_field *field, const struct node *node,
                         struct diags *diags);

#endif
