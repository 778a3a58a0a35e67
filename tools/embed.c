/* embed.c - files as C arrays.  usage: embed OUT NAME=FILE... */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void put_array(FILE *out, const char *name, const char *path) {
    FILE *in = fopen(path, "rb");
    if (!in) fail(path);
    fprintf(out, "static const char %s[] = {", name);
    for (int byte, column = 0; (byte = getc(in)) != EOF; column++)
        fprintf(out, "%s%d,", column % 24 ? "" : "\n    ", byte > 127 ? byte - 256 : byte);
    if (ferror(in)) fail(path);
    fclose(in);
    fprintf(out, "\n    0};\nconst stm_slice stm_asset_%s = {%s, sizeof %s - 1};\n\n", name, name,
            name);
}

int main(int count, char **words) {
    if (count < 3) {
        fputs("usage: embed OUT NAME=FILE...\n", stderr);
        return 2;
    }
    FILE *out = fopen(words[1], "w");
    if (!out) fail(words[1]);
    fputs("#include \"report/asset.h\"\n\n", out);
    for (int i = 2; i < count; i++) {
        char *equals = strchr(words[i], '=');
        if (!equals) return 2;
        *equals = '\0';
        put_array(out, words[i], equals + 1);
    }
    if (fclose(out)) fail(words[1]);
    return 0;
}
