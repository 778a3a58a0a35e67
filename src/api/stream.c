/* stream.c - the lines of reports that flow by, written as they are read. */
#include "api/copies.h"
#include "api/each.h"
#include "api/flow.h"

typedef struct {
    stemma_lines lines;
    stemma_sink *sink;
    void *context;
} writing;

static void put(void *context, stm_arena *arena, const stm_report *report, stm_buf *out) {
    const writing *w = context;
    stm_each_put(w->lines, arena, report, out);
}

static stemma_status pour(void *context, const stm_buf *out, size_t count) {
    const writing *w = context;
    (void)count;
    return stm_run_pour(out, w->sink, w->context);
}

stemma_status stemma_stream(const stemma_options *options, const stemma_stream_options *stream,
                            stemma_sink *sink, void *context) {
    stemma *run = stemma_new(options);
    if (!run) return STEMMA_USAGE;
    writing w = {stream->lines, sink, context};
    const stm_flow_work work = {put, pour, &w, stm_each_searches(stream->lines)};
    stemma_status status = stream->lines == STEMMA_LINES_COPIES
                               ? stm_copies_stream(run, stream, sink, context)
                               : stm_flow_run(run, stream, &work);
    stemma_free(run);
    return status;
}
