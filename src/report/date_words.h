/* date_words.h - dates, times and lengths of time in words. */
#ifndef STM_REPORT_DATE_WORDS_H
#define STM_REPORT_DATE_WORDS_H

#include "base/buf.h"

/* Appends a TIMEX3 value or a date of ISO 8601 in words: "March 4, 2031, 19:30 UTC", "June 2031",
 * "January 20", "24 hours". What has no words here is put as it stands; an absent date appends
 * nothing. */
void stm_date_words_put(stm_buf *out, stm_slice date);

/* The same with the month cut to three letters, for columns. */
void stm_date_words_put_short(stm_buf *out, stm_slice date);

/* "March 3 to 5, 2031": the days only. */
void stm_date_words_put_period(stm_buf *out, stm_slice first, stm_slice last);

#endif
