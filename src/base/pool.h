/* pool.h - work over many items, on several threads. */
#ifndef STM_BASE_POOL_H
#define STM_BASE_POOL_H

#include <stdbool.h>
#include <stddef.h>

/* Does item number `item` on thread number `thread` (below jobs). The thread number serves only to
 * find what a thread has to itself, such as an arena; results go to a place of the item's own, so
 * that threads neither wait for each other nor change what comes out. */
typedef void stm_pool_work(void *context, size_t item, unsigned thread);

/* Calls work for the items 0 to count - 1 on up to `jobs` threads (0 and 1: on this one) and
 * returns when all are done. Threads that the system refuses are done without. */
void stm_pool_each(size_t count, unsigned jobs, stm_pool_work *work, void *context);

/* Items that are made one after another, worked on by several threads, and finished in the order in
 * which they were made. An item lives in a slot, which the next item takes over when it is
 * finished. */
typedef struct {
    /* Makes the next item in the slot; false: there are no more. */
    bool (*make)(void *context, size_t slot);
    void (*work)(void *context, size_t slot, unsigned thread);
    /* False: no more items are made. */
    bool (*finish)(void *context, size_t slot);
} stm_pool_line;

/* How many slots so many threads use: enough to keep them busy, and not so many that the first runs
 * far ahead of the last. */
size_t stm_pool_slots(unsigned jobs);

/* Makes, works on and finishes items until there are no more. make and finish are called on this
 * thread, one at a time; work on up to `jobs` threads, this one among them (0 and 1: on this one
 * alone). */
void stm_pool_run(const stm_pool_line *line, void *context, unsigned jobs);

#endif
