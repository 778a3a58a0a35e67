/* who_said.c - prints who said what, and which reports have it.  usage: who_said FILE... */
#include <stemma.h>

#include <stdio.h>
#include <stdlib.h>

/* The bytes of a file; NULL where it cannot be read. */
static char *load(const char *path, size_t *len) {
    FILE *file = fopen(path, "rb");
    if (!file) return NULL;
    char *bytes = NULL;
    size_t room = 0, got;
    *len = 0;
    do {
        room = room ? room * 2 : 1 << 16;
        char *more = realloc(bytes, room);
        if (!more) abort();
        bytes = more;
        got = fread(bytes + *len, 1, room - *len, file);
        *len += got;
    } while (*len == room);
    fclose(file);
    return bytes;
}

static const char *text(const stemma_value *object, const char *name) {
    return stemma_string(stemma_member(object, name), NULL);
}

static void print_quotation(const stemma_value *quotation) {
    const char *speaker = text(quotation, "speaker");
    printf("%s: %s\n", speaker ? speaker : "?", text(quotation, "reading"));
    const stemma_value *witnesses = stemma_member(quotation, "witnesses");
    for (size_t i = 0; i < stemma_count(witnesses); i++) {
        const stemma_value *witness = stemma_item(witnesses, i);
        printf("    %s (%s)\n", text(witness, "report"), text(witness, "form"));
    }
}

int main(int argc, char **argv) {
    stemma *run = stemma_new(NULL);
    char **inputs = calloc((size_t)argc, sizeof *inputs);
    if (!inputs) abort();
    for (int i = 1; i < argc; i++) {
        size_t len;
        inputs[i] = load(argv[i], &len);
        if (inputs[i])
            stemma_add(run, argv[i], inputs[i], len);
        else
            perror(argv[i]);
    }
    const stemma_value *quotations =
        stemma_member(stemma_find(run, STEMMA_COLLATION), "quotations");
    for (size_t i = 0; i < stemma_count(quotations); i++)
        print_quotation(stemma_item(quotations, i));
    stemma_free(run);
    for (int i = 1; i < argc; i++) free(inputs[i]);
    free(inputs);
}
