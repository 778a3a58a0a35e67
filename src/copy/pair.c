/* pair.c - all pairs of reports that share passages. */
#include "copy/passage.h"
#include "copy/relation.h"

#include "base/pool.h"

typedef STM_VEC(stm_pair) found_pairs;

/* A thread's own: what it finds, and its bench. */
typedef struct {
    stm_arena *arena;
    stm_passage_bench *bench;
} lane;

typedef struct {
    const stm_document *const *docs;
    const stm_marks *marks;
    stm_stream *streams;
    const stm_index *index;
    found_pairs *found; /* one a report */
    lane *lanes;
} search;

static void make_stream(void *context, size_t item, unsigned thread) {
    search *s = context;
    s->streams[item] = stm_stream_make(s->lanes[thread].arena, s->docs[item], s->marks[item]);
}

static double share(uint32_t part, uint32_t whole) {
    return whole ? (double)part / whole : 0;
}

static stm_pair pair_of(const search *s, uint32_t a, uint32_t b, const stm_shared *shared) {
    const stm_stream *x = &s->streams[a], *y = &s->streams[b];
    stm_pair pair = {.a = a, .b = b, .relation = STM_UNKNOWN};
    pair.passages.items = shared->passages.items;
    pair.passages.len = shared->passages.len;
    pair.passages.cap = shared->passages.cap;
    pair.overlap_a = share(shared->words_a, x->reported[x->len]);
    pair.overlap_b = share(shared->words_b, y->reported[y->len]);
    pair.narration_a = share(shared->narration_a, x->narrated[x->len]);
    pair.narration_b = share(shared->narration_b, y->narrated[y->len]);
    pair.narration =
        shared->narration_a < shared->narration_b ? shared->narration_a : shared->narration_b;
    return pair;
}

/* One report against all behind it. */
static void find_pairs(void *context, size_t item, unsigned thread) {
    search *s = context;
    lane *own = &s->lanes[thread];
    uint32_t a = (uint32_t)item;
    stm_arena *scratch = stm_arena_new();
    stm_seeds seeds = stm_index_seeds(scratch, s->index, a);
    for (size_t from = 0, to; from < seeds.len; from = to) {
        uint32_t b = seeds.items[from].other;
        for (to = from; to < seeds.len && seeds.items[to].other == b; to++) {
        }
        stm_shared shared =
            stm_passages_find(own->arena, own->bench, &s->streams[a], s->docs[a], &s->streams[b],
                              s->docs[b], seeds.items + from, to - from);
        if (shared.passages.len) stm_vec_put(own->arena, &s->found[a], pair_of(s, a, b, &shared));
    }
    stm_arena_free(scratch);
}

/* Out of the threads' arenas, in the order of the reports. */
static stm_pairs collect(stm_arena *arena, const found_pairs *found, uint32_t count) {
    size_t total = 0;
    for (uint32_t i = 0; i < count; i++) total += found[i].len;
    stm_pairs pairs = {STM_TAKE(arena, stm_pair, total), 0};
    for (uint32_t i = 0; i < count; i++)
        for (size_t k = 0; k < found[i].len; k++) {
            stm_pair pair = found[i].items[k];
            size_t len = pair.passages.len;
            stm_passage *passages = STM_TAKE(arena, stm_passage, len);
            memcpy(passages, pair.passages.items, len * sizeof *passages);
            pair.passages.items = passages;
            pair.passages.cap = len;
            pairs.items[pairs.count++] = pair;
        }
    return pairs;
}

stm_pairs stm_pairs_find(stm_arena *arena, const stm_document *const *docs, const stm_marks *marks,
                         uint32_t count, unsigned jobs) {
    if (jobs < 1) jobs = 1;
    stm_arena *scratch = stm_arena_new();
    search s = {docs,
                marks,
                STM_TAKE(scratch, stm_stream, count),
                NULL,
                STM_TAKE(scratch, found_pairs, count),
                STM_TAKE(scratch, lane, jobs)};
    for (unsigned i = 0; i < jobs; i++) s.lanes[i].arena = stm_arena_new();
    stm_pool_each(count, jobs, make_stream, &s);
    uint32_t longest = 0;
    for (uint32_t i = 0; i < count; i++)
        if (s.streams[i].len > longest) longest = s.streams[i].len;
    for (unsigned i = 0; i < jobs; i++)
        s.lanes[i].bench = stm_passage_bench_new(s.lanes[i].arena, longest);
    stm_index index = stm_index_make(scratch, s.streams, count, jobs);
    s.index = &index;
    stm_pool_each(count, jobs, find_pairs, &s);
    stm_pairs pairs = collect(arena, s.found, count);
    for (unsigned i = 0; i < jobs; i++) stm_arena_free(s.lanes[i].arena);
    stm_arena_free(scratch);
    stm_relations_judge(arena, docs, count, pairs);
    return pairs;
}
