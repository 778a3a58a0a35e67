/* cmd_text.c - stemma text. */
#include "cli/inputs.h"

#include <unistd.h>

static int run(const stm_arguments *arguments) {
    if (!arguments->plain) return stm_inputs_each(arguments, stemma_put_text, stm_inputs_print);
    bool terminal = isatty(STDOUT_FILENO);
    return stm_inputs_each(arguments, stemma_put_plain,
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
    .options = (const char *const[]){"plain", "published", NULL},
    .run = run,
};
