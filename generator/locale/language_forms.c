/* SPDX-License-Identifier: MIT */
#include "locale/language_data.h"

static int find_category(struct str name)
{
    for (int i = 0; i < PLURAL_COUNT; i++)
        if (str_is(name, language_plural_names[i]))
            return i;
    return -1;
}

bool language_take_forms(struct arena *arena, const struct node *node, struct plural_forms *out)
{
    *out = (struct plural_forms){0};
    if (node->kind == NODE_SCALAR) {
        out->forms[PLURAL_OTHER] = language_clean(arena, node->text.s);
        return true;
    }
    if (node->kind != NODE_MAP)
        return false;
    for (size_t i = 0; i < node->count; i++) {
        const struct node_entry *entry = &node->entries[i];
        int category = find_category(entry->key.s);
        bool fraction = str_is(entry->key.s, "fraction");
        if ((category < 0 && !fraction) || entry->value->kind != NODE_SCALAR)
            return false;
        struct str word = language_clean(arena, entry->value->text.s);
        if (fraction)
            out->fraction = word;
        else
            out->forms[category] = word;
    }
    return true;
}

/* Reports keys that are no categories; true when there were none. */
static bool check_keys(const struct node *node, struct diags *diags)
{
    bool fine = true;
    for (size_t i = 0; i < node->count; i++) {
        const struct node_entry *entry = &node->entries[i];
        if (find_category(entry->key.s) >= 0 || str_is(entry->key.s, "fraction"))
            continue;
        diag_add(diags, MSG_FORMS_UNKNOWN, entry->key.span, ARGS(arg_text("form", entry->key.s)));
        fine = false;
    }
    return fine;
}

/* What is missing for whole numbers; forms for decimals alone may be left out. */
static bool check_missing(const struct language *language, const struct node *node,
                          struct diags *diags, const struct plural_forms *forms)
{
    bool fine = true;
    unsigned wanted = language_whole_categories(language);
    for (int i = 0; i < PLURAL_COUNT; i++) {
        enum plural category = (enum plural)i;
        if (!(wanted & 1U << i) || forms->forms[i].n)
            continue;
        /* Latvian 10 and 11 go with the same word as 2, so that `other` may stand for them. */
        if (category == PLURAL_ZERO && forms->forms[PLURAL_OTHER].n)
            continue;
        diag_add(diags, MSG_FORMS_MISSING, node->span,
                 ARGS(arg_text("form", str_from(language_plural_names[i])),
                      arg_count("example", language_category_example(language, category))));
        fine = false;
    }
    return fine;
}

/* Forms by language code: those of this language. A language that is not there gets none. */
static const struct node *pick_forms(const struct language *language, const struct node *node)
{
    if (node->kind != NODE_MAP || node->count == 0 || find_category(node->entries[0].key.s) >= 0 ||
        node->entries[0].value->kind != NODE_MAP)
        return node;
    const struct node_entry *entry = node_find(node, language_code(language));
    return entry ? entry->value : NULL;
}

bool language_read_forms(const struct language *language, const struct node *node,
                         struct diags *diags, struct plural_forms *out)
{
    node = pick_forms(language, node);
    if (node == NULL) {
        *out = (struct plural_forms){0};
        return true;
    }
    if (node->kind == NODE_MAP && !check_keys(node, diags))
        return false;
    if (!language_take_forms(language->arena, node, out)) {
        diag_add(diags, MSG_FORMS_SHAPE, node->span,
                 ARGS(arg_text("example", STR("{one: hour, other: hours}"))));
        return false;
    }
    return node->kind == NODE_SCALAR || check_missing(language, node, diags, out);
}

struct str language_form(const struct language *language, const struct plural_forms *forms,
                         struct str digits)
{
    /* Where the form asked for is absent, the commonest words for "several" come nearest. */
    static const enum plural instead[] = {PLURAL_OTHER, PLURAL_MANY, PLURAL_FEW,
                                          PLURAL_ONE,   PLURAL_TWO,  PLURAL_ZERO};
    if (forms->fraction.n && str_find(digits, '.', 0) != STR_NOT_FOUND)
        return forms->fraction;
    size_t given = 0;
    for (size_t i = 0; i < PLURAL_COUNT; i++)
        given += forms->forms[i].n > 0;
    if (given == 1 && forms->forms[PLURAL_OTHER].n)
        return forms->forms[PLURAL_OTHER];
    struct str form = forms->forms[language_plural(language, digits)];
    for (size_t i = 0; form.n == 0 && i < PLURAL_COUNT; i++)
        form = forms->forms[instead[i]];
    return form;
}
