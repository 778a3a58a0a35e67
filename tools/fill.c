/* fill.c - fills a template of a completion or a man page from the tables of the program.
 * usage: fill TEMPLATE OUT COMMAND [NAME=VALUE...]
 * A line "@name@" stands for what fill_shell.c or fill_manual.c writes; "@NAME@" anywhere for
 * VALUE. COMMAND: the one that the page is about, or "-". */
#include "fill.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_LINE = 2000 };

const stm_option *stm_fill_option(size_t i) {
    for (const stm_command *const *c = stm_commands; *c; c++) {
        const stm_option *option;
        for (size_t k = 0; (option = stm_command_option(*c, k)); k++) {
            bool seen = false;
            for (const stm_command *const *b = stm_commands; b < c && !seen; b++)
                for (size_t n = 0; !seen && stm_command_option(*b, n); n++)
                    seen = stm_command_option(*b, n) == option;
            if (!seen && !i--) return option;
        }
    }
    return NULL;
}

bool stm_fill_word(const char **words, char *word, size_t size) {
    *words += strspn(*words, " \n");
    size_t len = strcspn(*words, " \n");
    if (!len || len >= size) return false;
    memcpy(word, *words, len);
    word[len] = 0;
    *words += len;
    return true;
}

static const stm_command *find_command(const char *name) {
    for (const stm_command *const *c = stm_commands; *c; c++)
        if (!strcmp((*c)->name, name)) return *c;
    return NULL;
}

static const stm_directive *find_directive(const stm_directive *table, const char *line) {
    size_t len = strlen(line);
    if (len < 4 || line[0] != '@' || line[len - 2] != '@') return NULL;
    for (; table->name; table++)
        if (strlen(table->name) == len - 3 && !memcmp(table->name, line + 1, len - 3)) return table;
    return NULL;
}

/* A line of text, with every @NAME@ that is given replaced. */
static void put_line(FILE *out, const char *line, int count, char **values) {
    while (*line) {
        int i = 0;
        for (; i < count; i++) {
            size_t len = strcspn(values[i], "=");
            if (line[0] == '@' && !strncmp(line + 1, values[i], len) && line[len + 1] == '@') {
                fputs(values[i] + len + 1, out);
                line += len + 2;
                break;
            }
        }
        if (i == count) fputc(*line++, out);
    }
}

static int complain(const char *template, unsigned number, const char *what) {
    fprintf(stderr, "%s:%u: %s\n", template, number, what);
    return 1;
}

static int fill(FILE *in, FILE *out, const stm_command *command, int count, char **words) {
    char line[LONGEST_LINE];
    for (unsigned number = 1; fgets(line, sizeof line, in); number++) {
        if (!strchr(line, '\n')) return complain(words[0], number, "line too long, or without end");
        const stm_directive *directive = find_directive(stm_fill_shell, line);
        if (!directive) directive = find_directive(stm_fill_manual, line);
        if (!directive)
            put_line(out, line, count - 3, words + 3);
        else if (directive->needs_command && !command)
            return complain(words[0], number, "is about no command");
        else
            directive->fill(out, command);
    }
    return 0;
}

int main(int count, char **words) {
    if (count < 4) {
        fputs("usage: fill TEMPLATE OUT COMMAND [NAME=VALUE...]\n", stderr);
        return 2;
    }
    FILE *in = fopen(words[1], "r"), *out = fopen(words[2], "w");
    const stm_command *command = find_command(words[3]);
    int code = 1;
    if (!in || !out)
        perror(in ? words[2] : words[1]);
    else if (!command && strcmp(words[3], "-"))
        fprintf(stderr, "fill: no command %s\n", words[3]);
    else
        code = fill(in, out, command, count - 1, words + 1);
    if (in) fclose(in);
    if (out && (ferror(out) | fclose(out))) code = 1;
    return code;
}
