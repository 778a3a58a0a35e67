/* pairwise.h - what each two of many vectors have in common. */
#ifndef STM_STORY_PAIRWISE_H
#define STM_STORY_PAIRWISE_H

#include "base/arena.h"
#include "story/term.h"

/* count * count sums of products, symmetric, 0 between a vector and itself: what stm_vector_dot
 * gives for two of them, to the last bit. Goes by terms, and so costs no more than what they share.
 * Memory belongs to the arena. */
double *stm_pairwise_dots(stm_arena *arena, const stm_vector *vectors, uint32_t count);

#endif
