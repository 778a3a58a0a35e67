/* when.h - when a report was published, as exactly as it says. */
#ifndef STM_COPY_WHEN_H
#define STM_COPY_WHEN_H

#include "base/slice.h"

typedef enum { STM_WHEN_ABSENT, STM_WHEN_DAY, STM_WHEN_LOCAL, STM_WHEN_EXACT } stm_when_precision;

/* Seconds since 1970 of the first and the last moment that is meant, on the clock that was printed
 * (STM_WHEN_DAY, STM_WHEN_LOCAL: no zone given) or in UTC (STM_WHEN_EXACT). */
typedef struct {
    int64_t first, last;
    stm_when_precision precision;
} stm_when;

/* ISO 8601 as stm_report.published has it; STM_WHEN_ABSENT for anything else. */
stm_when stm_when_read(stm_slice published);

/* Seconds by which y is later than x at least (two days count as whole ones); negative where it is
 * earlier; 0 where that cannot be told. Two times without a zone are taken to be of one zone; one
 * with and one without may be up to 14 hours apart from what they seem. */
int64_t stm_when_lead(stm_when x, stm_when y);

#endif
