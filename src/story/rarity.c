/* rarity.c - how rare a term is among the reports seen so far. */
#include "story/rarity.h"

#include <math.h>

enum {
    BEFORE = 1000, /* reports of nothing in particular */
    STORY = 3      /* reports that make a topic, as long as nobody knows better */
};

static void count(stm_arena *arena, stm_map *counts, uint32_t key) {
    uint32_t *value = stm_map_put(arena, counts, key);
    *value = *value == STM_MAP_NONE ? 1 : *value + 1;
}

void stm_rarity_expect(stm_arena *arena, stm_rarity *rarity, stm_vector vector) {
    rarity->reports++;
    for (uint32_t i = 0; i < vector.count; i++)
        count(arena, &rarity->expected, vector.terms[i].key);
}

void stm_rarity_arrive(stm_arena *arena, stm_rarity *rarity, stm_vector vector) {
    for (uint32_t i = 0; i < vector.count; i++)
        --*stm_map_put(arena, &rarity->expected, vector.terms[i].key);
}

void stm_rarity_count(stm_arena *arena, stm_rarity *rarity, uint32_t key) {
    count(arena, &rarity->topics, key);
}

/* log2 of a number from 1 on, to one in a million, and the same on every machine, which a library's
 * logarithm is not: the series of the inverse hyperbolic tangent. */
static float log2_of(double number) {
    const double two_by_ln2 = 2.8853900817779268;
    int whole;
    double part = frexp(number, &whole) * 2, t = (part - 1) / (part + 1), tt = t * t;
    double sum = t * (1 + tt * (1.0 / 3 + tt * (1.0 / 5 + tt * (1.0 / 7 + tt * (1.0 / 9)))));
    return (float)(whole - 1 + two_by_ln2 * sum);
}

static uint32_t count_of(const stm_map *counts, uint32_t key) {
    uint32_t found = stm_map_find(counts, key);
    return found == STM_MAP_NONE ? 0 : found;
}

static float rarity_of(const stm_rarity *rarity, float all, uint32_t key) {
    uint32_t topics = count_of(&rarity->topics, key);
    return all - log2_of(topics + count_of(&rarity->expected, key) / STORY + 1);
}

stm_vector stm_rarity_weigh(const stm_rarity *rarity, stm_vector vector, stm_term *out) {
    stm_term terms[STM_VECTOR_TERMS];
    uint32_t count = 0;
    float all = log2_of((double)(rarity->reports + BEFORE));
    for (uint32_t i = 0; i < vector.count && i < STM_VECTOR_TERMS; i++) {
        stm_term term = vector.terms[i];
        term.weight *= rarity_of(rarity, all, term.key);
        if (term.weight > 0) terms[count++] = term;
    }
    uint32_t kept = stm_terms_select(terms, count, STM_RARITY_TERMS);
    if (kept < count) stm_terms_sort(terms, kept);
    count = kept;
    double square = 0;
    for (uint32_t i = 0; i < count; i++)
        square += (double)terms[i].weight * (double)terms[i].weight;
    double length = sqrt(square);
    for (uint32_t i = 0; i < count; i++)
        out[i] = (stm_term){terms[i].key, (float)((double)terms[i].weight / length)};
    return (stm_vector){out, count};
}
