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

/* A vector laid out to be compared with many: where the terms stand, by the end of their keys. */
enum { STM_SPREAD_SLOTS = 256, STM_SPREAD_TERMS = 128 };
typedef struct {
    stm_vector vector;
    uint8_t slots[STM_SPREAD_SLOTS]; /* places counted from 1 */
} stm_spread;

/* Borrows the vector, which has STM_SPREAD_TERMS at most. */
void stm_spread_init(stm_spread *spread, stm_vector vector);

/* stm_vector_dot, to the bit. */
double stm_spread_dot(const stm_spread *spread, stm_vector other);

#endif
