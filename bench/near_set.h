/* near_set.h - made-up reports, a part of them edited copies of others. */
#ifndef STM_BENCH_NEAR_SET_H
#define STM_BENCH_NEAR_SET_H

#include "base/arena.h"

/* texts[i] is a report of some 2,700 bytes. 3 in 10 are copies of one of the 1,000 before them,
 * with none to 4 of 100 words changed. */
typedef struct {
    stm_arena *arena;
    stm_slice *texts;
    uint32_t count;
} near_set;

/* The same number gives the same reports. */
near_set near_set_make(uint32_t count);

static inline void near_set_free(near_set *set) {
    stm_arena_free(set->arena);
}

/* Of the clock on the wall, or of all cores together that this process has used: that is the same
 * on a machine with one job and nothing else to do, and steadier on others. */
double near_seconds(bool wall);

/* MinHash with 128 permutations and LSH over 16 bands of 8, as it is commonly written; prints what
 * it took. */
void near_plain(const near_set *set);

#endif
