/* fingerprint.c - winnowed fingerprints of a report. */
#include "copy/fingerprint.h"

#define BASE UINT64_C(0x9E3779B97F4A7C15)

/* The rolling sum alone is weak in its low bits (the finisher of MurmurHash3). */
static uint64_t finish(uint64_t hash) {
    hash = (hash ^ hash >> 33) * UINT64_C(0xFF51AFD7ED558CCD);
    hash = (hash ^ hash >> 33) * UINT64_C(0xC4CEB9FE1A85EC53);
    return hash ^ hash >> 33;
}

/* The hash of the words that begin at each place; UINT64_MAX where there are too few before the end
 * or the next aside, for those places are never chosen. */
static uint64_t *rolled(stm_arena *arena, const stm_speech *stream) {
    uint64_t *hashes = STM_TAKE(arena, uint64_t, stream->len);
    uint64_t leaving = 1, sum = 0;
    for (int i = 0; i < STM_FINGERPRINT_WORDS; i++) leaving *= BASE;
    uint32_t clean = 0; /* words in a row that are no asides */
    for (uint32_t i = 0; i < stream->len; i++) {
        sum = (sum + stream->words[i]) * BASE;
        if (i >= STM_FINGERPRINT_WORDS)
            sum -= stream->words[i - STM_FINGERPRINT_WORDS] * leaving * BASE;
        clean = stream->voices[i] == STM_VOICE_ASIDE ? 0 : clean + 1;
        hashes[i] = UINT64_MAX;
        if (i + 1 < STM_FINGERPRINT_WORDS) continue;
        uint64_t hash = finish(sum);
        hashes[i + 1 - STM_FINGERPRINT_WORDS] =
            clean < STM_FINGERPRINT_WORDS ? UINT64_MAX : hash - (hash == UINT64_MAX);
    }
    return hashes;
}

/* The rightmost least of each window: a choice that depends on nothing outside the window, so that
 * equal windows choose alike. A monotonic queue keeps it linear. */
stm_fingerprints stm_fingerprints_find(stm_arena *arena, const stm_speech *stream) {
    stm_fingerprints out = {0};
    stm_arena *scratch = stm_arena_new();
    const uint64_t *hashes = rolled(scratch, stream);
    uint32_t queue[STM_FINGERPRINT_WINDOW + 1], head = 0, tail = 0, last = UINT32_MAX;
    const uint32_t size = STM_FINGERPRINT_WINDOW + 1;
    for (uint32_t i = 0; i < stream->len; i++) {
        while (tail != head && hashes[queue[(tail + size - 1) % size]] >= hashes[i])
            tail = (tail + size - 1) % size;
        queue[tail] = i;
        tail = (tail + 1) % size;
        if (queue[head] + STM_FINGERPRINT_WINDOW <= i) head = (head + 1) % size;
        if (i + 1 < STM_FINGERPRINT_WINDOW && i + 1 < stream->len) continue;
        uint32_t least = queue[head];
        if (least == last || hashes[least] == UINT64_MAX) continue;
        stm_vec_put(arena, &out, (stm_fingerprint){hashes[least], least});
        last = least;
    }
    stm_arena_free(scratch);
    return out;
}
