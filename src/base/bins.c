/* bins.c - records of one size sorted into bins as they come, any number of them. */
#include "base/bins.h"

#include "base/arena.h"
#include "base/vec.h"

#include <stdlib.h>

enum { BLOCK = 32 << 10, BLOCK_FIRST = 256 };

/* Whole blocks lie in the spill. */
typedef struct {
    char *block;
    size_t len, cap; /* bytes */
    STM_VEC(uint64_t) offsets;
} bin;

struct stm_bins {
    stm_arena *arena;
    stm_spill *spill;
    bin *bins;
    size_t size, whole; /* whole: bytes of a block, a multiple of size */
    uint32_t count;
};

stm_bins *stm_bins_new(uint32_t count, size_t size, size_t budget) {
    stm_arena *arena = stm_arena_new();
    stm_bins *bins = STM_TAKE(arena, stm_bins, 1);
    *bins = (stm_bins){arena, stm_spill_new(budget), STM_TAKE(arena, bin, count),
                       size,  BLOCK / size * size,   count};
    return bins;
}

void stm_bins_free(stm_bins *bins) {
    if (!bins) return;
    for (uint32_t i = 0; i < bins->count; i++) free(bins->bins[i].block);
    stm_spill_free(bins->spill);
    stm_arena_free(bins->arena);
}

static stm_status flush(stm_bins *bins, bin *b, stm_error *error) {
    uint64_t offset;
    if (stm_spill_put(bins->spill, (stm_slice){b->block, b->len}, &offset, error) != STM_OK)
        return STM_IO;
    stm_vec_put(bins->arena, &b->offsets, offset);
    b->len = 0;
    return STM_OK;
}

stm_status stm_bins_put(stm_bins *bins, uint32_t number, const void *record, stm_error *error) {
    bin *b = &bins->bins[number];
    if (b->len + bins->size > b->cap) {
        size_t cap = b->cap ? 2 * b->cap : BLOCK_FIRST / bins->size * bins->size;
        if (b->cap == bins->whole) {
            if (flush(bins, b, error) != STM_OK) return STM_IO;
        } else {
            b->cap = cap < bins->whole ? cap : bins->whole;
            b->block = stm_realloc(b->block, b->cap);
        }
    }
    memcpy(b->block + b->len, record, bins->size);
    b->len += bins->size;
    return STM_OK;
}

uint32_t stm_bins_count(const stm_bins *bins) {
    return bins->count;
}

size_t stm_bins_len(const stm_bins *bins, uint32_t number) {
    const bin *b = &bins->bins[number];
    return (b->offsets.len * bins->whole + b->len) / bins->size;
}

stm_status stm_bins_get(const stm_bins *bins, uint32_t number, void *records, stm_error *error) {
    const bin *b = &bins->bins[number];
    char *out = records;
    for (size_t i = 0; i < b->offsets.len; i++, out += bins->whole)
        if (stm_spill_get(bins->spill, b->offsets.items[i], bins->whole, out, error) != STM_OK)
            return STM_IO;
    if (b->len) memcpy(out, b->block, b->len);
    return STM_OK;
}
