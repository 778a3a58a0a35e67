/* arena.h - memory that is given out piece by piece and freed at once. */
#ifndef STM_BASE_ARENA_H
#define STM_BASE_ARENA_H

#include "base/slice.h"

/* Called where memory is out; aborts. A program may define its own, which must not return: no
 * other way leads out. */
_Noreturn void stm_out_of_memory(void);

/* One arena serves one thread at a time. */
typedef struct stm_arena stm_arena;

stm_arena *stm_arena_new(void);

/* Frees every piece; NULL is allowed. */
void stm_arena_free(stm_arena *arena);

/* Zeroed bytes, aligned for any type, owned by the arena. */
void *stm_arena_take(stm_arena *arena, size_t size);

/* As stm_arena_take, for count items; an overflow of the product aborts as out of memory does. */
void *stm_arena_take_many(stm_arena *arena, size_t count, size_t size);

/* A piece of old_size bytes made larger, where it lies if that can be: its bytes, and behind them
 * bytes that are not zeroed. old may be NULL where old_size is 0. */
void *stm_arena_grow(stm_arena *arena, void *old, size_t old_size, size_t size);

/* Gives back a piece that nobody uses any more, where it is large enough to matter (64 KiB). */
void stm_arena_drop(stm_arena *arena, void *old, size_t size);

/* A copy of the bytes, with a NUL behind them that the length does not count. Absent stays absent.
 */
stm_slice stm_arena_copy(stm_arena *arena, stm_slice bytes);

/* Bytes taken from the system and not given back. */
size_t stm_arena_size(const stm_arena *arena);

#define STM_TAKE(arena, type, count) ((type *)stm_arena_take_many((arena), (count), sizeof(type)))

/* malloc and realloc that abort when memory is out; for the few things that outlive an arena. */
void *stm_alloc(size_t size);
void *stm_realloc(void *old, size_t size);

#endif
