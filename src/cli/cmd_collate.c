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

static int take(void *context, const char *bytes, size_t len) {
    stm_buf_put(context, (stm_slice){bytes, len});
    return 0;
}

/* The page is whole before its file is touched. */
static bool write_page(stemma *all, const stm_arguments *arguments) {
    stm_buf page;
    stm_error error;
    stm_buf_init(&page, 0);
    stemma_put_page(all, take, &page);
    bool written = stm_file_write(arguments->html, stm_buf_get(&page), &error) == STM_OK;
    if (!written) stm_inputs_tell(arguments, arguments->html, error.offset, error.message);
    stm_buf_release(&page);
    return written;
}

/* False where a result could not be written where it was to go. */
static bool put_results(stemma *all, const stm_arguments *arguments) {
    stemma_brief_options options = {.width = arguments->width ? arguments->width : terminal_width(),
                                    .colour = wants_colour(),
                                    .full = arguments->full};
    if (arguments->html && !write_page(all, arguments)) return false;
    if (arguments->json) return stemma_put_collation(all, stm_inputs_print, NULL) == STEMMA_OK;
    if (arguments->html) return true;
    return stemma_put_brief(all, &options, stm_inputs_print, NULL) == STEMMA_OK;
}

static int run(const stm_arguments *arguments) {
    stm_inputs inputs;
    stm_inputs_init(&inputs, arguments);
    stm_arena *arena = stm_arena_new();
    stemma *all = stm_inputs_run(&inputs, arena);
    bool written = !all || put_results(all, arguments);
    stemma_free(all);
    stm_arena_free(arena);
    int code = stm_inputs_code(&inputs);
    stm_inputs_release(&inputs);
    return written ? code : EXIT_UNREAD;
}

const stm_command stm_command_collate = {
    .name = "collate",
    .operands = "FILE...",
    .summary = "one cited account of all the reports, taken as one story",
    .help = "Prints a brief: the reports and their origins, what they agree on, where they differ, "
            "who said\n"
            "what in whose wording, what only one has, and what lies ahead, each line with its "
            "witnesses.\n"
            "With --json, the whole result, which `stemma verify` can check. With --html, a page "
            "that has\n"
            "the account beside the reports, in one file; nothing is printed then but what --json "
            "asks\n"
            "for. Colour is used on a terminal only, and not where NO_COLOR is set.",
    .options = (const char *const[]){"json", "html", "full", "width", "published", NULL},
    .run = run,
};
