/* vec.c - growing an array inside an arena. */
#include "base/vec.h"

void *stm_vec_grown(stm_arena *arena, void *items, size_t len, size_t *cap, size_t more,
                    size_t size) {
    if (*cap - len >= more) return items;
    enum { FIRST_BYTES = 128, LARGE_BYTES = 1 << 16 };
    size_t want = *cap * size < LARGE_BYTES ? *cap * 2 : *cap + *cap / 2;
    if (!*cap) want = size < FIRST_BYTES ? FIRST_BYTES / size : 1;
    if (want < len + more) want = len + more;
    if (want > SIZE_MAX / 2 / size) stm_out_of_memory();
    void *fresh = stm_arena_grow(arena, items, *cap * size, want * size);
    *cap = want;
    return fresh;
}
