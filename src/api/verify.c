/* verify.c - a result checked against the run's reports. */
#include "api/run.h"

#include "report/verify.h"

typedef struct {
    stemma *run;
    stm_slice name;
} checking;

static void tell(void *context, const stm_verify_failure *failure) {
    const checking *c = context;
    stm_arena *arena = stm_arena_new();
    stm_run_problem(c->run, STEMMA_DIFFERS, c->name, failure->offset,
                    stm_arena_copy(arena, failure->message).data);
    stm_arena_free(arena);
}

stemma_status stemma_verify(stemma *run, const char *name, const char *result, size_t len) {
    stm_run_sort(run);
    checking c = {run, stm_slice_of(name)};
    stm_verify_tally tally;
    stm_error error;
    stm_status status =
        stm_verify((stm_slice){result, len}, (const stm_report *const *)run->sorted.items,
                   run->sorted.len, tell, &c, &tally, &error);
    if (status != STM_OK) {
        stemma_status why = status == STM_LIMIT ? STEMMA_LIMIT : STEMMA_BAD_INPUT;
        stm_run_problem(run, why, c.name, error.offset, error.message);
        return why;
    }
    return tally.failures ? STEMMA_DIFFERS : STEMMA_OK;
}
