/* pos.h - parts of speech, guessed from word lists, shapes and neighbours. */
#ifndef STM_TEXT_POS_H
#define STM_TEXT_POS_H

#include "text/document.h"

/* Adjectives count as nouns: what matters is where noun phrases and verbs begin and end. */
typedef enum {
    STM_POS_MARK,        /* punctuation */
    STM_POS_NOUN,        /* nouns, adjectives, and what no list knows */
    STM_POS_NAME,        /* capitalised, and not only because it opens a sentence */
    STM_POS_NUMBER,      /* in figures */
    STM_POS_DETERMINER,  /* the, some */
    STM_POS_POSSESSIVE,  /* his */
    STM_POS_PRONOUN,     /* he, it, everyone */
    STM_POS_OBJECT,      /* him */
    STM_POS_CONTRACTION, /* a pronoun with its verb: he's, we'll */
    STM_POS_PREPOSITION,
    STM_POS_CONJUNCTION,  /* and, or, but */
    STM_POS_THAT,         /* that, however used */
    STM_POS_SUBORDINATOR, /* because, if, while */
    STM_POS_WH,           /* who, what, when */
    STM_POS_TO,
    STM_POS_BE, /* forms of be, have and do, whether they help another verb or not */
    STM_POS_HAVE,
    STM_POS_DO,
    STM_POS_MODAL,
    STM_POS_NEGATION,
    STM_POS_ADVERB,
    STM_POS_VERB
} stm_pos;

typedef enum {
    STM_NO_VERB,
    STM_BARE,      /* say; also "put" as a past form */
    STM_PRESENT,   /* says */
    STM_ING,       /* saying */
    STM_PAST,      /* said, announced: past or participle */
    STM_PARTICIPLE /* spoken: participle alone */
} stm_verb_form;

/* One for each token of the document. form is STM_NO_VERB but for STM_POS_VERB. */
typedef struct {
    const uint8_t *pos;  /* stm_pos */
    const uint8_t *form; /* stm_verb_form */
} stm_speech;

/* Linear in the tokens; each sentence is judged for itself. */
stm_speech stm_pos_find(stm_arena *arena, const stm_document *doc);

/* Whether the part of speech may stand inside a noun phrase, behind its first word. */
static inline bool stm_pos_is_nominal(uint8_t pos) {
    return pos == STM_POS_NOUN || pos == STM_POS_NAME || pos == STM_POS_NUMBER;
}

/* Whether it is a verb or helps one. */
static inline bool stm_pos_is_verbal(uint8_t pos) {
    return pos == STM_POS_VERB || pos == STM_POS_BE || pos == STM_POS_HAVE || pos == STM_POS_DO ||
           pos == STM_POS_MODAL;
}

#endif
