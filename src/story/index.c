/* index.c - which open topics have a term. */
#include "story/index.h"

void stm_index_put(stm_index *index, uint32_t *list, stm_posting posting) {
    if (!index->arena) index->arena = stm_arena_new();
    if (!*list) {
        stm_vec_put(index->arena, &index->lists, (stm_postings){0});
        *list = (uint32_t)index->lists.len;
    }
    stm_vec_put(index->arena, &index->lists.items[*list - 1], posting);
    index->count++;
}

stm_postings stm_index_get(const stm_index *index, uint32_t list) {
    return list ? index->lists.items[list - 1] : (stm_postings){0};
}

void stm_index_clear(stm_index *index) {
    stm_arena_free(index->arena);
    *index = (stm_index){0};
}
