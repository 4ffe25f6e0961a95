/* SPDX-License-Identifier: MIT */
/* The least that reading costs: libyaml's events over YAML files and cmark's parser over Markdown
 * files, named on the command line. Prints the number of events so that nothing is optimised away.
 */
#include <cmark.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

static char *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return NULL;
    fseek(file, 0, SEEK_END);
    *size = (size_t)ftell(file);
    rewind(file);
    char *text = malloc(*size + 1);
    if (text == NULL || fread(text, 1, *size, file) != *size)
        exit(1);
    text[*size] = '\0';
    fclose(file);
    return text;
}

static long count_events(const char *text, size_t size)
{
    yaml_parser_t parser;
    yaml_event_t event;
    long count = 0;
    yaml_parser_initialize(&parser);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, size);
    for (int done = 0; !done; count++) {
        if (!yaml_parser_parse(&parser, &event))
            break;
        done = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return count;
}

int main(int argc, char **argv)
{
    long count = 0;
    for (int i = 1; i < argc; i++) {
        size_t size;
        char *text = read_file(argv[i], &size);
        size_t length = strlen(argv[i]);
        if (text == NULL)
            return 1;
        if (length > 3 && strcmp(argv[i] + length - 3, ".md") == 0) {
            cmark_node *node = cmark_parse_document(text, size, CMARK_OPT_DEFAULT);
            count += cmark_node_first_child(node) != NULL;
            cmark_node_free(node);
        } else {
            count += count_events(text, size);
        }
        free(text);
    }
    printf("%ld\n", count);
    return 0;
}
