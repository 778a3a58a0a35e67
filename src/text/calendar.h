/* calendar.h - days, weeks and feasts of the Gregorian calendar. */
#ifndef STM_TEXT_CALENDAR_H
#define STM_TEXT_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

/* Days since 1970-01-01, counted backwards before it. Years 1 to 9999 are meant; others are
 * computed alike. */
typedef int32_t stm_day;

typedef struct {
    int year, month, day; /* month and day from 1 */
} stm_date;

bool stm_date_is_valid(stm_date date);
stm_day stm_day_of(stm_date date);
stm_date stm_date_of(stm_day day);
int stm_days_in_month(int year, int month);

/* 1 Monday to 7 Sunday. */
int stm_weekday_of(stm_day day);

/* ISO 8601 week; *year is the year that the week belongs to. */
int stm_week_of(stm_day day, int *year);

/* The day moved by months, held to the end of a shorter month. */
stm_day stm_day_months_on(stm_day day, int months);

/* The n-th weekday of a month, n from 1; -1 is the last. */
stm_day stm_nth_weekday(int year, int month, int n, int weekday);

/* Western Easter Sunday (Meeus, Jones and Butcher). */
stm_day stm_easter_of(int year);

#endif
