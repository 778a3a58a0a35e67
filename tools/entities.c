/* entities.c - build tool: turns data/entities.txt into a table in C.
 *
 *     entities SOURCE DATA
 *
 * A malformed line, or one out of order, fails the build. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE = 128 };

static _Noreturn void fail(const char *path, unsigned line, const char *why) {
    fprintf(stderr, "%s:%u: %s\n", path, line, why);
    exit(1);
}

static FILE *open_file(const char *path, const char *mode) {
    FILE *file = fopen(path, mode);
    if (!file) fail(path, 0, "cannot be opened");
    return file;
}

int main(int argc, char **argv) {
    if (argc != 3) fail("entities", 0, "usage: entities SOURCE DATA");
    FILE *out = open_file(argv[1], "w"), *in = open_file(argv[2], "r");
    char line[LINE], name[LINE], last[LINE] = "";
    unsigned number = 0, count = 0;
    fputs("#include \"read/entity_table.h\"\n\nconst stm_entity stm_entities[] = {\n", out);
    while (fgets(line, sizeof line, in)) {
        unsigned first = 0, second = 0;
        number++;
        if (*line == '#') continue;
        if (sscanf(line, "%127s %x %x", name, &first, &second) < 2)
            fail(argv[2], number, "not a name and a code point");
        if (strcmp(last, name) >= 0) fail(argv[2], number, "out of order");
        memcpy(last, name, sizeof last);
        fprintf(out, "    {\"%s\", %zu, {0x%X, 0x%X}},\n", name, strlen(name), first, second);
        count++;
    }
    fprintf(out, "};\n\nconst unsigned stm_entity_count = %u;\n", count);
    fclose(in);
    return fclose(out) ? 1 : 0;
}
