/* subject.h - whose verb it is: the subject of each verb group. */
#ifndef STM_TEXT_SUBJECT_H
#define STM_TEXT_SUBJECT_H

#include "text/phrase.h"

/* Tokens [first, last) name the subject, what is set between commas beside it included; empty
 * (first == last) where none is found. core: where its first noun phrase ends ("Smith" of "Smith, a
 * baker"). */
typedef struct {
    uint32_t first, last, core;
    bool own;      /* stands beside the verb; else taken over from another verb of the sentence */
    bool inverted; /* stands behind the verb: "said Smith" */
    bool relative; /* "Smith, who said": what "who" stands for */
    bool subordinate; /* the clause hangs on that, who, because ... */
} stm_subject;

/* A subject for each of the phrases' groups. apart: for each token whether it lies in a passage of
 * somebody else's words, which no clause reaches across; may be NULL. quoted: for each token
 * whether it is somebody else's at all; such a verb lends its subject to no verb outside; may be
 * NULL. Linear in the tokens. */
const stm_subject *stm_subject_find(stm_arena *arena, const stm_document *doc,
                                    const stm_phrases *phrases, const bool *apart,
                                    const bool *quoted);

/* The noun phrase that begins at token at, with what follows it between commas ("Smith, a baker
 * from Ohio"): where it ends, before end. */
uint32_t stm_subject_beside(const stm_document *doc, const stm_phrases *phrases, uint32_t at,
                            uint32_t end);

#endif
