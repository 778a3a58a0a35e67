/* index.h - which open topics have a term. */
#ifndef STM_STORY_INDEX_H
#define STM_STORY_INDEX_H

#include "base/vec.h"
#include "story/vector.h"

/* A topic that has the term, and how much it weighed in the report that brought it there. */
typedef struct {
    uint32_t topic;
    float weight;
} stm_posting;

typedef STM_VEC(stm_posting) stm_postings;

/* Zero-initialise; ended by stm_index_clear. */
typedef struct {
    stm_arena *arena;
    STM_VEC(stm_postings) lists;
    size_t count; /* of postings */
} stm_index;

/* list: the term's, 0 before its first posting, which sets it. */
void stm_index_put(stm_index *index, uint32_t *list, stm_posting posting);

/* None for 0. Valid until the next put. */
stm_postings stm_index_get(const stm_index *index, uint32_t list);

/* Forgets all lists, and gives the memory back. */
void stm_index_clear(stm_index *index);

#endif
