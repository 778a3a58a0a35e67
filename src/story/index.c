/* index.c - which open topics have a term. */
#include "story/index.h"

void stm_index_put(stm_index *index, stm_term term, uint32_t topic) {
    if (!index->arena) index->arena = stm_arena_new();
    uint32_t *list = stm_map_put(index->arena, &index->lists, term.key);
    if (*list == STM_MAP_NONE) {
        *list = (uint32_t)index->postings.len;
        stm_vec_put(index->arena, &index->postings, (stm_postings){0});
    }
    stm_posting posting = {topic, term.weight};
    stm_vec_put(index->arena, &index->postings.items[*list], posting);
    index->count++;
}

const stm_postings *stm_index_find(const stm_index *index, uint32_t key) {
    uint32_t list = stm_map_find(&index->lists, key);
    return list == STM_MAP_NONE ? NULL : &index->postings.items[list];
}

void stm_index_clear(stm_index *index) {
    stm_arena_free(index->arena);
    *index = (stm_index){0};
}
