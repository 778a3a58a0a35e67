/* reason.h - reasons of a relation, in words that an editor can defend. */
#ifndef STM_COPY_REASON_H
#define STM_COPY_REASON_H

#include "copy/copy.h"
#include "copy/slip.h"
#include "copy/when.h"

/* Each appends one reason to pair->why; which is 'a' or 'b'. */
void stm_reason_put(stm_arena *arena, stm_pair *pair, const char *words);

/* "97% of a stands in b, and 96% of b in a" */
void stm_reason_copy(stm_arena *arena, stm_pair *pair);

/* "94% of b's narration stands in a", with `which` as b; where much of the other's stands in it
 * too, "94% of b's narration stands in a, 61% of a's in b". */
void stm_reason_share(stm_arena *arena, stm_pair *pair, char which);

/* "they share only 12 words of narration", or, where they are not few, "they share 31 words of
 * narration, 4% of a's and 12% of b's". */
void stm_reason_words(stm_arena *arena, stm_pair *pair, bool few);

/* "b credits Northwire" */
void stm_reason_credit(stm_arena *arena, stm_pair *pair, char which, stm_slice name);

/* "a is Northwire's" */
void stm_reason_outlet(stm_arena *arena, stm_pair *pair, char which, stm_slice name);

/* "both credit Northwire" */
void stm_reason_both_credit(stm_arena *arena, stm_pair *pair, stm_slice name);

/* "both are the Harbour Gazette's" */
void stm_reason_one_outlet(stm_arena *arena, stm_pair *pair, stm_slice name);

/* "b was published 3 hours later", rounded to the unit; nothing where that cannot be told. */
void stm_reason_time(stm_arena *arena, stm_pair *pair, stm_when a, stm_when b);

/* "a was changed after b was published" */
void stm_reason_changed(stm_arena *arena, stm_pair *pair, bool is_a);

/* 'both print "with with"', 'both print "Jingping" for "Jinping"' */
void stm_reason_slip(stm_arena *arena, stm_pair *pair, const stm_slip *slip);

/* "both share it with R", or, where a and b have it from two reports of one agency, "a shares it
 * with R and b with S, which both credit Northwire". Goes before the reasons that are there. */
void stm_reason_third(stm_arena *arena, stm_pair *pair, stm_slice a_source, stm_slice b_source,
                      stm_slice agency);

#endif
