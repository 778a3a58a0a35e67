/* cmd_stories.c - stemma stories. */
#include "cli/streams.h"

static int run(const stm_arguments *arguments) {
    return stm_streams_put(arguments, STEMMA_LINES_STORIES, stm_inputs_print);
}

const stm_command stm_command_stories = {
    .name = "stories",
    .operands = "FILE...",
    .summary = "reports sorted into stories: JSON lines, a story a line",
    .help = "Each line has a story (the id of its first report), its title (the most central "
            "headline),\n"
            "the dates of its first and last report, its reports in the order of time, and how "
            "many of\n"
            "them are of independent origin. A report that is like no other is a story of one.",
    .options = (const char *const[]){"published", "memory", NULL},
    .run = run,
};
