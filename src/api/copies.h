/* copies.h - pairs of reports that share passages, among any number of reports. */
#ifndef STM_API_COPIES_H
#define STM_API_COPIES_H

#include "api/run.h"

/* Reads all reports that flow by, and then writes the lines of their pairs. A temporary file that
 * fails is told to the run's problem function, and ends it with STEMMA_OK. Progress is told while
 * inputs are read. */
stemma_status stm_copies_stream(stemma *run, const stemma_stream_options *stream, stemma_sink *sink,
                                void *context);

#endif
