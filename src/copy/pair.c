/* pair.c - all pairs of reports that share passages, where all lie in memory. */
#include "copy/search.h"

#include "base/pool.h"

#include <assert.h>

typedef struct {
    const stm_document *const *docs;
    const stm_marks *marks;
    stm_buf *packed; /* one a report */
} packing;

static void pack_one(void *context, size_t item, unsigned thread) {
    (void)thread;
    packing *p = context;
    stm_arena *arena = stm_arena_new();
    stm_buf_init(&p->packed[item], 0);
    stm_pack_put(arena, p->docs[item], p->marks[item], &p->packed[item]);
    stm_arena_free(arena);
}

typedef struct {
    stm_arena *arena;
    STM_VEC(stm_pair) pairs;
} collection;

static void collect(void *context, const stm_standing *standings, const stm_pair *found,
                    stm_buf *out) {
    (void)standings;
    (void)out;
    collection *c = context;
    stm_pair pair = *found;
    pair.passages.items = STM_TAKE(c->arena, stm_passage, pair.passages.len);
    memcpy(pair.passages.items, found->passages.items,
           pair.passages.len * sizeof *pair.passages.items);
    pair.why.items = STM_TAKE(c->arena, stm_reason, pair.why.len);
    for (size_t i = 0; i < pair.why.len; i++) {
        pair.why.items[i] = found->why.items[i];
        pair.why.items[i].words = stm_arena_copy(c->arena, found->why.items[i].words);
    }
    pair.why.cap = pair.why.len;
    stm_vec_put(c->arena, &c->pairs, pair);
}

static bool go_on(void *context, const stm_buf *out) {
    (void)context;
    (void)out;
    return true;
}

/* Nothing fails, for nothing is put on disk. */
stm_pairs stm_pairs_find(stm_arena *arena, const stm_document *const *docs, const stm_marks *marks,
                         uint32_t count, unsigned jobs) {
    stm_arena *scratch = stm_arena_new();
    packing p = {docs, marks, STM_TAKE(scratch, stm_buf, count)};
    stm_search *search = stm_search_new(SIZE_MAX);
    stm_error error;
    stm_status status = STM_OK;
    stm_pool_each(count, jobs, pack_one, &p);
    for (uint32_t i = 0; i < count; i++) {
        if (status == STM_OK) status = stm_search_put(search, stm_buf_get(&p.packed[i]), &error);
        stm_buf_release(&p.packed[i]);
    }
    if (status == STM_OK) status = stm_search_run(search, jobs, &error);
    collection c = {.arena = arena};
    const stm_search_work work = {collect, go_on, &c};
    if (status == STM_OK) status = stm_search_write(search, 1, &work, &error);
    assert(status == STM_OK);
    stm_search_free(search);
    stm_arena_free(scratch);
    return (stm_pairs){c.pairs.items, (uint32_t)c.pairs.len};
}
