/* calendar.c - days, weeks and feasts of the Gregorian calendar. */
#include "text/calendar.h"

static bool is_leap(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int stm_days_in_month(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool stm_date_is_valid(stm_date date) {
    return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 &&
           date.day >= 1 && date.day <= stm_days_in_month(date.year, date.month);
}

/* The year is begun in March, so that the leap day comes last (Hinnant, "chrono-compatible
 * low-level date algorithms"). */
stm_day stm_day_of(stm_date date) {
    int year = date.year - (date.month <= 2);
    int era = (year >= 0 ? year : year - 399) / 400;
    int of_era = year - era * 400;
    int of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

stm_date stm_date_of(stm_day day) {
    int days = day + 719468;
    int era = (days >= 0 ? days : days - 146096) / 146097;
    int of_era = days - era * 146097;
    int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * year + year / 4 - year / 100);
    int month = (5 * of_year + 2) / 153;
    stm_date date = {year + era * 400, month + (month < 10 ? 3 : -9),
                     of_year - (153 * month + 2) / 5 + 1};
    date.year += date.month <= 2;
    return date;
}

int stm_weekday_of(stm_day day) {
    int since_thursday = day % 7; /* 1970-01-01 was one */
    return (since_thursday + 7 + 3) % 7 + 1;
}

int stm_week_of(stm_day day, int *year) {
    stm_day thursday = day - stm_weekday_of(day) + 4;
    *year = stm_date_of(thursday).year;
    return (thursday - stm_day_of((stm_date){*year, 1, 1})) / 7 + 1;
}

stm_day stm_day_months_on(stm_day day, int months) {
    stm_date date = stm_date_of(day);
    int count = date.year * 12 + date.month - 1 + months;
    date.year = count / 12;
    date.month = count % 12 + 1;
    int last = stm_days_in_month(date.year, date.month);
    if (date.day > last) date.day = last;
    return stm_day_of(date);
}

stm_day stm_nth_weekday(int year, int month, int n, int weekday) {
    if (n < 0) {
        stm_day last = stm_day_of((stm_date){year, month, stm_days_in_month(year, month)});
        return last - (stm_weekday_of(last) - weekday + 7) % 7;
    }
    stm_day first = stm_day_of((stm_date){year, month, 1});
    return first + (weekday - stm_weekday_of(first) + 7) % 7 + 7 * (n - 1);
}

stm_day stm_easter_of(int year) {
    int a = year % 19, b = year / 100, c = year % 100;
    int d = b / 4, e = b % 4, g = (8 * b + 13) / 25;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 19 * l) / 433;
    int month = (h + l - 7 * m + 90) / 25;
    int day = (h + l - 7 * m + 33 * month + 19) % 32;
    return stm_day_of((stm_date){year, month, day});
}
