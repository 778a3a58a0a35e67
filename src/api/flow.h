/* flow.h - reports that flow by: inputs of any number and size, read in batches on all threads. */
#ifndef STM_API_FLOW_H
#define STM_API_FLOW_H

#include "api/run.h"

/* How far a flow has gone: reports taken or left out, and bytes of inputs; these are 0 for reports
 * that are held. */
typedef struct {
    uint64_t reports, bytes;
} stm_flow_extent;

/* What becomes of the reports of a flow. */
typedef struct {
    /* Appends what one report gives to out. Called on any thread, for several reports at a time;
     * arena and report last until then and no longer. */
    void (*put)(void *context, stm_arena *arena, const stm_report *report, stm_buf *out);
    /* What reports that follow each other have put, in their order. Called on the thread that runs
     * the flow. Anything but STEMMA_OK ends it. */
    stemma_status (*take)(void *context, const stm_buf *out);
    /* Called once all is taken, and not where progress ended the flow before; NULL: nothing is to
     * be done then. */
    stemma_status (*end)(void *context, stm_flow_extent extent);
    bool searches; /* a report whose text is larger than STEMMA_REPORT_MAX is told, and not put */
} stm_flow_work;

/* Reads all inputs, without stream->skip reports, and does the work; what cannot be read is told to
 * the run's problem function, in order. Holds a few batches of some 256 KB, or of one record where
 * that is larger, for each of the run's jobs. Returns what ended it. */
stemma_status stm_flow_run(stemma *run, const stemma_stream_options *stream,
                           const stm_flow_work *work, void *context);

/* The same for reports that are held already, in their order. */
stemma_status stm_flow_held(stemma *run, const stm_report *const *reports, size_t count,
                            const stm_flow_work *work, void *context);

#endif
