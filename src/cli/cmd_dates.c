/* cmd_dates.c - stemma dates. */
#include "cli/streams.h"

static int run(const stm_arguments *arguments) {
    return stm_streams_put(arguments, STEMMA_LINES_DATES, stm_inputs_print);
}

const stm_command stm_command_dates = {
    .name = "dates",
    .operands = "FILE...",
    .summary = "time expressions: JSON lines, one a line",
    .help = "Each line has the report, the span in bytes of its text, the words, and the TIMEX3 "
            "type and\n"
            "value, resolved against the publication date. Without one, what depends on it stays\n"
            "unresolved (XXXX-WXX-5).",
    .options = (const char *const[]){"published", "skip", NULL},
    .run = run,
};
