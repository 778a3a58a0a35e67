/* stream.c - what is written of reports that flow by. */
#include "api/copies.h"
#include "api/each.h"
#include "api/groups.h"

typedef stemma_status streaming(stemma *run, const stemma_stream_options *stream, stemma_sink *sink,
                                void *context);

static streaming *stream_of(stemma_lines lines) {
    switch (lines) {
    case STEMMA_LINES_COPIES:
        return stm_copies_stream;
    case STEMMA_LINES_GROUPS:
    case STEMMA_LINES_CUTS:
        return stm_groups_stream;
    default:
        return stm_each_stream;
    }
}

stemma_status stemma_stream(const stemma_options *options, const stemma_stream_options *stream,
                            stemma_sink *sink, void *context) {
    stemma *run = stemma_new(options);
    if (!run) return STEMMA_USAGE;
    stemma_status status = stream_of(stream->lines)(run, stream, sink, context);
    stemma_free(run);
    return status;
}
