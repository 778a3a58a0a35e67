/* vector.h - a report as the few words that tell what it is about, each with a weight. */
#ifndef STM_STORY_VECTOR_H
#define STM_STORY_VECTOR_H

#include "base/arena.h"
#include "story/term.h"
#include "text/report.h"

/* Terms of a vector, and words of a report that are read for it, at most: a report says early what
 * it is about, and later words weigh little. */
enum { STM_VECTOR_TERMS = 96, STM_VECTOR_WORDS = 1000 };

/* The heaviest terms of the title and the text, notes left out. A term weighs by the root of how
 * often it stands there, less the later; more in the title, and where it is a number or written as
 * a name. How rare it is elsewhere does not count yet (rarity.h). Reads nothing but the report: may
 * be called on any thread. Memory belongs to the arena. */
stm_vector stm_vector_make(stm_arena *arena, const stm_report *report);

/* The same for a few words alone. */
stm_vector stm_vector_of(stm_arena *arena, stm_slice language, stm_slice words);

#endif
