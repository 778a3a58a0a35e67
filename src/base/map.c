/* map.c - a hash map from 64-bit keys to 32-bit values: open addressing, linear probing. */
#include "base/map.h"

#define XXH_INLINE_ALL /* most of what is hashed is a word long: the call would cost as much */
#include <xxhash.h>

typedef struct stm_map_slot {
    uint64_t key; /* 0: free; key 0 itself is stored as 1 */
    uint32_t value;
} slot;

uint64_t stm_hash(stm_slice bytes) {
    uint64_t hash = XXH3_64bits(bytes.len ? bytes.data : "", bytes.len);
    return hash ? hash : 1;
}

uint64_t stm_hash_join(uint64_t first, uint64_t second) {
    const uint64_t both[2] = {first, second};
    uint64_t hash = XXH3_64bits(both, sizeof both);
    return hash ? hash : 1;
}

/* Keys are often hashes already, but small integers are allowed too, so they are mixed once more.
 */
static size_t first_slot(uint64_t key, size_t cap) {
    return (size_t)((key * 0x9E3779B97F4A7C15u) >> 32) & (cap - 1);
}

static slot *find_slot(slot *slots, size_t cap, uint64_t key) {
    size_t at = first_slot(key, cap);
    while (slots[at].key && slots[at].key != key) at = (at + 1) & (cap - 1);
    return &slots[at];
}

uint32_t stm_map_find(const stm_map *map, uint64_t key) {
    if (!map->len) return STM_MAP_NONE;
    if (!key) key = 1;
    const slot *found = find_slot(map->slots, map->cap, key);
    return found->key ? found->value : STM_MAP_NONE;
}

static void resize(stm_arena *arena, stm_map *map, size_t cap) {
    slot *slots = STM_TAKE(arena, slot, cap);
    for (size_t i = 0; i < map->cap; i++)
        if (map->slots[i].key) *find_slot(slots, cap, map->slots[i].key) = map->slots[i];
    stm_arena_drop(arena, map->slots, map->cap * sizeof *slots);
    map->slots = slots;
    map->cap = cap;
}

/* At most three quarters of the slots are taken. */
static bool is_full(size_t len, size_t cap) {
    return len * 4 >= cap * 3;
}

void stm_map_reserve(stm_arena *arena, stm_map *map, size_t len) {
    size_t cap = map->cap ? map->cap : 16;
    while (is_full(len, cap)) cap *= 2;
    if (cap > map->cap) resize(arena, map, cap);
}

uint32_t *stm_map_put(stm_arena *arena, stm_map *map, uint64_t key) {
    if (is_full(map->len, map->cap)) resize(arena, map, map->cap ? map->cap * 2 : 16);
    if (!key) key = 1;
    slot *found = find_slot(map->slots, map->cap, key);
    if (!found->key) {
        *found = (slot){key, STM_MAP_NONE};
        map->len++;
    }
    return &found->value;
}
