/* cmd_text.c - stemma text. */
#include "cli/streams.h"

#include <unistd.h>

static int run(const stm_arguments *arguments) {
    if (!arguments->plain) return stm_streams_put(arguments, STEMMA_LINES_TEXT, stm_inputs_print);
    bool terminal = isatty(STDOUT_FILENO);
    return stm_streams_put(arguments, STEMMA_LINES_PLAIN,
                           terminal ? stm_inputs_print_shown : stm_inputs_print);
}

const stm_command stm_command_text = {
    .name = "text",
    .operands = "FILE...",
    .summary = "the reports themselves: JSON lines with text, blocks, notes and metadata",
    .help =
        "Each line has what the report gives of id, source, url, title, byline, outlet, dates and\n"
        "language, its text and its SHA-256, the blocks (paragraph, heading, item, caption, "
        "quote)\n"
        "and the notes: text that is not reporting. Absent facts are null.",
    .options = (const char *const[]){"plain", "published", "skip", NULL},
    .run = run,
};
