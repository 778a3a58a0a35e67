/* page_axis.h - the axis of time on which the reports of a story stand. */
#ifndef STM_REPORT_PAGE_AXIS_H
#define STM_REPORT_PAGE_AXIS_H

#include "copy/when.h"
#include "report/page_part.h"

enum { STM_AXIS_TICKS = 12 };

/* Places are in thousandths of the axis's width. */
typedef struct {
    int64_t first, last; /* seconds since 1970 at its ends */
    bool any;            /* at least one report has a date */
    struct stm_axis_tick {
        unsigned at;
        char label[24];
    } ticks[STM_AXIS_TICKS];
    unsigned tick_count;
} stm_axis;

/* From the first to the last publication of the story, with ticks at whole hours, days, months or
 * years, as many as there is room for. Times without a zone are put as if they were UTC. */
stm_axis stm_axis_make(const stm_story *story);

unsigned stm_axis_at(const stm_axis *axis, int64_t time);

#endif
