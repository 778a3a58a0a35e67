/* byline.h - the people and agencies that a byline names. */
#ifndef STM_READ_BYLINE_H
#define STM_READ_BYLINE_H

#include "read/words.h"

typedef struct {
    STM_VEC(stm_slice) people;
    STM_VEC(stm_credit) sources; /* agencies and outlets, as credits that carry */
} stm_byline;

/* Reads tokens [first, last) as a byline; false where they are none. needs_opening: it must begin
 * with "By" or its like, or the full name of an agency run on from its last word ("Jane
 * DoeUnited Press International"). */
bool stm_byline_read(stm_arena *arena, const stm_words *words, uint32_t first, uint32_t last,
                     bool needs_opening, stm_byline *out);

#endif
