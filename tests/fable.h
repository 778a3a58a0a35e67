/* fable.h - a small story and its account, made by hand, for tests of what is printed. */
#ifndef STM_FABLE_H
#define STM_FABLE_H

#include "collate/collate.h"

enum { FABLE_REPORTS = 4 };

/* A lighthouse goes dark. Reports A, B and D are independent, C is a copy of A; D carries an escape
 * sequence and a direction override. Every span and reading is true to the texts. */
typedef struct {
    stm_report reports[FABLE_REPORTS];
    stm_story story;
    stm_collation *collation;
} fable;

fable *fable_make(stm_arena *arena);

/* The first place of words in the report's text; fails the test where there is none. */
stm_span fable_span(const stm_report *report, const char *words);

#endif
