/* rarity.c - how rare a term is among the reports seen so far. */
#include "story/rarity.h"

#include <math.h>
#include <stdlib.h>

enum { BEFORE = 1000 /* reports of nothing in particular */ };

void stm_rarity_learn(stm_arena *arena, stm_rarity *rarity, stm_vector vector) {
    rarity->reports++;
    for (uint32_t i = 0; i < vector.count; i++) {
        uint32_t *count = stm_map_put(arena, &rarity->reports_of, vector.terms[i].key);
        *count = *count == STM_MAP_NONE ? 1 : *count + 1;
    }
}

/* log2 of a ratio from 1 on, in steps that are the same on every machine, which those of a
 * library's logarithm are not. */
static float log2_of(double ratio) {
    enum { STEPS = 16 };
    int whole;
    double rest = 2 * frexp(ratio, &whole), fraction = 0, step = 1;
    for (int i = 0; i < STEPS; i++) {
        step /= 2;
        rest *= rest;
        if (rest < 2) continue;
        rest /= 2;
        fraction += step;
    }
    return (float)(whole - 1 + fraction);
}

static float rarity_of(const stm_rarity *rarity, uint32_t key) {
    uint32_t count = stm_map_find(&rarity->reports_of, key);
    if (count == STM_MAP_NONE) count = 0;
    return log2_of((double)(rarity->reports + BEFORE) / (count + 1.0));
}

static int by_weight(const void *a, const void *b) {
    const stm_term *x = a, *y = b;
    if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
    return (x->key > y->key) - (x->key < y->key);
}

static int by_key(const void *a, const void *b) {
    const stm_term *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

stm_vector stm_rarity_weigh(const stm_rarity *rarity, stm_vector vector, stm_term *out) {
    stm_term terms[STM_VECTOR_TERMS];
    uint32_t count = 0;
    for (uint32_t i = 0; i < vector.count && i < STM_VECTOR_TERMS; i++) {
        stm_term term = vector.terms[i];
        term.weight *= rarity_of(rarity, term.key);
        if (term.weight > 0) terms[count++] = term;
    }
    if (count > STM_RARITY_TERMS) {
        qsort(terms, count, sizeof *terms, by_weight);
        count = STM_RARITY_TERMS;
        qsort(terms, count, sizeof *terms, by_key);
    }
    double square = 0;
    for (uint32_t i = 0; i < count; i++)
        square += (double)terms[i].weight * (double)terms[i].weight;
    double length = sqrt(square);
    for (uint32_t i = 0; i < count; i++)
        out[i] = (stm_term){terms[i].key, (float)((double)terms[i].weight / length)};
    return (stm_vector){out, count};
}
