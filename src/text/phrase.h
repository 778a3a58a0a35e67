/* phrase.h - the verb groups and noun phrases of a document. */
#ifndef STM_TEXT_PHRASE_H
#define STM_TEXT_PHRASE_H

#include "text/pos.h"

#define STM_NO_GROUP UINT32_MAX

/* Tokens [first, last) of a verb with what helps it ("has repeatedly said", "to meet", "did not
 * confirm", "we're setting"); head: the verb itself, or the form of be, have or do that stands
 * alone; "was quoted as saying" is one group, with "saying" as its head. finite: it may be the verb
 * of a clause. */
typedef struct {
    uint32_t first, last, head;
    bool finite;
    bool infinitive; /* begins with "to" */
    bool negated;
    bool passive; /* a form of be, then a past form */
    bool modal;
} stm_verb_group;

/* group_of: for each token the group it lies in, or STM_NO_GROUP. */
typedef struct {
    stm_speech speech;
    const stm_verb_group *groups;
    uint32_t count;
    const uint32_t *group_of;
} stm_phrases;

stm_phrases stm_phrases_find(stm_arena *arena, const stm_document *doc);

/* Where the noun phrase that begins at token at ends ("the official Tass news agency"); at, where
 * none begins. Never passes end. Possessives and what they own are one phrase. */
uint32_t stm_phrase_end(const stm_document *doc, const stm_phrases *phrases, uint32_t at,
                        uint32_t end);

/* Where the noun phrase begins that ends right before token at; at, where none ends there. */
uint32_t stm_phrase_start(const stm_document *doc, const stm_phrases *phrases, uint32_t begin,
                          uint32_t at);

/* As stm_phrase_end, with the phrases that prepositions and "and" join to it: "a spokesman for the
 * ministry of trade". */
uint32_t stm_phrase_long_end(const stm_document *doc, const stm_phrases *phrases, uint32_t at,
                             uint32_t end);

#endif
