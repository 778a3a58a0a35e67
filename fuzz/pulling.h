/* pulling.h - a source of bytes for streams that gives them in pieces of many sizes. */
#ifndef STM_FUZZ_PULLING_H
#define STM_FUZZ_PULLING_H

#include "check.h"
#include "read/stream.h"

/* seed: chooses the sizes. */
typedef struct {
    stm_slice rest;
    uint32_t seed;
} fuzz_source;

static inline ptrdiff_t fuzz_pull(void *context, char *bytes, size_t most) {
    fuzz_source *source = context;
    fuzz_check(most > 0);
    source->seed = source->seed * 1664525 + 1013904223;
    size_t n = 1 + (source->seed >> 24) * (source->seed >> 16 & 31);
    if (n > most) n = most;
    if (n > source->rest.len) n = source->rest.len;
    if (n) memcpy(bytes, source->rest.data, n);
    source->rest = (stm_slice){source->rest.data + n, source->rest.len - n};
    return (ptrdiff_t)n;
}

#endif
