/* slip.h - words that a report got wrong, as far as it shows by itself. */
#ifndef STM_COPY_SLIP_H
#define STM_COPY_SLIP_H

#include "text/document.h"

/* Two who make the same slip did not make it independently: textual criticism tells by shared
 * errors which copies hang together (Lachmann's method). words: what is printed, such as "with
 * with" or "Jingping"; right: as the report has it elsewhere ("Jinping"), or absent. token: the one
 * that is wrong. */
typedef struct {
    uint32_t token;
    stm_slice words, right;
} stm_slip;

enum { STM_SLIP_MOST = 8 /* that are kept of a report, the first */ };

typedef struct {
    stm_slip items[STM_SLIP_MOST];
    uint32_t count;
} stm_slips;

/* A small word printed twice in a row; a name that stands there once, one letter away from one that
 * stands there twice or more, inside the word and not at its end. Slices are of the text. */
stm_slips stm_slips_find(stm_arena *arena, const stm_document *doc);

#endif
