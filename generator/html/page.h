/* SPDX-License-Identifier: MIT */
/*
 * A layout's page.html: HTML with placeholders.
 *
 *     {{language}}      code of the language: <html lang="{{language}}">
 *     {{title}}         of the report or index, as text
 *     {{kind}}          behind it in <title>: that it is a blank form; may be empty
 *     {{subtitle}}      its period or other second line, <p class="subtitle">; may be empty
 *     {{institution}}   its name, <p class="institution">; may be empty
 *     {{above}}         blocks at the right above the title, <div class="above">; may be empty
 *     {{about}}         institution, address and date, <p class="about">; may be empty
 *     {{alternates}}    the page in other languages, for <head>; may be empty
 *     {{languages}}     links to it, <nav class="languages">; may be empty
 *     {{home}}          a link to the index; may be empty
 *     {{sample}}        the notice that records are invented; may be empty
 *     {{downloads}}     links to the PDF and the data; may be empty
 *     {{contents}}      <nav> with the sections; may be empty
 *     {{body}}          the text
 *     {{notes}}         the footnotes; may be empty
 *     {{traces}}        why each number is what it is; may be empty
 *     {{style}}         style.css, for <style>
 *     {{word.NAME}}     a word of the language, by its key in the language file's `words`
 *
 * Whatever else stands in double braces is left as it is. Comments that begin with <!--# are left
 * out of the pages.
 */
#ifndef LETOPIS_HTML_PAGE_H
#define LETOPIS_HTML_PAGE_H

#include "html/write.h"

struct html_part {
    const char *name; /* NULL ends the list */
    struct str html;
    void (*write)(struct html_pen *pen, const void *what); /* instead of `html`, where not NULL */
    const void *what;
};

void html_page(struct html_pen *pen, struct str page, const struct html_part *parts);

/* Escaped text as a part; `before` and `behind` are HTML around it, left out where it is empty. */
struct str html_part_text(struct arena *arena, const char *before, struct str text,
                          const char *behind);
/* What both kinds of page have. */
struct str html_part_home(struct html_pen *pen, const struct html_options *options);
struct str html_part_alternates(struct arena *arena, const struct html_options *options);
struct str html_part_languages(struct html_pen *pen, const struct html_options *options);
struct str html_part_downloads(struct html_pen *pen, const struct html_options *options);

#endif
