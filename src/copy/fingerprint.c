/* fingerprint.c - winnowed fingerprints of many reports, and where two reports have the same one.
 */
#include "copy/fingerprint.h"

#include "base/pool.h"

#include <assert.h>
#include <stdlib.h>

#define BASE UINT64_C(0x9E3779B97F4A7C15)

typedef STM_VEC(stm_fingerprint) fingerprints;

/* The rolling sum alone is weak in its low bits (the finisher of MurmurHash3). */
static uint64_t finish(uint64_t hash) {
    hash = (hash ^ hash >> 33) * UINT64_C(0xFF51AFD7ED558CCD);
    hash = (hash ^ hash >> 33) * UINT64_C(0xC4CEB9FE1A85EC53);
    return hash ^ hash >> 33;
}

/* The hash of the words that begin at each place; UINT64_MAX where there are too few before the end
 * or the next aside, for those places are never chosen. */
static uint64_t *rolled(stm_arena *arena, const stm_stream *stream) {
    uint64_t *hashes = STM_TAKE(arena, uint64_t, stream->len);
    uint64_t leaving = 1, sum = 0;
    for (int i = 0; i < STM_FINGERPRINT_WORDS; i++) leaving *= BASE;
    uint32_t clean = 0; /* words in a row that are no asides */
    for (uint32_t i = 0; i < stream->len; i++) {
        sum = (sum + stream->words[i]) * BASE;
        if (i >= STM_FINGERPRINT_WORDS)
            sum -= stream->words[i - STM_FINGERPRINT_WORDS] * leaving * BASE;
        clean = stream->voices[i] == STM_VOICE_ASIDE ? 0 : clean + 1;
        hashes[i] = UINT64_MAX;
        if (i + 1 < STM_FINGERPRINT_WORDS) continue;
        uint64_t hash = finish(sum);
        hashes[i + 1 - STM_FINGERPRINT_WORDS] =
            clean < STM_FINGERPRINT_WORDS ? UINT64_MAX : hash - (hash == UINT64_MAX);
    }
    return hashes;
}

/* The rightmost least of each window: a choice that depends on nothing outside the window, so that
 * equal windows choose alike. A monotonic queue keeps it linear. */
static fingerprints winnow(stm_arena *arena, const stm_stream *stream, uint32_t report) {
    fingerprints out = {0};
    stm_arena *scratch = stm_arena_new();
    const uint64_t *hashes = rolled(scratch, stream);
    uint32_t queue[STM_FINGERPRINT_WINDOW + 1], head = 0, tail = 0, last = UINT32_MAX;
    const uint32_t size = STM_FINGERPRINT_WINDOW + 1;
    for (uint32_t i = 0; i < stream->len; i++) {
        while (tail != head && hashes[queue[(tail + size - 1) % size]] >= hashes[i])
            tail = (tail + size - 1) % size;
        queue[tail] = i;
        tail = (tail + 1) % size;
        if (queue[head] + STM_FINGERPRINT_WINDOW <= i) head = (head + 1) % size;
        if (i + 1 < STM_FINGERPRINT_WINDOW && i + 1 < stream->len) continue;
        uint32_t least = queue[head];
        if (least == last || hashes[least] == UINT64_MAX) continue;
        stm_vec_put(arena, &out, (stm_fingerprint){hashes[least], report, least});
        last = least;
    }
    stm_arena_free(scratch);
    return out;
}

typedef struct {
    const stm_stream *streams;
    fingerprints *found;
    stm_arena **arenas; /* a thread each */
} winnowing;

static void winnow_one(void *context, size_t item, unsigned thread) {
    winnowing *w = context;
    w->found[item] = winnow(w->arenas[thread], &w->streams[item], (uint32_t)item);
}

/* Sorts by hash, eight bits a pass; stable, so that report and place stay sorted within a hash. */
static void sort_by_hash(stm_fingerprint *items, stm_fingerprint *spare, size_t count) {
    for (int shift = 0; shift < 64; shift += 8) {
        size_t starts[257] = {0};
        for (size_t i = 0; i < count; i++) starts[(items[i].hash >> shift & 0xFF) + 1]++;
        for (int i = 0; i < 256; i++) starts[i + 1] += starts[i];
        for (size_t i = 0; i < count; i++)
            spare[starts[items[i].hash >> shift & 0xFF]++] = items[i];
        stm_fingerprint *swap = items;
        items = spare;
        spare = swap;
    }
}

/* Drops what stands in one report alone, and what one report repeats too often. */
static size_t keep_shared(stm_fingerprint *items, size_t count) {
    size_t kept = 0;
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i; end < count && items[end].hash == items[i].hash; end++) {
        }
        if (items[i].report == items[end - 1].report) continue;
        uint32_t repeats = 0;
        for (size_t k = i; k < end; k++) {
            repeats = k > i && items[k].report == items[k - 1].report ? repeats + 1 : 0;
            if (repeats < STM_FINGERPRINT_REPEATS) items[kept++] = items[k];
        }
    }
    return kept;
}

