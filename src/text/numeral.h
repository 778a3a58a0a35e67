/* numeral.h - one number, in figures or words, read from pieces. */
#ifndef STM_TEXT_NUMERAL_H
#define STM_TEXT_NUMERAL_H

#include "text/piece.h"

typedef struct {
    double value;
    uint32_t used;   /* pieces; 0 where no number begins */
    bool is_vague;   /* "several", "dozens of", "hundreds of thousands": value is the least of it */
    bool is_article; /* "a" or "an" alone: a number only where a unit or a scale follows */
    bool in_figures; /* begins with figures */
    bool is_fraction; /* "half", "two-thirds", "a quarter": value is the part of one */
    double of;        /* the fraction's denominator, its numerator being value * of; else 0 */
} stm_numeral;

/* The longest number at pieces[0]. Looks at no more than 24 pieces. */
stm_numeral stm_numeral_read(const stm_lexicon *lexicon, const stm_piece *pieces, uint32_t count);

#endif
