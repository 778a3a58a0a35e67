/* vec.h - growable arrays whose memory belongs to an arena. */
#ifndef STM_BASE_VEC_H
#define STM_BASE_VEC_H

#include "base/arena.h"

/* Declares the struct of a growable array; zero-initialise it. Items move when it grows, so hold
 * indices, not pointers, while it is filled. Small old storage stays in the arena until that is
 * freed. */
#define STM_VEC(type)                                                                              \
    struct {                                                                                       \
        type *items;                                                                               \
        size_t len, cap;                                                                           \
    }

/* Appends a value. */
#define stm_vec_put(arena, vec, ...)                                                               \
    do {                                                                                           \
        stm_vec_reserve((arena), (vec), 1);                                                        \
        (vec)->items[(vec)->len++] = (__VA_ARGS__);                                                \
    } while (0)

/* Makes room for `more` further items. */
#define stm_vec_reserve(arena, vec, more)                                                          \
    ((vec)->items = stm_vec_grown((arena), (vec)->items, (vec)->len, &(vec)->cap, (more),          \
                                  sizeof *(vec)->items))

/* For the macros: the storage, moved where it was too small. */
void *stm_vec_grown(stm_arena *arena, void *items, size_t len, size_t *cap, size_t more,
                    size_t size);

#endif
