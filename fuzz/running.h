/* running.h - what the fuzz targets that go through stemma.h share. */
#ifndef STM_FUZZ_RUNNING_H
#define STM_FUZZ_RUNNING_H

#include "parts.h"
#include "stemma.h"

typedef stemma_status fuzz_put(stemma *run, stemma_sink *sink, void *context);

static inline int fuzz_take(void *buf, const char *bytes, size_t len) {
    stm_buf_put(buf, (stm_slice){bytes, len});
    return 0;
}

static inline void fuzz_on_problem(void *context, const stemma_problem *problem) {
    (void)context;
    fuzz_check(problem->source != NULL && problem->status != STEMMA_OK);
    fuzz_check_message(problem->message);
    if (problem->status == STEMMA_DIFFERS)
        fprintf(stderr, "%ju: %s\n", (uintmax_t)problem->offset, problem->message);
}

/* A run over the parts. Odd numbers of jobs add them in the order given, even ones backwards. */
static inline stemma *fuzz_run_new(const fuzz_parts *parts, unsigned jobs) {
    stemma *run = stemma_new(&(stemma_options){.problem = fuzz_on_problem, .jobs = jobs});
    for (size_t i = 0; i < parts->count; i++) {
        size_t k = jobs % 2 ? i : parts->count - 1 - i;
        stm_slice bytes = stm_buf_get(&parts->lines[k]);
        stemma_add(run, parts->ids[k], bytes.data, bytes.len);
    }
    return run;
}

/* The bytes that put gives must be UTF-8, and those of the other run the same. */
static inline void fuzz_check_put(stemma *run, stemma *other, fuzz_put *put, stm_buf *out) {
    stm_buf again;
    stm_buf_init(&again, 0);
    stm_buf_clear(out);
    fuzz_check(put(run, fuzz_take, out) == STEMMA_OK);
    fuzz_check(put(other, fuzz_take, &again) == STEMMA_OK);
    fuzz_check_utf8(stm_buf_get(out));
    fuzz_check(stm_slice_is(stm_buf_get(out), stm_buf_get(&again)));
    stm_buf_release(&again);
}

/* The JSON lines of each put, by runs of one job and of `jobs`. */
static inline void fuzz_check_lines(const fuzz_parts *parts, unsigned jobs, fuzz_put *const *puts,
                                    size_t count) {
    stemma *run = fuzz_run_new(parts, 1), *other = fuzz_run_new(parts, jobs);
    stm_buf out;
    stm_buf_init(&out, 0);
    for (size_t i = 0; i < count; i++) {
        fuzz_check_put(run, other, puts[i], &out);
        fuzz_check_json_lines(stm_buf_get(&out));
    }
    stm_buf_release(&out);
    stemma_free(run);
    stemma_free(other);
}

#endif
