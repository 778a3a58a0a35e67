/* variant.h - two wordings of one place: whether they differ, and in what. */
#ifndef STM_COLLATE_VARIANT_H
#define STM_COLLATE_VARIANT_H

#include "collate/align.h"
#include "collate/collate.h"

/* The identity of a run of words: case, marks, hyphens and the spaces between words left out, so
 * that "cease-fire", "ceasefire" and "cease fire" are one. 0 for no words. text: what the words'
 * spans index. */
uint64_t stm_variant_key(stm_slice text, const stm_align_word *words, uint32_t count);

/* In what a reading differs from the base, at a place where their keys differ. */
stm_variant_kind stm_variant_kind_of(const stm_align_word *base, uint32_t base_count,
                                     const stm_align_word *reading, uint32_t reading_count);

/* Whether enough of the content words of both are the same to say that they were moved.
 */
bool stm_variant_moved(const stm_align_word *from, uint32_t from_count, const stm_align_word *to,
                       uint32_t to_count);

#endif
