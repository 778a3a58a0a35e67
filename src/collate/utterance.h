/* utterance.h - sayings of one utterance brought together. */
#ifndef STM_COLLATE_UTTERANCE_H
#define STM_COLLATE_UTTERANCE_H

#include "collate/strand.h"

/* utterance_of: each saying's utterance; they are numbered in the order of their first saying. */
typedef struct {
    uint32_t *utterance_of;
    uint32_t count;
} stm_utterances;

/* Puts strands that stand side by side in every report that has both, and that half or
 * more of their reports share, into one utterance; then gives each short marked fragment to the one
 * utterance that holds its words, and to none where several do and nothing beside it decides. */
stm_utterances stm_utterances_find(stm_arena *arena, stm_aligner *aligner, const stm_story *story,
                                   const stm_kinship *kinship, const stm_strands *strands);

#endif
