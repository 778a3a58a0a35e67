/* utter.h - one witness's words with the marks that its report puts round them. */
#ifndef STM_REPORT_UTTER_H
#define STM_REPORT_UTTER_H

#include "collate/collate.h"

/* What stands in place of reading[at, at + dropped). */
typedef struct {
    size_t at, dropped;
    const char *instead;
} stm_utter_mark;

/* The reading with opening and closing marks, and with "…" outside them where the reporter's words
 * stood between two runs that are no whole sentences. */
typedef struct {
    stm_slice reading;
    STM_VEC(stm_utter_mark) marks;
} stm_utter;

stm_utter stm_utter_make(stm_arena *arena, const stm_story *story,
                         const stm_quotation_witness *witness);

/* What is to stand before words told by the reporter, so that they do not read as if the speaker
 * had stated them: "did not confirm", "denied", "urged". Empty where they are stated ("said"), or
 * where the cue does not lead to them. */
stm_slice stm_utter_lead(const stm_story *story, const stm_quotation_witness *witness);

/* Who is named there, where that is no person's name: "a spokeswoman". Absent where the speaker is
 * known, and for a pronoun. */
stm_slice stm_utter_source(const stm_story *story, const stm_quotation_witness *witness);

/* Calls put for each piece of bytes [from, to) of the reading; the marks at the reading's very ends
 * go with them. */
typedef void stm_utter_take(void *context, stm_slice piece);
void stm_utter_each(const stm_utter *words, size_t from, size_t to, stm_utter_take *take,
                    void *context);

#endif
