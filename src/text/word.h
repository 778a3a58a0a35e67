/* word.h - when two spellings are one word. */
#ifndef STM_TEXT_WORD_H
#define STM_TEXT_WORD_H

#include "base/slice.h"

/* The hash of a word as documents and word lists know it: case folded, the typographic apostrophe
 * made plain, and without a full stop behind it, so that "Jan." and "jan" are one. Cuts at 256
 * bytes. */
uint64_t stm_word_hash(stm_slice word);

/* A number from 0 to 63 that few words share: sets of words that may hold one too many fit a
 * uint64_t. */
static inline unsigned stm_word_number(uint64_t hash) {
    return (unsigned)(hash >> 58);
}

/* Writes the folded form without a full stop behind it; at most 256 bytes. Returns its length. */
size_t stm_word_fold(stm_slice word, char folded[256]);

#endif
