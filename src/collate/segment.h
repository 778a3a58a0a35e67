/* segment.h - a sentence cut where its clauses begin. */
#ifndef STM_COLLATE_SEGMENT_H
#define STM_COLLATE_SEGMENT_H

#include "collate/term.h"
#include "text/subject.h"

/* What a clause opens with (data/en/clause_openers.txt); a participle is found by its form. */
typedef enum {
    STM_NO_OPENER,
    STM_COORDINATOR,
    STM_SUBORDINATOR,
    STM_CONDITION,
    STM_PREPOSITION,
    STM_COMPLEMENTIZER,
    STM_RELATIVE,
    STM_PERSONAL, /* who */
    STM_ADVERB,
    STM_PARTICIPIAL
} stm_opener;

/* Tokens [first, last) of a sentence. */
typedef struct {
    uint32_t first, last;
    stm_opener how;
} stm_segment;

/* A report being cut. The caller sets all but verbs, words and items; items are the segments of the
 * sentence cut last, and make it whole. */
typedef struct {
    stm_arena *scratch;
    const stm_document *doc;
    stm_token_map map;
    stm_phrases phrases;
    const stm_subject *subjects;
    const bool *marked;      /* tokens between quotation marks */
    uint32_t *verbs, *words; /* how many finite verbs, and words, stand before each token */
    STM_VEC(stm_segment) items;
} stm_segments;

/* Counts verbs and words; once a report. */
void stm_segments_begin(stm_segments *c);

/* Linear in the sentence. */
void stm_segments_cut(stm_segments *c, stm_sentence sentence);

/* The verb group the token lies in, or NULL. */
const stm_verb_group *stm_segment_verb(const stm_segments *c, uint32_t at);
bool stm_segment_begins_verb(const stm_segments *c, uint32_t at);
bool stm_segment_is_finite(const stm_segments *c, uint32_t at);

/* Of tokens [first, last). */
bool stm_segment_has_verb(const stm_segments *c, uint32_t first, uint32_t last);
uint32_t stm_segment_words(const stm_segments *c, uint32_t first, uint32_t last);

/* Whether the token is one of the marks. */
bool stm_segment_is_punct(const stm_segments *c, uint32_t at, const char *one_of);

/* What opens at the token and how many words it takes. */
stm_opener stm_segment_opener(const stm_segments *c, uint32_t at, uint32_t last, uint32_t *words);

#endif
