/* cue.h - the words that make something a quotation, and what they take. */
#ifndef STM_QUOTE_CUE_H
#define STM_QUOTE_CUE_H

#include "text/document.h"

/* What may follow a cue; read from the values of the lists. */
enum {
    STM_CUE_THAT = 1,       /* a clause, with or without "that" */
    STM_CUE_DIRECT = 2,     /* somebody's very words */
    STM_CUE_WHETHER = 4,    /* a question */
    STM_CUE_TO = 8,         /* an infinitive */
    STM_CUE_NOUN = 16,      /* whatever completes the verb */
    STM_CUE_ADDRESSEE = 32, /* an object before the clause */
    STM_CUE_DENIAL = 64,
    STM_CUE_HEDGE = 128,
    STM_CUE_MEDIUM = 256 /* a letter, a speech: what somebody says it in */
};

/* The flags of the cue verb that begins at the token; 0 where none does. */
uint32_t stm_cue_flags(const stm_document *doc, uint32_t at, uint32_t end);

/* The same for any class of cues; words: how many tokens the cue takes. */
uint32_t stm_cue_match(const stm_document *doc, enum stm_lex_class class, uint32_t at, uint32_t end,
                       uint32_t *words);

#endif
