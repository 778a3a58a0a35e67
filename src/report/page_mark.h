/* page_mark.h - which items of the account stand on which words of a report. */
#ifndef STM_REPORT_PAGE_MARK_H
#define STM_REPORT_PAGE_MARK_H

#include "report/page_part.h"

typedef struct {
    stm_span span; /* of the report's text */
    stm_item item;
} stm_page_mark;

typedef STM_VEC(stm_page_mark) stm_page_marks;

/* One list a report of the story, by start, then by end, the longer first, then by item. */
stm_page_marks *stm_page_marks_find(stm_page_part *part);

#endif
