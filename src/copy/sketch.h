/* sketch.h - what a report is known by among millions: runs of words, hashed, and the least of
 * them.
 *
 * A shingle is STM_SHINGLE_WORDS words in a row; the similarity of two reports is the Jaccard index
 * of their sets of shingles, the share of all their shingles that both have. A sketch has
 * STM_SKETCH_BANDS bands of STM_SKETCH_ROWS MinHash values each, and each value of two reports is
 * equal with a chance that is their similarity s. So a band is equal with the chance s^r, and two
 * reports have a band in common with the chance
 *
 *     1 - (1 - s^r)^b:    s .5 .470   .6 .802   .7 .975   .8 .9996   .9 1 - 2e-8
 *
 * Broder, "On the resemblance and containment of documents", 1997; bands: Leskovec, Rajaraman and
 * Ullman, Mining of Massive Datasets, 3.4. The values are found by one permutation (Li, Owen and
 * Zhang, NIPS 2012): each shingle is hashed once and stands for one value; a value that no shingle
 * falls to is made by a MinHash of its own over all of them, which keeps the chance exact, however
 * short the report (as in the second half of Dahlgaard, Knudsen and Thorup, "Fast Similarity
 * Sketching", FOCS 2017). */
#ifndef STM_COPY_SKETCH_H
#define STM_COPY_SKETCH_H

#include "base/arena.h"

enum {
    STM_SHINGLE_WORDS = 3,
    STM_SKETCH_BANDS = 20,
    STM_SKETCH_ROWS = 5,
    STM_SKETCH_LEAST = 8 /* words below which a report has no sketch: nothing is told from them */
};

typedef struct {
    uint64_t whole;                   /* a hash of all words in their order */
    uint32_t bands[STM_SKETCH_BANDS]; /* a hash of each, which differs from band to band; not set
                                         where there are fewer than STM_SKETCH_LEAST words */
} stm_sketch;

/* words: as stm_scan_words has them. Linear. Of a long report, scratch memory of 8 bytes a word is
 * the arena's. */
stm_sketch stm_sketch_make(stm_arena *arena, const uint32_t *words, uint32_t count);

/* The hash of the shingle that begins there; never 0. */
static inline uint64_t stm_shingle(const uint32_t *words);

static inline uint64_t stm_shingle(const uint32_t *words) {
    uint64_t sum = words[0] * UINT64_C(0x9E3779B97F4A7C15) +
                   words[1] * UINT64_C(0xC2B2AE3D27D4EB4F) +
                   words[2] * UINT64_C(0x165667B19E3779F9);
    sum = (sum ^ sum >> 32) * UINT64_C(0xD6E8FEB86659FD93);
    return sum ^ sum >> 32 ? sum ^ sum >> 32 : 1;
}

#endif
