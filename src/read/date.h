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

/* The first date inside tokens [first, last); else absent. */
stm_slice stm_date_find(stm_arena *arena, const stm_words *words, uint32_t first, uint32_t last,
                        bool *is_update);

/* Whether the tokens are a label alone that announces when it was updated ("Last updated:"). */
bool stm_date_is_update_label(const stm_words *words, uint32_t first, uint32_t last);

#endif
