/* SPDX-License-Identifier: MIT */
/*
 * Registers: long tables that readers may search.
 *
 * Without a script the page is a table like any other and the field stays hidden. The script hides
 * the rows in which one of the words written does not occur; accents and capitals make no
 * difference, and subtotals rest, since they would not fit what is left. It stands in the page
 * itself, which allows it, and nothing else, by its hash; tests/check-output holds the two
 * together.
 */
#include "html/write.h"

/* The SHA-256 of SCRIPT, as browsers want it. */
#define SCRIPT_HASH "bgqwQo/DVMZyPzI1skgE2uPPhUfGQNKaSDZSwntsDTM="

static const char SCRIPT[] =
    "document.querySelectorAll(\".search\").forEach(function(box){\n"
    "var "
    "table=box.nextElementSibling.querySelector(\"table\"),field=box.querySelector(\"input\"),said="
    "box.querySelector(\"output\");\n"
    "function plain(text){return "
    "text.normalize(\"NFD\").replace(/[\\u0300-\\u036f]/g,\"\").toLowerCase()}\n"
    "var "
    "parts=[].map.call(table.tBodies,function(body){return{rows:[].map.call(body.rows,function(row)"
    "{return{row:row,kind:row.className,text:plain(row.textContent)}})}});\n"
    "function filter(){\n"
    "var words=plain(field.value).split(/\\s+/).filter(Boolean),found=0,all=0;\n"
    "parts.forEach(function(part){var any=false,group=null;\n"
    "part.rows.forEach(function(one){\n"
    "if(one.kind===\"group\"){group=one.row;return}\n"
    "if(one.kind){one.row.hidden=words.length>0;return}\n"
    "var fits=words.every(function(word){return one.text.indexOf(word)>=0});\n"
    "one.row.hidden=!fits;all++;if(fits){found++;any=true}});\n"
    "if(group)group.hidden=!any});\n"
    "if(table.tFoot)table.tFoot.hidden=words.length>0;\n"
    "said.textContent=words.length===0?\"\":found===0?box.dataset.none:box.dataset.of.replace(\"{n}"
    "\",found).replace(\"{total}\",all)}\n"
    "field.addEventListener(\"input\",filter);\n"
    "box.hidden=false;filter()});\n"
    "";

static bool has_register(const struct document *document)
{
    for (size_t i = 0; i < document->table_count; i++)
        if (document->tables[i]->search)
            return true;
    return false;
}

struct str html_script(struct html_pen *pen)
{
    if (!has_register(pen->document))
        return (struct str){NULL, 0};
    struct str parts[] = {STR("<script>"), str_from(SCRIPT), STR("</script>\n")};
    return arena_join(pen->arena, parts, 3);
}

struct str html_script_policy(struct html_pen *pen)
{
    return has_register(pen->document) ? STR("; script-src 'sha256-" SCRIPT_HASH "'")
                                       : (struct str){NULL, 0};
}

void html_search(struct html_pen *pen, unsigned frame)
{
    struct buf *out = pen->out;
    struct str of =
        language_phrase(pen->language, pen->arena, "of_n",
                        ARGS(arg_text("n", STR("{n}")), arg_text("total", STR("{total}"))));
    buf_text(out, "<div class=\"search\" role=\"search\"");
    html_attr(out, "data-of", of);
    html_attr(out, "data-none", language_word(pen->language, "no_matches"));
    buf_format(out, " hidden>\n<label for=\"search--%u\">", frame);
    html_word(pen, "search_label");
    buf_format(out, "</label>\n<input id=\"search--%u\" type=\"search\" autocomplete=\"off\">\n",
               frame);
    buf_text(out, "<output aria-live=\"polite\"></output>\n</div>\n");
}
