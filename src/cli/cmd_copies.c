/* cmd_copies.c - stemma copies. */
#include "cli/streams.h"

static int run(const stm_arguments *arguments) {
    if (arguments->groups) return stm_inputs_all(arguments, stemma_put_groups);
    return stm_streams_put(arguments, STEMMA_LINES_COPIES, stm_inputs_print);
}

const stm_command stm_command_copies = {
    .name = "copies",
    .operands = "FILE...",
    .summary = "who printed whose words: JSON lines, a pair of reports a line",
    .help = "Each line has two reports that share passages, the passages (narration or quotation), "
            "the\n"
            "share of each report that they make up, and the relation (copy, a-from-b, b-from-a,\n"
            "common-source, unknown) with its reasons. With --groups, a line is a group of reports "
            "that\n"
            "are one text, and the one to keep; a report without copies is a group of one.",
    .options = (const char *const[]){"groups", "published", NULL},
    .run = run,
};
