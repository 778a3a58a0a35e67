/* fingerprint.h - winnowed fingerprints of many reports, and where two reports have the same one.
 *
 * Winnowing: Schleimer, Wilkerson and Aiken, "Winnowing: Local Algorithms for Document
 * Fingerprinting", SIGMOD 2003. A fingerprint is the hash of STM_FINGERPRINT_WORDS words in a row,
 * the least of every STM_FINGERPRINT_WINDOW that follow each other; so two reports that share
 * STM_RUN_SURE words in a row share a fingerprint there, and one in about five is kept. */
#ifndef STM_COPY_FINGERPRINT_H
#define STM_COPY_FINGERPRINT_H

#include "copy/stream.h"

enum {
    STM_FINGERPRINT_WORDS = 8,
    STM_FINGERPRINT_WINDOW = 9,
    STM_RUN_SURE = STM_FINGERPRINT_WORDS + STM_FINGERPRINT_WINDOW - 1,
    /* A fingerprint is kept at so many places of one report; a passage that one report repeats more
     * often is looked for at the first of them. Bounds the cost of text that repeats itself. */
    STM_FINGERPRINT_REPEATS = 8,
    /* One that stands in more places than the index's crowd makes a report meet only the next
     * STM_FINGERPRINT_NEXT places: thousands of copies of one text are found to be copies in a
     * chain, not each of each. The crowd is STM_FINGERPRINT_CROWD, or the most with which a place
     * meets no more than STM_FINGERPRINT_MEETS others in the mean, so that time and memory are
     * linear; a set in which STM_FINGERPRINT_FREE meetings suffice need not go so low. */
    STM_FINGERPRINT_CROWD = 1000,
    STM_FINGERPRINT_NEXT = 8,
    STM_FINGERPRINT_MEETS = 32,
    STM_FINGERPRINT_FREE = 4 << 20
};

/* report: whose; at: the first word, in its stream. */
typedef struct {
    uint64_t hash;
    uint32_t report, at;
} stm_fingerprint;

/* The fingerprints of all reports that two or more share, sorted by hash, report, at; and those of
 * each report: own[from[r]] to own[from[r + 1] - 1] are numbers of items. */
typedef struct {
    const stm_fingerprint *items;
    uint32_t count;
    const uint32_t *own, *from;
    uint32_t reports;
    uint32_t crowd; /* places of a fingerprint that all meet each other, at most */
} stm_index;

/* Linear in the words. Words that are asides take no part. */
stm_index stm_index_make(stm_arena *arena, const stm_stream *streams, uint32_t count,
                         unsigned jobs);

/* The same fingerprint in two reports: word a of the one, word b of other. */
typedef struct {
    uint32_t other, a, b;
} stm_seed;

typedef STM_VEC(stm_seed) stm_seeds;

/* Where the report has a fingerprint of a report behind it (other > report), crowds cut short;
 * sorted by other, then by diagonal (b - a), then by a. */
stm_seeds stm_index_seeds(stm_arena *arena, const stm_index *index, uint32_t report);

#endif
