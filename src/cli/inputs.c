/* inputs.c - the files of a command line given to a run. */
#include "cli/inputs.h"

#include "base/utf8.h"

#include <stdio.h>

static const size_t FILE_LIMIT = (size_t)1 << 30;

/* Text from outside may hold anything; a terminal gets only what it can show. */
static void print_shown(stm_slice text, bool lines, FILE *out) {
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        uint32_t rune = stm_utf8_next(text, &at);
        bool kept = lines && (rune == '\n' || rune == '\t');
        bool shown = kept || (rune != STM_RUNE_BAD && stm_utf8_width(rune) > 0) ||
                     (at - from > 1 && stm_utf8_is_letter(rune)); /* marks have no width */
        if (shown)
            fwrite(text.data + from, 1, at - from, out);
        else
            fputc('?', out);
    }
}

void stm_inputs_tell(const stm_arguments *arguments, const char *source, uint64_t offset,
                     const char *message) {
    if (arguments->quiet) return;
    fputs("stemma: ", stderr);
    print_shown(stm_slice_of(source), false, stderr);
    fprintf(stderr, ": byte %ju: %s\n", (uintmax_t)offset, message);
}

void stm_inputs_blame(stm_inputs *inputs, const char *source, uint64_t offset,
                      const char *message) {
    inputs->problems++;
    stm_inputs_tell(inputs->arguments, source, offset, message);
}

void stm_inputs_refuse_date(stm_inputs *inputs) {
    fputs("stemma: --published takes a date such as 2025-01-10\n", stderr);
    inputs->is_usage = true;
}

static void on_problem(void *context, const stemma_problem *problem) {
    stm_inputs_blame(context, problem->source, problem->offset, problem->message);
}

void stm_inputs_init(stm_inputs *inputs, const stm_arguments *arguments) {
    *inputs = (stm_inputs){.arguments = arguments, .arena = stm_arena_new()};
    for (int i = 0; i < arguments->file_count; i++) {
        stm_error error;
        const char *file = arguments->files[i];
        if (stm_file_list(inputs->arena, file, &inputs->paths, &error) == STM_OK) continue;
        stm_inputs_blame(inputs, file, error.offset, error.message);
    }
    stm_file_sort(&inputs->paths);
    if (!inputs->paths.len && !inputs->problems)
        stm_inputs_blame(inputs, arguments->files[0], 0, "no file to read");
}

void stm_inputs_release(stm_inputs *inputs) {
    stm_arena_free(inputs->arena);
}

stemma *stm_inputs_run(stm_inputs *inputs, stm_arena *arena) {
    if (!inputs->paths.len) return NULL;
    stemma *run = stemma_new(&(stemma_options){.jobs = inputs->arguments->jobs,
                                               .published = inputs->arguments->published,
                                               .problem = on_problem,
                                               .context = inputs});
    if (!run) {
        stm_inputs_refuse_date(inputs);
        return NULL;
    }
    for (; inputs->next < inputs->paths.len; inputs->next++) {
        const char *path = inputs->paths.items[inputs->next].data;
        stm_slice bytes;
        stm_error error;
        if (stm_file_read(arena, path, FILE_LIMIT, &bytes, &error) == STM_OK)
            stemma_add(run, path, bytes.data, bytes.len);
        else
            stm_inputs_blame(inputs, path, error.offset, error.message);
    }
    return run;
}

int stm_inputs_print(void *context, const char *bytes, size_t len) {
    (void)context;
    return fwrite(bytes, 1, len, stdout) != len;
}

int stm_inputs_print_shown(void *context, const char *bytes, size_t len) {
    (void)context;
    print_shown((stm_slice){bytes, len}, true, stdout);
    return ferror(stdout);
}

int stm_inputs_code(const stm_inputs *inputs) {
    if (inputs->is_usage) return EXIT_USAGE;
    return inputs->problems ? EXIT_UNREAD : EXIT_READ;
}
