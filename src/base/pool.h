/* pool.h - one piece of work over many items, on several threads. */
#ifndef STM_BASE_POOL_H
#define STM_BASE_POOL_H

#include <stddef.h>

/* Does item number `item` on thread number `thread` (below jobs). The thread number serves only to
 * find what a thread has to itself, such as an arena; results go to a place of the item's own, so
 * that threads neither wait for each other nor change what comes out. */
typedef void stm_pool_work(void *context, size_t item, unsigned thread);

/* Calls work for the items 0 to count - 1 on up to `jobs` threads (0 and 1: on this one) and
 * returns when all are done. Threads that the system refuses are done without. */
void stm_pool_each(size_t count, unsigned jobs, stm_pool_work *work, void *context);

#endif
