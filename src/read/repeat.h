/* repeat.h - passages that a report repeats, small changes allowed. */
#ifndef STM_READ_REPEAT_H
#define STM_READ_REPEAT_H

#include "read/words.h"

/* Adds a STM_NOTE_REPEAT for each block, or sentence of a block, that has nearly all its words from
 * an earlier passage in the same order. Headings and notes are left out. Linear: each run of four
 * words is looked for where it stood first. Keeps the notes sorted. */
void stm_repeats_find(stm_arena *arena, stm_report *report, const stm_words *words);

#endif
