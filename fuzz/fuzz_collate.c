/* fuzz_collate.c - a few reports through the whole path: the same account in any order and on any
 * number of threads, and one that holds against the same reports. */
#include "running.h"

static stemma_status put_brief(stemma *run, stemma_sink *sink, void *context) {
    return stemma_put_brief(run, &(stemma_brief_options){.width = 72}, sink, context);
}

static stemma_status put_all(stemma *run, stemma_sink *sink, void *context) {
    return stemma_put_brief(run, &(stemma_brief_options){.colour = 1, .full = 1}, sink, context);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_parts parts;
    fuzz_parts_read(&parts, data, size);
    stemma *run = fuzz_run_new(&parts, 1), *other = fuzz_run_new(&parts, 2);
    stm_buf out;
    stm_buf_init(&out, 0);
    fuzz_check_put(run, other, put_brief, &out);
    fuzz_check_put(run, other, put_all, &out);
    fuzz_check_put(run, other, stemma_put_collation, &out);
    fuzz_check_json(stm_buf_get(&out));
    fuzz_check(stemma_verify(other, "result", out.data, out.len) == STEMMA_OK);
    stm_buf_release(&out);
    stemma_free(run);
    stemma_free(other);
    fuzz_parts_release(&parts);
    return 0;
}
