/* rarity.c - how rare a term is among the reports seen so far. */
#include "story/rarity.h"

#include <math.h>

enum {
    BEFORE = 1000, /* reports of nothing in particular */
    STORY = 4      /* reports that make a topic, as long as nobody knows better */
};

void stm_rarity_expect(stm_rarity *rarity, stm_vector vector) {
    rarity->reports++;
    stm_glossary_fetch(&rarity->terms, vector);
    for (uint32_t i = 0; i < vector.count; i++)
        stm_glossary_put(&rarity->terms, vector.terms[i].key)->expected++;
}

void stm_rarity_arrive(stm_rarity *rarity, stm_vector vector) {
    for (uint32_t i = 0; i < vector.count; i++)
        stm_glossary_find(&rarity->terms, vector.terms[i].key)->expected--;
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

static float rarity_of(const stm_rarity *rarity, float all, uint32_t key) {
    const stm_glossary_entry *known = stm_glossary_find(&rarity->terms, key);
    return all - (known ? log2_of(known->topics + known->expected / STORY + 1) : 0);
}

stm_vector stm_rarity_weigh(const stm_rarity *rarity, stm_vector vector, stm_term *out) {
    stm_term terms[STM_VECTOR_TERMS];
    uint32_t count = 0;
    float all = log2_of((double)(rarity->reports + BEFORE));
    stm_glossary_fetch(&rarity->terms, vector);
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
