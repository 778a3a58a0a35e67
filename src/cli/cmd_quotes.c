/* cmd_quotes.c - stemma quotes. */
#include "cli/streams.h"

static int run(const stm_arguments *arguments) {
    return stm_streams_put(arguments, STEMMA_LINES_QUOTES, stm_inputs_print);
}

const stm_command stm_command_quotes = {
    .name = "quotes",
    .operands = "FILE...",
    .summary = "who said what: JSON lines, a quotation a line",
    .help = "Each line has the report, the form (direct, indirect, mixed), the spans of content, "
            "source and\n"
            "cue in bytes of the report's text, and the speaker's full name, or null where the "
            "report does\n"
            "not tell. Each report is read for itself; `stemma collate` reads them together.",
    .options = (const char *const[]){"skip", NULL},
    .run = run,
};
