/* all.c - what the reports of a flow give together. */
#include "api/all.h"

#include "api/flow.h"

/* Bytes held before temporary files are used, where nobody says otherwise. */
#define MEMORY ((size_t)1 << 30)

struct stm_all {
    const stm_all_kind *kind;
    void *work;
    stemma *run;
    const stemma_stream_options *stream; /* NULL: the reports are held */
    stemma_sink *sink;
    void *context; /* passed to sink */
    stm_flow_extent extent;
    stemma_status status;
};

unsigned stm_all_jobs(const stm_all *all) {
    return all->run->options.jobs;
}

bool stm_all_pour(stm_all *all, const stm_buf *lines) {
    const stemma_stream_options *stream = all->stream;
    all->status = stm_run_pour(lines, all->sink, all->context);
    if (all->status != STEMMA_OK) return false;
    return !stream || !stream->progress ||
           !stream->progress(stream->context, all->extent.reports, all->extent.bytes);
}

void stm_all_left(void *context, stm_slice source, uint64_t offset) {
    const stm_all *all = context;
    stm_run_problem(all->run, STEMMA_BAD_INPUT, source, offset, STM_RUN_SAME_ID);
}

static stemma_status blame(const stm_all *all, const stm_error *error) {
    stm_run_problem(all->run, stm_run_status(error->status), stm_slice_of(all->kind->name),
                    error->offset, error->message);
    return STEMMA_IO;
}

static void put(void *context, stm_arena *arena, const stm_report *report, stm_buf *out) {
    const stm_all *all = context;
    all->kind->put(all->work, arena, report, out);
}

static stemma_status take(void *context, const stm_buf *out) {
    const stm_all *all = context;
    stm_error error;
    stm_status status = all->kind->take(all->work, stm_buf_get(out), &error);
    return status == STM_OK ? STEMMA_OK : blame(all, &error);
}

static stemma_status end(void *context, stm_flow_extent extent) {
    stm_all *all = context;
    stm_error error;
    all->extent = extent;
    stm_status status = all->kind->write(all->work, all, &error);
    return status == STM_OK ? all->status : blame(all, &error);
}

static const stm_flow_work flow_work = {put, take, end, .searches = true};

/* What is returned is the sink's: a temporary file that failed was told. */
stemma_status stm_all_stream(const stm_all_kind *kind, stemma *run,
                             const stemma_stream_options *stream, stemma_sink *sink,
                             void *context) {
    stm_all all = {.kind = kind, .run = run, .stream = stream, .sink = sink, .context = context};
    all.work = kind->begin(stream->lines, stream->memory ? stream->memory : MEMORY);
    stm_flow_run(run, stream, &flow_work, &all);
    kind->end(all.work);
    return all.status;
}

stemma_status stm_all_held(const stm_all_kind *kind, stemma_lines lines, stemma *run,
                           stemma_sink *sink, void *context) {
    stm_all all = {.kind = kind, .run = run, .sink = sink, .context = context};
    stm_run_sort(run);
    all.work = kind->begin(lines, MEMORY);
    stm_flow_held(run, (const stm_report *const *)run->sorted.items, run->sorted.len, &flow_work,
                  &all);
    kind->end(all.work);
    return all.status;
}
