/* near_plain.c - MinHash and LSH as they are commonly written, to hold the index beside. */
#include "base/map.h"
#include "near_set.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

enum { PERMUTATIONS = 128, BANDS = 16, ROWS = PERMUTATIONS / BANDS, RUN = 3, FOLLOW_MOST = 64 };
static const uint64_t PRIME = (UINT64_C(1) << 61) - 1;
#define LEAST 0.8

typedef struct {
    uint32_t values[PERMUTATIONS];
} signature;

static uint64_t fnv(uint64_t hash, char byte) {
    return (hash ^ (unsigned char)byte) * UINT64_C(1099511628211);
}

/* A hash a word, byte by byte. */
static uint32_t split(stm_slice text, uint64_t *words) {
    uint32_t count = 0;
    for (size_t at = 0; at < text.len;) {
        while (at < text.len && !isalnum((unsigned char)text.data[at])) at++;
        uint64_t hash = UINT64_C(14695981039346656037);
        size_t from = at;
        for (; at < text.len && isalnum((unsigned char)text.data[at]); at++)
            hash = fnv(hash, (char)tolower((unsigned char)text.data[at]));
        if (at > from) words[count++] = hash;
    }
    return count;
}

/* (a * x + b) mod (2^61 - 1), the upper bits cut: the family that datasketch uses. */
static void sign(const uint64_t *words, uint32_t count, const uint64_t *a, const uint64_t *b,
                 signature *out) {
    for (int p = 0; p < PERMUTATIONS; p++) out->values[p] = UINT32_MAX;
    for (uint32_t i = 0; i + RUN <= count; i++) {
        uint64_t shingle = stm_hash((stm_slice){(const char *)(words + i), RUN * sizeof *words});
        for (int p = 0; p < PERMUTATIONS; p++) {
            uint32_t value = (uint32_t)((a[p] * (shingle & UINT32_MAX) + b[p]) % PRIME);
            if (value < out->values[p]) out->values[p] = value;
        }
    }
}

static double likeness(const signature *x, const signature *y) {
    int same = 0;
    for (int p = 0; p < PERMUTATIONS; p++) same += x->values[p] == y->values[p];
    return (double)same / PERMUTATIONS;
}

typedef struct {
    stm_map bands;   /* the last report of a band's hash */
    uint32_t *chain; /* BANDS a report */
    uint64_t pairs;
} buckets;

static void insert(stm_arena *arena, buckets *b, const signature *all, uint32_t report) {
    for (uint32_t band = 0; band < BANDS; band++) {
        const uint32_t *rows = all[report].values + (size_t)band * ROWS;
        uint64_t key = stm_hash((stm_slice){(const char *)rows, ROWS * sizeof *rows}) + band;
        uint32_t *last = stm_map_put(arena, &b->bands, key);
        b->chain[(size_t)report * BANDS + band] = *last;
        uint32_t other = *last;
        for (int i = 0; other != STM_MAP_NONE && i < FOLLOW_MOST; i++) {
            b->pairs += likeness(&all[report], &all[other]) >= LEAST;
            other = b->chain[(size_t)other * BANDS + band];
        }
        *last = report;
    }
}

void near_plain(const near_set *set) {
    stm_arena *arena = stm_arena_new();
    signature *all = STM_TAKE(arena, signature, set->count);
    uint64_t a[PERMUTATIONS], b[PERMUTATIONS], *words = stm_alloc((1 << 16) * sizeof *words);
    for (int p = 0; p < PERMUTATIONS; p++) {
        a[p] = stm_hash_join(1, (uint64_t)p) & (PRIME >> 32 | 1);
        b[p] = stm_hash_join(2, (uint64_t)p) & (PRIME >> 1);
    }
    double begun = near_seconds(false);
    for (uint32_t i = 0; i < set->count; i++)
        sign(words, split(set->texts[i], words), a, b, &all[i]);
    double signed_at = near_seconds(false);
    buckets into = {.chain = STM_TAKE(arena, uint32_t, (size_t)set->count * BANDS)};
    for (uint32_t i = 0; i < set->count; i++) insert(arena, &into, all, i);
    double ended = near_seconds(false);
    printf("{\"minhash\":%.6f,\"lsh\":%.6f,\"all\":%.6f,\"pairs\":%ju}\n", signed_at - begun,
           ended - signed_at, ended - begun, (uintmax_t)into.pairs);
    free(words);
    stm_arena_free(arena);
}
