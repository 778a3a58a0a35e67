/* sketch.c - what a report is known by among millions: runs of words, hashed, and the least of
 * them.
 */
#include "copy/sketch.h"

#include "base/map.h"

enum { VALUES = STM_SKETCH_BANDS * STM_SKETCH_ROWS };

#define NO_VALUE UINT32_MAX

enum { FEW = 1024 };

/* The shingles of a report, some of them more than once. */
typedef struct {
    uint64_t *items;
    uint32_t count;
} shingles;

static uint32_t smaller(uint32_t x, uint32_t y) {
    return x < y ? x : y;
}

/* Finds the number of the value that each shingle stands for, and what it stands for it with. */
static void throw_shingles(const shingles *all, uint32_t values[VALUES]) {
    for (uint32_t i = 0; i < all->count; i++) {
        uint64_t hash = all->items[i] * UINT64_C(0xFF51AFD7ED558CCD);
        uint32_t value = (uint32_t)((hash >> 32) * VALUES >> 32);
        values[value] = smaller(values[value], (uint32_t)(hash ^ hash >> 29));
    }
}

static uint32_t least_of(const shingles *all, uint64_t salt) {
    uint32_t least = NO_VALUE;
    for (uint32_t i = 0; i < all->count; i++) {
        uint64_t hash = (all->items[i] ^ salt) * UINT64_C(0xC4CEB9FE1A85EC53);
        least = smaller(least, (uint32_t)(hash >> 32));
    }
    return least;
}

static uint32_t join(uint32_t band, const uint32_t *values) {
    uint64_t hash = band + 1;
    for (int i = 0; i < STM_SKETCH_ROWS; i++) {
        hash = (hash ^ values[i]) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 32;
    }
    return (uint32_t)(hash * UINT64_C(0xC4CEB9FE1A85EC53) >> 32);
}

stm_sketch stm_sketch_make(stm_arena *arena, const uint32_t *words, uint32_t count) {
    stm_sketch sketch = {.whole =
                             stm_hash((stm_slice){(const char *)words, count * sizeof *words})};
    if (count < STM_SKETCH_LEAST) return sketch;
    uint64_t few[FEW];
    shingles all = {few, count - STM_SHINGLE_WORDS + 1};
    if (all.count > FEW) all.items = STM_TAKE(arena, uint64_t, all.count);
    for (uint32_t i = 0; i < all.count; i++) all.items[i] = stm_shingle(words + i);
    uint32_t values[VALUES];
    for (int i = 0; i < VALUES; i++) values[i] = NO_VALUE;
    throw_shingles(&all, values);
    for (uint32_t i = 0; i < VALUES; i++)
        if (values[i] == NO_VALUE) values[i] = least_of(&all, i * UINT64_C(0xD1B54A32D192ED03) + 1);
    for (uint32_t band = 0; band < STM_SKETCH_BANDS; band++)
        sketch.bands[band] = join(band, values + (size_t)band * STM_SKETCH_ROWS);
    return sketch;
}
