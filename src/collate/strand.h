/* strand.h - sayings that give the same part of one utterance. */
#ifndef STM_COLLATE_STRAND_H
#define STM_COLLATE_STRAND_H

#include "collate/kinship.h"

/* Strands are numbered in the order of their first form. strand_of: each form's. hub: the form
 * with most marked words, then most words. speaker: that
 * of the forms whose speaker is sure, else of any. */
typedef struct {
    uint32_t *strand_of, *hub, *speaker;
    uint32_t count;
} stm_strands;

/* Joins kin, closest first. Two sayings of one report never come together unless one only repeats
 * the other, two speakers that are both sure never do, and two strands only where their hubs are
 * kin or one hub is kin to a third of the other strand. Kin that a
 * fragment of a few marked words makes are left apart (stm_kin_is_weak). */
stm_strands stm_strands_find(stm_arena *arena, stm_aligner *aligner, const stm_kinship *kinship);

/* Whether the two share but a fragment, which more than one utterance may hold. */
bool stm_kin_is_weak(const stm_kinship *kinship, const stm_kin *kin);

#endif
