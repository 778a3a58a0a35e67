/* pair.c - all pairs of reports that share passages, where all lie in memory. */
#include "copy/search.h"

#include "base/pool.h"
#include "copy/pack.h"

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

static void search_all(collection *c, stm_search *search, unsigned jobs) {
    const stm_search_work work = {collect, go_on, c};
    stm_error error;
    stm_status status = stm_search_run(search, jobs, &error);
    if (status == STM_OK) status = stm_search_write(search, 1, &work, &error);
    assert(status == STM_OK); /* for nothing is put on disk */
}

stm_pairs stm_pairs_find(stm_arena *arena, const stm_document *const *docs, const stm_marks *marks,
                         uint32_t count, unsigned jobs) {
    stm_arena *scratch = stm_arena_new();
    packing p = {docs, marks, STM_TAKE(scratch, stm_buf, count)};
    stm_search *search = stm_search_new(SIZE_MAX);
    stm_pool_each(count, jobs, pack_one, &p);
    for (uint32_t i = 0; i < count; i++) {
        stm_search_put(search, stm_buf_get(&p.packed[i]), NULL);
        stm_buf_release(&p.packed[i]);
    }
    collection c = {.arena = arena};
    search_all(&c, search, jobs);
    stm_search_free(search);
    stm_arena_free(scratch);
    return (stm_pairs){c.pairs.items, (uint32_t)c.pairs.len};
}

uint32_t stm_pairs_origins(stm_slice packed) {
    stm_search *search = stm_search_new(SIZE_MAX);
    stm_search_put(search, packed, NULL);
    collection c = {.arena = stm_arena_new()};
    search_all(&c, search, 1);
    stm_pairs pairs = {c.pairs.items, (uint32_t)c.pairs.len};
    uint32_t count;
    const stm_standing *standings = stm_search_standings(search, &count);
    uint32_t origins = stm_family_of(c.arena, standings, count, pairs).origins;
    stm_arena_free(c.arena);
    stm_search_free(search);
    return origins;
}
