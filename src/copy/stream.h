/* stream.h - the words of a report in a row, with the voice that speaks each. */
#ifndef STM_COPY_STREAM_H
#define STM_COPY_STREAM_H

#include "copy/voice.h"

/* Words and numbers only, a compound's parts one by one; punctuation is left out. Arrays are len
 * long unless said otherwise. */
typedef struct {
    uint64_t *words;    /* identities, as stm_token.word */
    uint32_t *tokens;   /* the document's token of each */
    uint8_t *voices;    /* as stm_voices_find has them */
    uint32_t *reported; /* len + 1: how many words before this one count (stm_voice_counts) */
    uint32_t *narrated; /* len + 1: how many of them are narration */
    uint32_t len;
} stm_stream;

stm_stream stm_stream_make(stm_arena *arena, const stm_document *doc, stm_marks marks);

#endif
