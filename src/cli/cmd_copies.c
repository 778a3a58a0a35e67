/* cmd_copies.c - stemma copies. */
#include "cli/streams.h"

#include <stdio.h>

static int run(const stm_arguments *arguments) {
    if (arguments->groups)
        return stm_streams_put(arguments,
                               arguments->passages ? STEMMA_LINES_CUTS : STEMMA_LINES_GROUPS,
                               stm_inputs_print);
    if (!arguments->passages)
        return stm_streams_put(arguments, STEMMA_LINES_COPIES, stm_inputs_print);
    fputs("stemma copies: --passages goes with --groups (see stemma copies --help)\n", stderr);
    return EXIT_USAGE;
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
            "are one text, and the one to keep; a report without copies is a group of one; there "
            "may be\n"
            "millions. With --passages, it also tells which sentences of each report others have "
            "too.",
    .options = (const char *const[]){"groups", "passages", "published", "memory", NULL},
    .run = run,
};
