/* cmd_verify.c - stemma verify. */
#include "cli/inputs.h"

#include <stdio.h>

/* 0: all holds; 1: it does not, or something could not be read. */
static int verify(stm_inputs *inputs, const char *path) {
    stm_arena *arena = stm_arena_new();
    stm_slice result;
    stm_error error;
    int code = EXIT_UNREAD;
    if (stm_file_read(arena, path, SIZE_MAX / 4, &result, &error) != STM_OK) {
        stm_inputs_tell(inputs->arguments, path, error.offset, error.message);
    } else {
        stemma *run = stm_inputs_run(inputs, arena);
        if (run && stemma_verify(run, path, result.data, result.len) == STEMMA_OK)
            code = stm_inputs_code(inputs);
        stemma_free(run);
    }
    stm_arena_free(arena);
    return inputs->is_usage ? EXIT_USAGE : code;
}

static int run(const stm_arguments *arguments) {
    if (arguments->file_count < 2) {
        fputs("stemma verify: RESULT.json and FILE are needed (see stemma verify --help)\n",
              stderr);
        return EXIT_USAGE;
    }
    stm_arguments rest = *arguments;
    rest.files++;
    rest.file_count--;
    stm_inputs inputs;
    stm_inputs_init(&inputs, &rest);
    int code = verify(&inputs, arguments->files[0]);
    stm_inputs_release(&inputs);
    return code;
}

const stm_command stm_command_verify = {
    .name = "verify",
    .operands = "RESULT.json FILE...",
    .summary = "check a result of `stemma collate --json` against the reports",
    .help = "Reads the reports again and checks every span and every reading of the result. Each "
            "thing that\n"
            "does not hold is named on stderr. Give --published as it was given to collate.\n"
            "Exits 0 only where all holds.",
    .options = (const char *const[]){"published", NULL},
    .run = run,
};
