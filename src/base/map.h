/* map.h - a hash map from 64-bit keys to 32-bit values, and the hash of bytes. */
#ifndef STM_BASE_MAP_H
#define STM_BASE_MAP_H

#include "base/arena.h"

#define STM_MAP_NONE UINT32_MAX

/* Zero-initialise; storage belongs to the arena given to stm_map_put. */
typedef struct {
    struct stm_map_slot *slots;
    size_t len, cap;
} stm_map;

/* The same on every machine and in every release (XXH3, 64 bits, seed 0). Never 0. Keys of any
 * amount of text may be compared by it alone: with a million distinct keys the chance that any two
 * collide is below 1 in 30 million. */
uint64_t stm_hash(stm_slice bytes);

/* A hash of two, that depends on their order. */
uint64_t stm_hash_join(uint64_t first, uint64_t second);

/* The value of key, or STM_MAP_NONE. */
uint32_t stm_map_find(const stm_map *map, uint64_t key);

/* Makes room for so many keys in all, so that putting them moves none. */
void stm_map_reserve(stm_arena *arena, stm_map *map, size_t len);

/* The place of key's value, which is STM_MAP_NONE where the key is new. Valid until the next put.
 */
uint32_t *stm_map_put(stm_arena *arena, stm_map *map, uint64_t key);

#endif
