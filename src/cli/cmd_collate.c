/* cmd_collate.c - stemma collate. */
#include "cli/inputs.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDTH_WITHOUT_TERMINAL = 100 };

static unsigned terminal_width(void) {
    struct winsize size;
    if (isatty(STDOUT_FILENO) && !ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) && size.ws_col)
        return size.ws_col;
    return WIDTH_WITHOUT_TERMINAL;
}

/* https://no-color.org: set and not empty means no colour. */
static bool wants_colour(void) {
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    return isatty(STDOUT_FILENO) && !(no && *no) && !(term && !strcmp(term, "dumb"));
}

static int run(const stm_arguments *arguments) {
    if (arguments->json) return stm_inputs_all(arguments, stemma_put_collation);
    stm_inputs inputs;
    stm_inputs_init(&inputs, arguments);
    stm_arena *arena = stm_arena_new();
    stemma *all = stm_inputs_next(&inputs, arena, SIZE_MAX);
    stemma_brief_options options = {.width = arguments->width ? arguments->width : terminal_width(),
                                    .colour = wants_colour(),
                                    .full = arguments->full};
    if (all) stemma_put_brief(all, &options, stm_inputs_print, NULL);
    stemma_free(all);
    stm_arena_free(arena);
    int code = stm_inputs_code(&inputs);
    stm_inputs_release(&inputs);
    return code;
}

const stm_command stm_command_collate = {
    .name = "collate",
    .operands = "FILE...",
    .summary = "one cited account of all the reports, taken as one story",
    .help = "Prints a brief: the reports and their origins, what they agree on, where they differ, "
            "who said\n"
            "what in whose wording, what only one has, and what lies ahead, each line with its "
            "witnesses.\n"
            "With --json, the whole result, which `stemma verify` can check. Colour is used on a "
            "terminal\n"
            "only, and not where NO_COLOR is set.",
    .options = (const char *const[]){"json", "full", "width", "published", NULL},
    .run = run,
};
