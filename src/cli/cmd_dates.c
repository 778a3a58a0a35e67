/* cmd_dates.c - stemma dates. */
#include "cli/inputs.h"

static int run(const stm_arguments *arguments) {
    return stm_inputs_each(arguments, stemma_put_dates, stm_inputs_print);
}

const stm_command stm_command_dates = {
    .name = "dates",
    .operands = "FILE...",
    .summary = "time expressions: JSON lines, one a line",
    .help = "Each line has the report, the span in bytes of its text, the words, and the TIMEX3 "
            "type and\n"
            "value, resolved against the publication date. Without one, what depends on it stays\n"
            "unresolved (XXXX-WXX-5).",
    .options = (const char *const[]){"published", NULL},
    .run = run,
};
