/* copies.c - pairs of reports that share passages, among any number of reports. */
#include "api/copies.h"

#include "api/flow.h"
#include "copy/search.h"
#include "report/lines.h"

/* Bytes of what is kept of the reports, and made of it, that are held before disk is used. */
#define MEMORY ((size_t)1 << 30)

typedef struct {
    stemma *run;
    stm_search *search;
    stemma_sink *sink;
    void *context;
    stemma_status status; /* of the sink */
} copying;

static void pack(void *context, stm_arena *arena, const stm_report *report, stm_buf *out) {
    (void)context;
    const stm_document *doc = stm_document_new(arena, report);
    stm_pack_put(arena, doc, stm_marks_find(arena, doc), out);
}

static stemma_status blame(copying *c, const stm_error *error) {
    stm_run_problem(c->run, stm_run_status(error->status), STM_LIT("copies"), error->offset,
                    error->message);
    return STEMMA_IO;
}

static stemma_status take(void *context, const stm_buf *out, size_t count) {
    (void)count;
    copying *c = context;
    stm_error error;
    stm_status status = stm_search_put(c->search, stm_buf_get(out), &error);
    return status == STM_OK ? STEMMA_OK : blame(c, &error);
}

static void leave_out(void *context, stm_slice source, uint64_t offset) {
    copying *c = context;
    stm_run_problem(c->run, STEMMA_BAD_INPUT, source, offset, STM_RUN_SAME_ID);
}

static void put_pair(void *context, const stm_standing *standings, const stm_pair *pair,
                     stm_buf *out) {
    (void)context;
    stm_lines_put_pair(out, standings[pair->a].id, standings[pair->b].id, pair);
}

static bool pour(void *context, const stm_buf *out) {
    copying *c = context;
    c->status = stm_run_pour(out, c->sink, c->context);
    return c->status == STEMMA_OK;
}

/* Reports that are held are in order already, and each has an id of its own. */
static stemma_status end(void *context) {
    copying *c = context;
    const stm_search_work work = {put_pair, pour, c};
    stm_error error;
    unsigned jobs = c->run->options.jobs;
    stm_search_sort(c->search, leave_out, c);
    if (stm_search_run(c->search, jobs, &error) != STM_OK ||
        stm_search_write(c->search, jobs, &work, &error) != STM_OK)
        return blame(c, &error);
    return c->status;
}

stemma_status stm_copies_stream(stemma *run, const stemma_stream_options *stream, stemma_sink *sink,
                                void *context) {
    copying c = {run, stm_search_new(MEMORY), sink, context, STEMMA_OK};
    const stm_flow_work work = {pack, take, &c, true, end};
    stm_flow_run(run, stream, &work);
    stm_search_free(c.search);
    return c.status;
}

stemma_status stemma_put_copies(stemma *run, stemma_sink *sink, void *context) {
    stm_run_sort(run);
    copying c = {run, stm_search_new(MEMORY), sink, context, STEMMA_OK};
    const stm_flow_work work = {pack, take, &c, true, end};
    stm_flow_held(run, (const stm_report *const *)run->sorted.items, run->sorted.len, &work);
    stm_search_free(c.search);
    return c.status;
}
