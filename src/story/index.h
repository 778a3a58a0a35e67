/* index.h - which open topics have a term. */
#ifndef STM_STORY_INDEX_H
#define STM_STORY_INDEX_H

#include "base/map.h"
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
    stm_map lists; /* key: number of its list */
    STM_VEC(stm_postings) postings;
    size_t count; /* of postings */
} stm_index;

void stm_index_put(stm_index *index, stm_term term, uint32_t topic);

/* Where the term stands; NULL: nowhere. Valid until the next put. */
const stm_postings *stm_index_find(const stm_index *index, uint32_t key);

/* Forgets all, and gives the memory back. */
void stm_index_clear(stm_index *index);

#endif