/* Crowds are cut from the largest on until what is left to meet is within bounds. */
static uint32_t choose_crowd(const stm_fingerprint *items, uint32_t count) {
    uint64_t crowds[STM_FINGERPRINT_CROWD + 1] = {0}, meetings = 0;
    for (uint32_t i = 0, end; i < count; i = end) {
        for (end = i; end < count && items[end].hash == items[i].hash; end++) {
        }
        uint64_t places = end - i;
        if (places > STM_FINGERPRINT_CROWD) {
            meetings += places * STM_FINGERPRINT_NEXT;
        } else {
            meetings += places * (places - 1) / 2;
            crowds[places]++;
        }
    }
    uint64_t most = (uint64_t)count * STM_FINGERPRINT_MEETS;
    if (most < STM_FINGERPRINT_FREE) most = STM_FINGERPRINT_FREE;
    uint32_t crowd = STM_FINGERPRINT_CROWD;
    for (; meetings > most; crowd--)
        meetings -= crowds[crowd] * (crowd * (crowd - 1) / 2 - crowd * STM_FINGERPRINT_NEXT);
    return crowd;
}

static stm_index listed(stm_arena *arena, const stm_fingerprint *items, uint32_t count,
                        uint32_t reports) {
    uint32_t *from = STM_TAKE(arena, uint32_t, (size_t)reports + 2);
    uint32_t *own = STM_TAKE(arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) from[items[i].report + 2]++;
    for (uint32_t r = 0; r < reports; r++) from[r + 2] += from[r + 1];
    for (uint32_t i = 0; i < count; i++) own[from[items[i].report + 1]++] = i;
    return (stm_index){items, count, own, from, reports, choose_crowd(items, count)};
}

stm_index stm_index_make(stm_arena *arena, const stm_stream *streams, uint32_t count,
                         unsigned jobs) {
    if (jobs < 1) jobs = 1;
    stm_arena *scratch = stm_arena_new();
    winnowing w = {streams, STM_TAKE(scratch, fingerprints, count),
                   STM_TAKE(scratch, stm_arena *, jobs)};
    for (unsigned i = 0; i < jobs; i++) w.arenas[i] = stm_arena_new();
    stm_pool_each(count, jobs, winnow_one, &w);
    size_t total = 0, at = 0;
    for (uint32_t r = 0; r < count; r++) total += w.found[r].len;
    assert(total < UINT32_MAX);
    stm_fingerprint *all = STM_TAKE(scratch, stm_fingerprint, total);
    for (uint32_t r = 0; r < count; r++) {
        if (w.found[r].len) memcpy(all + at, w.found[r].items, w.found[r].len * sizeof *all);
        at += w.found[r].len;
    }
    sort_by_hash(all, STM_TAKE(scratch, stm_fingerprint, total), total);
    size_t kept = keep_shared(all, total);
    stm_fingerprint *items = STM_TAKE(arena, stm_fingerprint, kept);
    if (kept) memcpy(items, all, kept * sizeof *items);
    for (unsigned i = 0; i < jobs; i++) stm_arena_free(w.arenas[i]);
    stm_arena_free(scratch);
    return listed(arena, items, (uint32_t)kept, count);
}

static int seed_order(const void *left, const void *right) {
    const stm_seed *x = left, *y = right;
    if (x->other != y->other) return x->other < y->other ? -1 : 1;
    int64_t dx = (int64_t)x->b - x->a, dy = (int64_t)y->b - y->a;
    if (dx != dy) return dx < dy ? -1 : 1;
    return (x->a > y->a) - (x->a < y->a);
}

/* Behind the last place that a fingerprint at `at` makes its report meet. */
static uint32_t reach_of(const stm_index *index, uint32_t at) {
    uint64_t hash = index->items[at].hash;
    uint32_t first = at, last = at + 1, most = index->crowd;
    while (last < index->count && last - first <= most && index->items[last].hash == hash) last++;
    while (first > 0 && last - first <= most && index->items[first - 1].hash == hash) first--;
    if (last - first <= most || last - at <= STM_FINGERPRINT_NEXT) return last;
    return at + STM_FINGERPRINT_NEXT;
}

stm_seeds stm_index_seeds(stm_arena *arena, const stm_index *index, uint32_t report) {
    stm_seeds seeds = {0};
    for (uint32_t i = index->from[report]; i < index->from[report + 1]; i++) {
        const stm_fingerprint *mine = &index->items[index->own[i]];
        const stm_fingerprint *end = index->items + reach_of(index, index->own[i]);
        for (const stm_fingerprint *f = mine; f < end; f++)
            if (f->report > report)
                stm_vec_put(arena, &seeds, (stm_seed){f->report, mine->at, f->at});
    }
    if (seeds.len) qsort(seeds.items, seeds.len, sizeof *seeds.items, seed_order);
    return seeds;
}
