/* put.c - results of all reports together, written to a sink. */
#include "api/run.h"

#include "report/brief.h"
#include "report/page.h"
#include "report/result.h"

static stemma_status pour(stm_buf *buf, stemma_sink *sink, void *context) {
    stemma_status status = stm_run_pour(buf, sink, context);
    stm_buf_release(buf);
    return status;
}

stemma_status stemma_put_collation(stemma *run, stemma_sink *sink, void *context) {
    const stm_collation *collation = stm_run_collation(run);
    stm_buf buf;
    stm_buf_init(&buf, 0);
    stm_result_put(&buf, stm_slice_of(STEMMA_VERSION), run->story, collation);
    return pour(&buf, sink, context);
}

stemma_status stemma_put_brief(stemma *run, const stemma_brief_options *options, stemma_sink *sink,
                               void *context) {
    const stm_collation *collation = stm_run_collation(run);
    static const stemma_brief_options none;
    if (!options) options = &none;
    stm_brief_options wanted = {options->width, options->colour != 0, options->full != 0};
    stm_buf buf;
    stm_buf_init(&buf, 0);
    stm_brief_put(&buf, run->story, collation, wanted);
    return pour(&buf, sink, context);
}

stemma_status stemma_put_page(stemma *run, stemma_sink *sink, void *context) {
    const stm_collation *collation = stm_run_collation(run);
    stm_buf buf;
    stm_buf_init(&buf, 0);
    stm_page_put(&buf, stm_slice_of(STEMMA_VERSION), run->story, collation);
    return pour(&buf, sink, context);
}
