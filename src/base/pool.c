/* pool.c - one piece of work over many items, on several threads. */
#include "base/pool.h"

#include "base/arena.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

typedef struct {
    stm_pool_work *work;
    void *context;
    size_t count;
    atomic_size_t next;
} queue;

typedef struct {
    queue *queue;
    unsigned number;
    pthread_t thread;
} worker;

static void *run(void *argument) {
    worker *self = argument;
    queue *q = self->queue;
    for (size_t item; (item = atomic_fetch_add(&q->next, 1)) < q->count;)
        q->work(q->context, item, self->number);
    return NULL;
}

void stm_pool_each(size_t count, unsigned jobs, stm_pool_work *work, void *context) {
    queue q = {.work = work, .context = context, .count = count};
    if (jobs > count) jobs = (unsigned)count;
    if (jobs < 1) jobs = 1;
    worker *workers = stm_alloc(jobs * sizeof *workers);
    unsigned started = 1;
    workers[0] = (worker){.queue = &q, .number = 0};
    for (; started < jobs; started++) {
        workers[started] = (worker){.queue = &q, .number = started};
        if (pthread_create(&workers[started].thread, NULL, run, &workers[started])) break;
    }
    run(&workers[0]);
    for (unsigned i = 1; i < started; i++) pthread_join(workers[i].thread, NULL);
    free(workers);
}
