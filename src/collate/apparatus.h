/* apparatus.h - where the witnesses of one quotation differ, place by place. */
#ifndef STM_COLLATE_APPARATUS_H
#define STM_COLLATE_APPARATUS_H

#include "collate/align.h"
#include "collate/collate.h"

/* A witness as the apparatus reads it. words: those to be compared, in order, with spans in
 * reading; none where the witness gives the quotation in other words altogether (indirect speech),
 * and then it has no part in the apparatus. shortened and translated are results. */
typedef struct {
    uint32_t report;
    stm_slice reading;
    stm_align_words words;
    bool shortened, translated;
} stm_apparatus_witness;

/* The witness whose reading is the base: most words to be compared, then most words in common with
 * the others, then first in the order of bytes; STM_ALIGN_NONE where none has any. */
uint32_t stm_apparatus_base(stm_aligner *aligner, const stm_apparatus_witness *witnesses,
                            uint32_t count);

/* Appends the places where witnesses differ from witnesses[base] to out->apparatus, by place in the
 * base reading; places do not overlap but for that of a translated witness, which is the whole
 * base. A report may have one witness at most. Differences in case, punctuation, hyphens and marks
 * are none. What a witness lacks at either end is none either (shortened); what it has beyond
 * either end of the base is an addition, and a run of its own that matches nothing is left alone.
 * The result does not depend on the order of the witnesses: each different wording is aligned with
 * the base, and ranges that overlap become one place. aligner: working memory. */
void stm_apparatus_make(stm_arena *arena, stm_aligner *aligner, stm_apparatus_witness *witnesses,
                        uint32_t count, uint32_t base, stm_quotation *out);

#endif
