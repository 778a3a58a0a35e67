/* date.h - dates as pages and datelines print them, to ISO 8601. */
#ifndef STM_READ_DATE_H
#define STM_READ_DATE_H

#include "read/words.h"

/* "2025-01-10T15:04:00+01:00", "Fri, 10 Jan 2025 15:04:00 GMT", "January 10, 2025, 3:04 p.m. EST",
 * seconds since 1970: as YYYY-MM-DD, with Thh:mm[:ss] and the zone where they are given. Absent for
 * what is no whole date, or could be two ("01/02/2025"). */
stm_slice stm_date_iso(stm_arena *arena, stm_slice text, stm_slice language);

/* For tokens [first, last) that are a date and nothing else but a cue ("Published:", "Last updated
 * on"): its ISO 8601 form; else absent. is_update: whether the cue says so. */
stm_slice stm_date_line(stm_arena *arena, const stm_words *words, uint32_t first, uint32_t last,
                        bool *is_update);

/* Which date the words beside it say it is. */
typedef enum { STM_DATE_UNTOLD, STM_DATE_PUBLISHED, STM_DATE_UPDATED } stm_date_cue;

/* The first date inside tokens [*first, last), and *first moved behind it; else absent. */
stm_slice stm_date_find(stm_arena *arena, const stm_words *words, uint32_t *first, uint32_t last,
                        stm_date_cue *cue);

/* Days from one ISO 8601 date to another, zones left out of account. */
int stm_date_days_between(stm_slice from, stm_slice to);

/* What a label alone, tokens [first, last), announces ("Last updated:"). */
stm_date_cue stm_date_label(const stm_words *words, uint32_t first, uint32_t last);

#endif
