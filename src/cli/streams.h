/* streams.h - the files of a command line read as they flow by: for commands that take any number
 * of reports. */
#ifndef STM_CLI_STREAMS_H
#define STM_CLI_STREAMS_H

#include "cli/inputs.h"

/* Writes the lines of every report to the sink, without the first arguments->skip. Where standard
 * error is a terminal and the output goes elsewhere, progress is shown there. INT, TERM and HUP end
 * it behind a whole report: how to go on is told, and the program ends by the signal; a second one,
 * or two seconds, end it at once. Copies, groups and cuts are written when all is read, and not at
 * all where a signal comes before. Returns the exit code. */
int stm_streams_put(const stm_arguments *arguments, stemma_lines lines, stemma_sink *sink);

#endif
