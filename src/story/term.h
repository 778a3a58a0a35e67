/* term.h - terms with weights, and vectors of them. */
#ifndef STM_STORY_TERM_H
#define STM_STORY_TERM_H

#include "base/slice.h"

/* A word with its ending cut off, or a number: half of its hash. Two of a million words share a key
 * by chance once in some thousand, which a vector of many terms bears. */
typedef struct {
    uint32_t key;
    float weight; /* above 0 */
} stm_term;

/* Sorted by key, none twice. */
typedef struct {
    stm_term *terms;
    uint32_t count;
} stm_vector;

/* Sorts by key. Linear: keys are hashes, and so spread evenly. */
void stm_terms_sort(stm_term *terms, uint32_t count);

/* Brings the heaviest to the front, of equal ones those with the smaller key, in no order; returns
 * how many there are, which is `most` or all. Linear as a rule. */
uint32_t stm_terms_select(stm_term *terms, uint32_t count, uint32_t most);

/* The sum of the products of what both hold. */
double stm_vector_dot(stm_vector a, stm_vector b);

#endif
