/* likeness.h - how far two clauses say the same, and where they clash. */
#ifndef STM_COLLATE_LIKENESS_H
#define STM_COLLATE_LIKENESS_H

#include "collate/clause.h"

/* score: 0 to 1000; a mean of how much of the shorter and of the longer clause the other holds,
 * terms weighed by rarity. 0 where what they share proves nothing. opposed: one turns round a term
 * that the other states. crossed: one has a word for the contrary of the other's
 * ("rose", "fell"). hedged: one says that to be possible which the other states. counts,
 * dates: both give some, and none is the same. */
typedef struct {
    uint32_t score;
    uint32_t shared; /* weight of the shared terms */
    uint32_t words;  /* how many telling words are shared, names not counted */
    bool opposed, crossed, hedged, counts, dates;
} stm_likeness;

stm_likeness stm_likeness_of(const stm_clauses *clauses, const stm_clause *a, const stm_clause *b);

#endif
