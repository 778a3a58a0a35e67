/* pairwise.c - what each two of many vectors have in common. */
#include "story/pairwise.h"

typedef struct {
    uint32_t key, vector;
    float weight;
} holding;

typedef struct {
    holding *items;
    size_t count;
} holdings;

/* Moves what is not in its place yet, which is near. */
static void insert_all(holding *items, size_t count) {
    for (size_t i = 1; i < count; i++) {
        holding moved = items[i];
        size_t at = i;
        for (; at && items[at - 1].key > moved.key; at--) items[at] = items[at - 1];
        items[at] = moved;
    }
}

/* All terms of all vectors by their keys, and of one key by the numbers of vectors. Keys are
 * hashes, and so spread evenly over buckets of a few. */
static holdings sort_terms(stm_arena *arena, const stm_vector *vectors, uint32_t count) {
    size_t all = 0;
    for (uint32_t i = 0; i < count; i++) all += vectors[i].count;
    unsigned bits = 1;
    while (bits < 20 && (size_t)1 << bits < all) bits++;
    uint32_t *ends = STM_TAKE(arena, uint32_t, ((size_t)1 << bits) + 1);
    holdings sorted = {STM_TAKE(arena, holding, all), all};
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < vectors[i].count; k++)
            ends[(vectors[i].terms[k].key >> (32 - bits)) + 1]++;
    for (size_t b = 0; b < (size_t)1 << bits; b++) ends[b + 1] += ends[b];
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < vectors[i].count; k++) {
            stm_term term = vectors[i].terms[k];
            sorted.items[ends[term.key >> (32 - bits)]++] = (holding){term.key, i, term.weight};
        }
    insert_all(sorted.items, all);
    return sorted;
}

double *stm_pairwise_dots(stm_arena *arena, const stm_vector *vectors, uint32_t count) {
    double *dots = STM_TAKE(arena, double, (size_t)count *count);
    holdings all = sort_terms(arena, vectors, count);
    for (size_t first = 0, next; first < all.count; first = next) {
        next = first + 1;
        while (next < all.count && all.items[next].key == all.items[first].key) next++;
        for (size_t i = first + 1; i < next; i++) {
            double *row = dots + (size_t)all.items[i].vector * count;
            double weight = (double)all.items[i].weight;
            for (size_t k = first; k < i; k++)
                row[all.items[k].vector] += weight * (double)all.items[k].weight;
        }
    }
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < i; k++) dots[(size_t)k * count + i] = dots[(size_t)i * count + k];
    return dots;
}
