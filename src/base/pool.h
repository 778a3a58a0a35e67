/* pool.h - one piece of work over many items, on several threads. */
#ifndef STM_BASE_POOL_H
#define STM_BASE_POOL_H

#include "base/arena.h"

/* Does item number `item`, taking memory from the arena of the thread that runs it. Results go to a
 * place of the item's own, so that threads neither wait for each other nor change what comes out.
 */
typedef void stm_pool_work(void *context, size_t item, stm_arena *arena);

/* Calls work for the items 0 to count - 1 on up to `jobs` threads (0 and 1: on this one) and
 * returns when all are done. arenas: jobs of them, one a thread (the item decides nothing). Threads
 * that the system refuses are done without. */
void stm_pool_each(size_t count, unsigned jobs, stm_arena *const *arenas, stm_pool_work *work,
                   void *context);

#endif
