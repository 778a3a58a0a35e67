/* timex_form.h - TIMEX3 values written out. Only the timex_*.c files know it. */
#ifndef STM_TEXT_TIMEX_FORM_H
#define STM_TEXT_TIMEX_FORM_H

#include "base/buf.h"
#include "text/calendar.h"
#include "text/timex_draft.h"

/* At least `width` digits. */
void stm_timex_put_digits(stm_buf *out, int value, int width);

/* "2025", "2025-01", "2025-01-10", "2025-W02", "2024-Q3", "-SU". */
void stm_timex_put_year(stm_buf *out, int year);
void stm_timex_put_month(stm_buf *out, stm_day day);
void stm_timex_put_day(stm_buf *out, stm_day day);
void stm_timex_put_week(stm_buf *out, stm_day day);
void stm_timex_put_quarter(stm_buf *out, int year, int quarter);
void stm_timex_put_season(stm_buf *out, uint8_t season);

/* "T17:00", "TEV", or nothing. */
void stm_timex_put_clock(stm_buf *out, const time_draft *draft);

/* What is left of a distance when nothing tells from where: "XXXX-WXX". */
void stm_timex_put_unknown(stm_buf *out, const time_draft *draft);

/* "P2Y6M"; "XXXX-WXX-5". */
void stm_timex_put_amounts(stm_buf *out, const time_draft *draft);
void stm_timex_put_set(stm_buf *out, const time_draft *draft);

#endif
