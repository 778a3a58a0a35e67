/* rarity.h - how rare a term is among the reports seen so far. */
#ifndef STM_STORY_RARITY_H
#define STM_STORY_RARITY_H

#include "base/map.h"
#include "story/vector.h"

/* Zero-initialise; memory belongs to the arena given to stm_rarity_learn. */
enum { STM_RARITY_KEPT = 8192 };

typedef struct {
    stm_map reports_of; /* key: how often the term counts */
    uint64_t reports;
    float kept[STM_RARITY_KEPT]; /* logarithms that were asked for */
} stm_rarity;

void stm_rarity_learn(stm_arena *arena, stm_rarity *rarity, stm_vector vector);

/* Counts the term once less: the report that held it is of a topic that had it before. So a term
 * counts by topics rather than reports, and what a large story says in each report stays rare. */
void stm_rarity_unlearn(stm_arena *arena, stm_rarity *rarity, uint32_t key);

/* Terms of a weighed vector at most. */
enum { STM_RARITY_TERMS = 64 };

/* The vector, its terms weighed by rarity too: the heaviest of them, made one long (the sum of
 * their squares is 1, but 0 where there are none). A term weighs by log2((reports + 1000) / (those
 * that hold it + 1)): the 1,000 stand for the news before the first report, and keep the words of a
 * small run from all looking common. out has room for STM_RARITY_TERMS. */
stm_vector stm_rarity_weigh(stm_rarity *rarity, stm_vector vector, stm_term *out);

#endif
