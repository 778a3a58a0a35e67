/* weight.h - how telling a word is within a story. */
#ifndef STM_COLLATE_WEIGHT_H
#define STM_COLLATE_WEIGHT_H

#include "base/map.h"
#include "collate/collate.h"

/* Weights are whole numbers in 1/256 bit, so that sums of them are the same on every machine. */
#define STM_WEIGHT_BIT      256u
#define STM_WEIGHT_STOPWORD 32u

/* Memory belongs to the arena; read-only once made, so threads may share it. */
typedef struct {
    stm_map counts; /* stem: sentences of the story that hold it */
    uint32_t sentences;
} stm_weights;

/* Counts the sentences of the story that hold each stem; notes are left out. A passage that many
 * reports share keeps its weight, because the sentences are counted in all of them. */
stm_weights *stm_weights_make(stm_arena *arena, const stm_story *story);

/* log2(1 + all sentences / sentences that hold the stem); a stem of no sentence counts as of one.
 */
uint32_t stm_weights_stem(const stm_weights *weights, uint64_t stem);

/* The weight of a token: that of its stem, STM_WEIGHT_STOPWORD for a function word, 0 for a
 * STM_PUNCT. */
uint32_t stm_weights_token(const stm_weights *weights, const stm_token *token);

/* log2 of numerator / denominator in 1/256 bit, rounded down; 0 where that is below 0. Both above
 * 0 and below 2^32. */
uint32_t stm_weight_log2(uint64_t numerator, uint64_t denominator);

#endif
