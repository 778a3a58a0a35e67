/* fingerprint.h - winnowed fingerprints of a report.
 *
 * Winnowing: Schleimer, Wilkerson and Aiken, "Winnowing: Local Algorithms for Document
 * Fingerprinting", SIGMOD 2003. A fingerprint is the hash of STM_FINGERPRINT_WORDS words in a row,
 * the least of every STM_FINGERPRINT_WINDOW that follow each other; so two reports that share
 * STM_RUN_SURE words in a row share a fingerprint there, and one in about five is kept. */
#ifndef STM_COPY_FINGERPRINT_H
#define STM_COPY_FINGERPRINT_H

#include "copy/speech.h"

enum {
    STM_FINGERPRINT_WORDS = 8,
    STM_FINGERPRINT_WINDOW = 9,
    STM_RUN_SURE = STM_FINGERPRINT_WORDS + STM_FINGERPRINT_WINDOW - 1
};

/* at: the first word, in its stream. */
typedef struct {
    uint64_t hash;
    uint32_t at;
} stm_fingerprint;

typedef STM_VEC(stm_fingerprint) stm_fingerprints;

/* By place. Linear in the words. Words that are asides take no part. */
stm_fingerprints stm_fingerprints_find(stm_arena *arena, const stm_speech *stream);

#endif
