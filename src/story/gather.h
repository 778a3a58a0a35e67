/* gather.h - all reports of a run gathered into stories. */
#ifndef STM_STORY_GATHER_H
#define STM_STORY_GATHER_H

#include "base/vec.h"
#include "story/vector.h"

/* The reports of one event, in the order of time: those without a date first, then by date, then by
 * id. title: the headline that is most like all the reports; where none has one, the first sentence
 * of the report that is; absent where no report has a word. first and last: dates as reports give
 * them, absent where none does. */
typedef struct {
    const stm_report **reports;
    uint32_t count;
    stm_slice title, first, last;
} stm_gathering;

/* When the report was published, in seconds since 1970, or STM_UNDATED (node.h). */
int64_t stm_gather_time(const stm_report *report);

/* In the order of their first reports. */
typedef struct {
    stm_gathering *items;
    uint32_t count;
} stm_gatherings;

/* vectors[i] is of reports[i]. Every report is in one story. The order of reports does not matter
 * where no two have one id. */
stm_gatherings stm_gather(stm_arena *arena, const stm_report *const *reports,
                          const stm_vector *vectors, uint32_t count);

#endif
