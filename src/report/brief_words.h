/* brief_words.h - one witness's words with the marks that its report puts round them. */
#ifndef STM_REPORT_BRIEF_WORDS_H
#define STM_REPORT_BRIEF_WORDS_H

#include "report/brief_part.h"

/* What stands in place of reading[at, at + dropped). */
typedef struct {
    size_t at, dropped;
    const char *instead;
} stm_brief_mark;

/* The reading with opening and closing marks, and with "…" outside them where the reporter's words
 * stood between two runs that are no whole sentences. */
typedef struct {
    stm_slice reading;
    STM_VEC(stm_brief_mark) marks;
} stm_brief_words;

/* Memory is the part's arena. */
stm_brief_words stm_brief_words_make(stm_brief_part *part, const stm_quotation_witness *witness);

/* What is to stand before words told by the reporter, so that they do not read as if the speaker
 * had stated them: "did not confirm", "denied", "urged". Empty where they are stated ("said"), or
 * where the cue does not lead to them. */
stm_slice stm_brief_words_lead(const stm_brief_part *part, const stm_quotation_witness *witness);

/* Puts bytes [from, to) of the reading; the marks at the reading's very ends with them. */
void stm_brief_words_put(stm_brief_part *part, const stm_brief_words *words, size_t from,
                         size_t to);

/* Puts all of it, or its beginning and "…" where it would take more than `most` cells. */
void stm_brief_words_put_all(stm_brief_part *part, const stm_brief_words *words, size_t most);

#endif
