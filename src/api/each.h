/* each.h - what each report gives by itself. */
#ifndef STM_API_EACH_H
#define STM_API_EACH_H

#include "api/run.h"

/* Writes the lines of all reports that flow by, those of stream->lines, as they are read. */
stemma_status stm_each_stream(stemma *run, const stemma_stream_options *stream, stemma_sink *sink,
                              void *context);

#endif
