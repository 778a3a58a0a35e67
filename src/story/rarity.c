/* rarity.c - how rare a term is among the reports seen so far. */
#include "story/rarity.h"

#include <math.h>

enum { BEFORE = 1000 /* reports of nothing in particular */ };

void stm_rarity_learn(stm_arena *arena, stm_rarity *rarity, stm_vector vector) {
    rarity->reports++;
    for (uint32_t i = 0; i < vector.count; i++) {
        uint32_t *count = stm_map_put(arena, &rarity->reports_of, vector.terms[i].key);
        *count = *count == STM_MAP_NONE ? 1 : *count + 1;
    }
}

void stm_rarity_unlearn(stm_arena *arena, stm_rarity *rarity, uint32_t key) {
    uint32_t count = stm_map_find(&rarity->reports_of, key);
    if (count != STM_MAP_NONE && count > 1)
        *stm_map_put(arena, &rarity->reports_of, key) = count - 1;
}

/* log2 of a number from 1 on, in steps that are the same on every machine, which those of a
 * library's logarithm are not. */
static float log2_of(double number) {
    enum { STEPS = 16 };
    int whole;
    double rest = 2 * frexp(number, &whole), fraction = 0, step = 1;
    for (int i = 0; i < STEPS; i++) {
        step /= 2;
        rest *= rest;
        if (rest < 2) continue;
        rest /= 2;
        fraction += step;
    }
    return (float)(whole - 1 + fraction);
}

/* Few counts are asked for often. */
static float log2_of_count(stm_rarity *rarity, uint32_t count) {
    if (count >= STM_RARITY_KEPT) return log2_of(count);
    if (rarity->kept[count] == 0) rarity->kept[count] = log2_of(count);
    return rarity->kept[count];
}

static float rarity_of(stm_rarity *rarity, float all, uint32_t key) {
    uint32_t count = stm_map_find(&rarity->reports_of, key);
    return all - log2_of_count(rarity, count == STM_MAP_NONE ? 1 : count + 1);
}

stm_vector stm_rarity_weigh(stm_rarity *rarity, stm_vector vector, stm_term *out) {
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
