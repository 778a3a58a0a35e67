/* stream.c - what is written of reports that flow by. */
#include "api/all.h"
#include "api/each.h"

/* NULL: each report gives its lines by itself. */
static const stm_all_kind *kind_of(stemma_lines lines) {
    switch (lines) {
    case STEMMA_LINES_COPIES:
        return &stm_all_copies;
    case STEMMA_LINES_GROUPS:
    case STEMMA_LINES_CUTS:
        return &stm_all_groups;
    case STEMMA_LINES_STORIES:
        return &stm_all_stories;
    default:
        return NULL;
    }
}

stemma_status stemma_stream(const stemma_options *options, const stemma_stream_options *stream,
                            stemma_sink *sink, void *context) {
    stemma *run = stemma_new(options);
    if (!run) return STEMMA_USAGE;
    const stm_all_kind *kind = kind_of(stream->lines);
    stemma_status status = kind ? stm_all_stream(kind, run, stream, sink, context)
                                : stm_each_stream(run, stream, sink, context);
    stemma_free(run);
    return status;
}
