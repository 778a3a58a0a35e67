/* term.h - what a clause is about: its telling words, names, dates and quantities. */
#ifndef STM_COLLATE_TERM_H
#define STM_COLLATE_TERM_H

#include "collate/clause.h"
#include "text/phrase.h"

/* Words that attribute what somebody says: who, and that he does. */
typedef enum { STM_NO_FRAME, STM_FRAME_SOURCE, STM_FRAME_CUE } stm_frame_part;

/* What each token of a report belongs to: 0, or an index into the account's items plus 1.
 * Quotations whose content is no clause ("vowed to end the war") are left out. */
typedef struct {
    const stm_story *story;
    uint32_t report;
    const stm_document *doc;
    const uint32_t *quote, *time, *quantity,
        *mention;         /* quote: the innermost whose content it is */
    const uint8_t *frame; /* stm_frame_part */
} stm_token_map;

stm_token_map stm_token_map_make(stm_arena *arena, const stm_story *story, uint32_t report,
                                 const stm_phrases *phrases);

/* Whether a negation stands at the token. */
bool stm_term_is_negated(const stm_document *doc, uint32_t at, uint32_t last);

typedef STM_VEC(stm_term) stm_terms;

/* Appends the terms of tokens [first, last), frames left out, each key once and sorted by key.
 * subject: an entity that they are said of, or STM_NOBODY; it is a term, too.
 * Weights are the base weights; stm_terms_weigh makes them those of the story. */
void stm_terms_read(stm_arena *arena, const stm_token_map *map, uint32_t first, uint32_t last,
                    uint32_t subject, stm_terms *terms);

/* Lowers the weight of what many clauses of a report hold: base * 6 / (5 + clauses per report that
 * holds it). */
void stm_terms_weigh(stm_clause *clauses, uint32_t count, stm_term *terms);

#endif
