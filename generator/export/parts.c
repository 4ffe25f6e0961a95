/* SPDX-License-Identifier: MIT */
#include "export/parts.h"

void export_enter_group(const struct doc_table *table, const struct doc_cell *cells,
                        struct export_groups *groups)
{
    for (size_t i = 0; i < table->group_count && i < EXPORT_GROUPS; i++)
        groups->values[i] = i < table->column_count ? cells[i].machine : (struct str){NULL, 0};
}

struct str export_marks(uint8_t marks)
{
    switch (marks & (MARK_ESTIMATE | MARK_SAMPLE)) {
    case MARK_ESTIMATE:
        return STR("estimate");
    case MARK_SAMPLE:
        return STR("sample");
    case MARK_ESTIMATE | MARK_SAMPLE:
        return STR("estimate sample");
    default:
        return (struct str){NULL, 0};
    }
}

struct str export_asked(const struct doc_place *place)
{
    if (place->filled.label.n > 0)
        return place->filled.label;
    return place->group.n > 0 ? place->group : place->description;
}
