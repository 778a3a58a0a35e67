/* pool.c - work over many items, on several threads. */
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

typedef enum { SLOT_FREE, SLOT_MADE, SLOT_DONE } slot_state;

/* Counts of items that rise; item n lives in slot n % slots. */
typedef struct {
    const stm_pool_line *line;
    void *context;
    size_t slots;
    slot_state *states;
    size_t made, taken, finished;
    bool ended; /* no more items are made */
    bool closed;
    pthread_mutex_t lock;
    pthread_cond_t more; /* an item was made, or the line is closed */
    pthread_cond_t done; /* an item was worked on */
} belt;

typedef struct {
    belt *belt;
    unsigned number;
    pthread_t thread;
} hand;

/* The lock is held before and behind these, and not while the item is worked on. */
static void work_on(belt *b, unsigned thread) {
    size_t slot = b->taken++ % b->slots;
    pthread_mutex_unlock(&b->lock);
    b->line->work(b->context, slot, thread);
    pthread_mutex_lock(&b->lock);
    b->states[slot] = SLOT_DONE;
    pthread_cond_signal(&b->done);
}

static void make_one(belt *b) {
    size_t slot = b->made % b->slots;
    pthread_mutex_unlock(&b->lock);
    bool made = b->line->make(b->context, slot);
    pthread_mutex_lock(&b->lock);
    b->ended = !made;
    if (!made) return;
    b->states[slot] = SLOT_MADE;
    b->made++;
    pthread_cond_signal(&b->more);
}

static void finish_one(belt *b) {
    size_t slot = b->finished % b->slots;
    pthread_mutex_unlock(&b->lock);
    bool goes_on = b->line->finish(b->context, slot);
    pthread_mutex_lock(&b->lock);
    if (!goes_on) b->ended = true;
    b->states[slot] = SLOT_FREE;
    b->finished++;
}

static void *help(void *argument) {
    hand *self = argument;
    belt *b = self->belt;
    pthread_mutex_lock(&b->lock);
    while (!b->closed) {
        if (b->taken < b->made)
            work_on(b, self->number);
        else
            pthread_cond_wait(&b->more, &b->lock);
    }
    pthread_mutex_unlock(&b->lock);
    return NULL;
}

/* Finishing comes first, for it makes room; then making, for it gives work to others. */
static void lead(belt *b) {
    pthread_mutex_lock(&b->lock);
    for (;;) {
        if (b->finished < b->made && b->states[b->finished % b->slots] == SLOT_DONE)
            finish_one(b);
        else if (!b->ended && b->made - b->finished < b->slots)
            make_one(b);
        else if (b->taken < b->made)
            work_on(b, 0);
        else if (b->finished < b->made)
            pthread_cond_wait(&b->done, &b->lock);
        else
            break;
    }
    b->closed = true;
    pthread_cond_broadcast(&b->more);
    pthread_mutex_unlock(&b->lock);
}

size_t stm_pool_slots(unsigned jobs) {
    return jobs > 1 ? (size_t)jobs * 4 : 1;
}

void stm_pool_run(const stm_pool_line *line, void *context, unsigned jobs) {
    if (jobs < 1) jobs = 1;
    belt b = {.line = line, .context = context, .slots = stm_pool_slots(jobs)};
    b.states = stm_alloc(b.slots * sizeof *b.states);
    memset(b.states, 0, b.slots * sizeof *b.states);
    pthread_mutex_init(&b.lock, NULL);
    pthread_cond_init(&b.more, NULL);
    pthread_cond_init(&b.done, NULL);
    hand *hands = stm_alloc(jobs * sizeof *hands);
    unsigned started = 1;
    for (; started < jobs; started++) {
        hands[started] = (hand){.belt = &b, .number = started};
        if (pthread_create(&hands[started].thread, NULL, help, &hands[started])) break;
    }
    lead(&b);
    for (unsigned i = 1; i < started; i++) pthread_join(hands[i].thread, NULL);
    pthread_cond_destroy(&b.done);
    pthread_cond_destroy(&b.more);
    pthread_mutex_destroy(&b.lock);
    free(hands);
    free(b.states);
}
