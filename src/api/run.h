/* run.h - a run from the inside: its reports and the stages joined over them. */
#ifndef STM_API_RUN_H
#define STM_API_RUN_H

#include "base/buf.h"
#include "collate/collate.h"
#include "read/read.h"
#include "stemma.h"

/* What one thread has to itself. Memory of the arena lives as long as the run. */
typedef struct {
    stm_arena *arena;
    stm_languages *languages;
} stm_lane;

enum { STM_RESULTS = STEMMA_STORIES + 1 };

struct stemma {
    stemma_options options;
    stm_lane *lanes; /* options.jobs of them */
    stm_slice published;
    STM_VEC(stm_source) sources;
    STM_VEC(stm_report *) reports;            /* in the order of sources */
    STM_VEC(stm_report *) sorted;             /* by id, none twice */
    const stm_story *story;                   /* of the sorted reports, and */
    const stm_collation *collation;           /* its account; NULL until asked for */
    const stemma_value *results[STM_RESULTS]; /* NULL until asked for */
    size_t problems;
    bool is_read, is_sorted;
};

/* The arena of the thread that uses the run. */
static inline stm_arena *stm_run_arena(const stemma *run) {
    return run->lanes[0].arena;
}

/* The status that stemma.h has for one from inside. */
stemma_status stm_run_status(stm_status status);

/* Tells the run's problem function. source need not end with NUL. */
void stm_run_problem(stemma *run, stemma_status status, stm_slice source, uint64_t offset,
                     const char *message);

#define STM_RUN_SAME_ID "another report has the same id; this one is left out"

/* Sorts the reports by id; one whose id another has is a problem and left out. */
void stm_run_sort(stemma *run);

/* Gives the sink the bytes, if there are any. */
stemma_status stm_run_pour(const stm_buf *buf, stemma_sink *sink, void *context);

/* The source's name as problems and ids tell it: UTF-8, other bytes as %XX. */
stm_slice stm_run_name(stm_arena *arena, stm_slice name);

/* Calls work for each item on the run's threads, with the lane of the thread. */
typedef void stm_run_work(void *context, size_t item, stm_lane *lane);
void stm_run_each(stemma *run, size_t count, stm_run_work *work, void *context);

/* Whether the report is small enough to be searched; one that is not is told, as left out. */
bool stm_run_takes(stemma *run, const stm_report *report);

/* Those of the sorted reports that are taken together, of at most `most` bytes in all, what a
 * report costs beside its text counted; the others are told. */
typedef STM_VEC(const stm_report *) stm_taken;
stm_taken stm_run_take(stemma *run, size_t most, const char *what);

/* A document with its marks, times and quantities: all that a report tells by itself. */
void stm_run_account(stm_arena *arena, const stm_report *report, stm_account *account);

/* The account of the sorted reports as one story: every stage, run once. run->story is set behind
 * it. */
const stm_collation *stm_run_collation(stemma *run);

#endif
