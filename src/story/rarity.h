/* rarity.h - how rare a term is in the news so far. */
#ifndef STM_STORY_RARITY_H
#define STM_STORY_RARITY_H

#include "story/glossary.h"
#include "story/vector.h"

/* A term counts once for each topic that has it, and not for each report: what a large story says
 * in all its reports stays rare. A report is expected before its topic is known, with all of its
 * day; until it arrives, its terms count a quarter, for the others of its topic are expected too.
 * Zero-initialise; ended by stm_glossary_release of the terms. */
typedef struct {
    stm_glossary terms;
    uint64_t reports; /* that were expected */
} stm_rarity;

void stm_rarity_expect(stm_rarity *rarity, stm_vector vector);

/* The report, which was expected, is filed. */
void stm_rarity_arrive(stm_rarity *rarity, stm_vector vector);

/* Terms of a weighed vector at most. */
enum { STM_RARITY_TERMS = 64 };

/* The vector, its terms weighed by rarity too: the heaviest of them, made one long (the sum of
 * their squares is 1, but 0 where there are none). A term weighs by log2((reports + 1000) / (its
 * count + 1)): the 1,000 stand for the news before the first report, and keep the words of a small
 * run from all looking common. out has room for STM_RARITY_TERMS. */
stm_vector stm_rarity_weigh(const stm_rarity *rarity, stm_vector vector, stm_term *out);

#endif
