/* credit.h - the agencies and outlets that a report says it carries or cites. */
#ifndef STM_READ_CREDIT_H
#define STM_READ_CREDIT_H

#include "read/words.h"

/* Adds to the credits that are there already (dateline, byline, copyright line): names in credit
 * notes carry, names beside a cue in narration are cited ("according to the Northwire news agency",
 * "told the Daily Echo newspaper"). The report's own outlet is left out of what is cited. Sorts by
 * place and keeps the first of each name. */
void stm_credits_find(stm_arena *arena, stm_report *report, const stm_words *words);

#endif
