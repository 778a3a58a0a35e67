/* groups.h - groups of copies over any number of reports. */
#ifndef STM_API_GROUPS_H
#define STM_API_GROUPS_H

#include "api/run.h"

/* Reads all reports that flow by, and then writes their groups, with what to cut for
 * STEMMA_LINES_CUTS. Of each report its words, its sketch and what ranks it are held, and for cuts
 * its sentences. Nothing is written where stream->progress ends the flow. */
stemma_status stm_groups_stream(stemma *run, const stemma_stream_options *stream, stemma_sink *sink,
                                void *context);

#endif
