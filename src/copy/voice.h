/* voice.h - who speaks each word of a report. */
#ifndef STM_COPY_VOICE_H
#define STM_COPY_VOICE_H

#include "text/marks.h"

typedef enum {
    STM_VOICE_NARRATION, /* the outlet's own words */
    STM_VOICE_QUOTATION, /* somebody else's: between marks, in a block quotation, in a speaker's
                            turn of a transcript, in a post printed whole */
    STM_VOICE_CAPTION,   /* comes with a picture, which outlets take from agencies: to share one is
                            no sign that the report was taken too */
    STM_VOICE_RECURRING, /* narration that the outlet puts round many of its reports
                            (copy/meeting.h): to share it is no sign of anything */
    STM_VOICE_ASIDE,     /* inside a note: no reporting */
    STM_VOICE_AGAIN = 8  /* added to a voice: a repeat of what the report has said before, which may
                            match but does not count */
} stm_voice;

static inline stm_voice stm_voice_plain(uint8_t voice) {
    return (stm_voice)(voice & ~STM_VOICE_AGAIN);
}

/* Whether a word is part of what the report says, and said for the first time. */
static inline bool stm_voice_counts(uint8_t voice) {
    return voice < STM_VOICE_ASIDE;
}

/* The voice of each token of the document. Linear in the tokens. */
uint8_t *stm_voices_find(stm_arena *arena, const stm_document *doc, stm_marks marks);

#endif
