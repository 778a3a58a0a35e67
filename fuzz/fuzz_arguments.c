/* fuzz_arguments.c - words between NUL bytes as the arguments of a command: what passes is within
 * the bounds that are promised. */
#include "check.h"
#include "cli/command.h"

const stm_command *const stm_commands[] = {NULL};

static void check_arguments(int count, const stm_arguments *arguments, bool help) {
    fuzz_check(arguments->jobs >= 1 && arguments->width <= 10000);
    fuzz_check(arguments->file_count <= count &&
               (help || arguments->version || arguments->file_count > 0));
    for (int i = 0; i < arguments->file_count; i++) fuzz_check(arguments->files[i] != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const options[] = {"published", "json", "width", "full", NULL};
    static const stm_command command = {.name = "command", .options = options};
    enum { MOST_WORDS = 20 };
    stm_arena *arena = stm_arena_new();
    char *text =
        (char *)(uintptr_t)stm_arena_copy(arena, (stm_slice){(const char *)data, size}).data;
    char *words[MOST_WORDS];
    int count = 0;
    for (size_t at = 0; at < size && count < MOST_WORDS; at += strlen(text + at) + 1)
        words[count++] = text + at;
    stm_arguments arguments;
    bool help;
    if (stm_arguments_parse(&command, count, words, &arguments, &help))
        check_arguments(count, &arguments, help);
    stm_arena_free(arena);
    return 0;
}
