/* speech.h - the words of a report in a row, with the voice that speaks each. */
#ifndef STM_COPY_SPEECH_H
#define STM_COPY_SPEECH_H

#include "copy/slip.h"
#include "copy/voice.h"

/* Words and numbers only, a compound's parts one by one; punctuation is left out. Arrays are len
 * long unless said otherwise. */
typedef struct {
    uint64_t *words; /* identities, as stm_token.word */
    stm_span *spans; /* of the document's token that holds each */
    uint8_t *voices; /* as stm_voices_find has them */
    uint32_t len;
    uint32_t reported;                         /* words that count (stm_voice_counts) */
    uint32_t narrated;                         /* words of narration */
    uint32_t slips[STM_SLIP_MOST], slip_count; /* words that are slips, rising */
} stm_speech;

/* slips: the document's. */
stm_speech stm_speech_make(stm_arena *arena, const stm_document *doc, stm_marks marks,
                           const stm_slips *slips);

#endif
