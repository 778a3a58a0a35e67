/* feed_date.h - dates as feeds give them, to ISO 8601. */
#ifndef STM_READ_FEED_DATE_H
#define STM_READ_FEED_DATE_H

#include "base/arena.h"

/* As stm_date_iso, and the older forms of RFC 822: "04 Mar 31 10:00 UT", "04-Mar-2031 10:00:00
 * GMT-0400". Years of two digits are 1950 to 2049 (RFC 5322, 4.3). */
stm_slice stm_feed_date_iso(stm_arena *arena, stm_slice text);

#endif
