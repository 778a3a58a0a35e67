/* timex.h - time expressions and their TIMEX3 values. */
#ifndef STM_TEXT_TIMEX_H
#define STM_TEXT_TIMEX_H

#include "text/document.h"

typedef enum { STM_DATE, STM_TIME, STM_DURATION, STM_SET } stm_timex_type;

/* value: the TIMEX3 value (ISO-TimeML 2007, as TempEval-3 uses it), such as "2018-07-15",
 * "2018-W28", "XXXX-WXX-5", "P3D", "PAST_REF". */
typedef struct stm_timex {
    stm_span span;
    uint32_t first, last; /* its tokens */
    stm_timex_type type;
    stm_slice value;
} stm_timex;

typedef struct {
    const stm_timex *items;
    uint32_t count;
} stm_timexes;

/* All time expressions in the order of the text, not overlapping. Resolved against the report's
 * published date; where that is absent, what depends on it stays unresolved and is never guessed.
 */
stm_timexes stm_timexes_find(stm_arena *arena, const stm_document *doc);

#endif
