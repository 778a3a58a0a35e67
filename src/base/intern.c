/* intern.c - one copy of strings that come again and again. */
#include "base/intern.h"

stm_slice stm_intern_put(stm_arena *arena, stm_intern *intern, stm_slice string) {
    if (!string.len) return (stm_slice){0};
    uint32_t *number = stm_map_put(arena, &intern->numbers, stm_hash(string));
    if (*number != STM_MAP_NONE && stm_slice_is(intern->strings.items[*number], string))
        return intern->strings.items[*number];
    *number = (uint32_t)intern->strings.len;
    stm_vec_put(arena, &intern->strings, stm_arena_copy(arena, string));
    return intern->strings.items[*number];
}
