/* portion.c - output made of many items, portion by portion, in order. */
#include "base/portion.h"

#include "base/arena.h"
#include "base/pool.h"

#include <stdlib.h>

typedef struct {
    size_t first, last;
    stm_buf out;
    stm_status status;
    stm_error error;
} portion;

typedef struct {
    const stm_portions *portions;
    void *context;
    portion *slots;
    size_t next;
    bool ended; /* what comes is not taken */
    stm_status status;
    stm_error *error;
} putting;

static bool make(void *context, size_t slot) {
    putting *p = context;
    portion *made = &p->slots[slot];
    *made = (portion){.first = p->next};
    made->last = p->next = p->portions->end(p->context, p->next);
    if (made->first == made->last) return false;
    stm_buf_init(&made->out, 0);
    return true;
}

static void work(void *context, size_t slot, unsigned thread) {
    (void)thread;
    const putting *p = context;
    portion *at = &p->slots[slot];
    at->status = p->portions->put(p->context, at->first, at->last, &at->out, &at->error);
}

static bool finish(void *context, size_t slot) {
    putting *p = context;
    portion *at = &p->slots[slot];
    if (!p->ended && at->status != STM_OK) {
        p->status = at->status;
        if (p->error) *p->error = at->error;
        p->ended = true;
    }
    if (!p->ended) p->ended = !p->portions->take(p->context, &at->out);
    stm_buf_release(&at->out);
    return !p->ended;
}

stm_status stm_portions_put(const stm_portions *portions, void *context, unsigned jobs,
                            stm_error *error) {
    static const stm_pool_line line = {make, work, finish};
    putting p = {.portions = portions, .context = context, .error = error};
    p.slots = stm_alloc(stm_pool_slots(jobs) * sizeof *p.slots);
    stm_pool_run(&line, &p, jobs);
    free(p.slots);
    return p.status;
}
