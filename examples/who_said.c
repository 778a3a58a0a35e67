/* who_said.c - prints who said what, and which reports have it.  usage: who_said FILE... */
#include <stemma.h>

#include <stdio.h>
#include <stdlib.h>

/* The bytes of a file; NULL, after a message, where it cannot be read. */
static char *load(const char *path, size_t *len) {
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    for (size_t room = 1 << 16, end = 0; file; room *= 2) {
        char *more = realloc(bytes, room);
        if (!more) abort();
        bytes = more;
        end += fread(bytes + end, 1, room - end, file);
        *len = end;
        if (end < room) break;
    }
    if (file && !ferror(file) && !fclose(file)) return bytes;
    perror(path);
    free(bytes);
    return NULL;
}

static void on_problem(void *context, const stemma_problem *problem) {
    (void)context;
    fprintf(stderr, "%s: byte %ju: %s\n", problem->source, (uintmax_t)problem->offset,
            problem->message);
}

static const char *text(const stemma_value *object, const char *name) {
    return stemma_string(stemma_member(object, name), NULL);
}

/* A place where the witnesses differ: "can't | can (negation)". */
static void print_variant(const stemma_value *variant) {
    const stemma_value *readings = stemma_member(variant, "readings");
    printf("    %s", text(variant, "base"));
    for (size_t i = 0; i < stemma_count(readings); i++)
        printf(" | %s", text(stemma_item(readings, i), "text"));
    printf(" (%s)\n", text(variant, "kind"));
}

static void print_quotation(const stemma_value *quotation) {
    const char *speaker = text(quotation, "speaker");
    printf("%s: %s\n", speaker ? speaker : "?", text(quotation, "reading"));
    const stemma_value *witnesses = stemma_member(quotation, "witnesses");
    for (size_t i = 0; i < stemma_count(witnesses); i++) {
        const stemma_value *witness = stemma_item(witnesses, i);
        printf("    %s (%s)\n", text(witness, "report"), text(witness, "form"));
    }
    const stemma_value *apparatus = stemma_member(quotation, "apparatus");
    for (size_t i = 0; i < stemma_count(apparatus); i++) print_variant(stemma_item(apparatus, i));
}

int main(int argc, char **argv) {
    stemma *run = stemma_new(&(stemma_options){.problem = on_problem});
    char **inputs = calloc((size_t)argc, sizeof *inputs); /* borrowed by the run */
    int unread = 0;
    if (!inputs) abort();
    for (int i = 1; i < argc; i++) {
        size_t len;
        inputs[i] = load(argv[i], &len);
        if (inputs[i])
            stemma_add(run, argv[i], inputs[i], len);
        else
            unread = 1;
    }
    const stemma_value *account = stemma_find(run, STEMMA_COLLATION);
    const stemma_value *quotations = stemma_member(account, "quotations");
    for (size_t i = 0; i < stemma_count(quotations); i++)
        print_quotation(stemma_item(quotations, i));
    unread |= stemma_problem_count(run) > 0;
    stemma_free(run);
    for (int i = 1; i < argc; i++) free(inputs[i]);
    free(inputs);
    return unread;
}
