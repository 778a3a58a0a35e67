/* vec.c - growing an array inside an arena. */
#include "base/vec.h"

void *stm_vec_grown(stm_arena *arena, void *items, size_t len, size_t *cap, size_t more,
                    size_t size) {
    if (*cap - len >= more) return items;
    size_t want = *cap ? *cap * 2 : 8;
    if (want < len + more) want = len + more;
    void *fresh = stm_arena_take_many(arena, want, size);
    if (len) memcpy(fresh, items, len * size);
    *cap = want;
    return fresh;
}
