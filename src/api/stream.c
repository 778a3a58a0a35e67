/* stream.c - what is written of reports that flow by. */
#include "api/each.h"
#include "api/groups.h"

stemma_status stemma_stream(const stemma_options *options, const stemma_stream_options *stream,
                            stemma_sink *sink, void *context) {
    stemma *run = stemma_new(options);
    if (!run) return STEMMA_USAGE;
    bool grouped = stream->lines == STEMMA_LINES_GROUPS || stream->lines == STEMMA_LINES_CUTS;
    stemma_status status = grouped ? stm_groups_stream(run, stream, sink, context)
                                   : stm_each_stream(run, stream, sink, context);
    stemma_free(run);
    return status;
}
