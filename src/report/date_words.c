/* date_words.c - dates, times and lengths of time in words. */
#include "report/date_words.h"

static const char *const MONTHS[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
static const char *const WEEKDAYS[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday"};

/* A name that a value has in place of a number. */
typedef struct {
    const char *code, *words;
} naming;

static const naming SEASONS[] = {{"SP", "spring"},
                                 {"SU", "summer"},
                                 {"FA", "autumn"},
                                 {"WI", "winter"},
                                 {"Q1", "first quarter"},
                                 {"Q2", "second quarter"},
                                 {"Q3", "third quarter"},
                                 {"Q4", "fourth quarter"},
                                 {"H1", "first half"},
                                 {"H2", "second half"},
                                 {NULL, NULL}};
static const naming DAY_PARTS[] = {{"MO", "morning"}, {"AF", "afternoon"}, {"EV", "evening"},
                                   {"NI", "night"},   {"DT", "daytime"},   {NULL, NULL}};
static const naming UNITS[] = {
    {"Y", "year"}, {"M", "month"}, {"W", "week"}, {"D", "day"}, {NULL, NULL}};
static const naming HOURS[] = {{"H", "hour"}, {"M", "minute"}, {"S", "second"}, {NULL, NULL}};

static const char *name_of(const naming *names, stm_slice code) {
    for (; names->code; names++)
        if (stm_slice_is(code, stm_slice_of(names->code))) return names->words;
    return NULL;
}

static bool is_digits(stm_slice text, size_t from, size_t count) {
    if (from + count > text.len) return false;
    for (size_t i = from; i < from + count; i++)
        if (text.data[i] < '0' || text.data[i] > '9') return false;
    return true;
}

static unsigned number_at(stm_slice text, size_t at, size_t count) {
    unsigned number = 0;
    for (size_t i = at; i < at + count; i++) number = number * 10 + (unsigned)(text.data[i] - '0');
    return number;
}

static stm_slice part_of(stm_slice text, size_t from, size_t count) {
    return (stm_slice){text.data + from, count};
}

/* "PT24H", "P100D": one number of one unit. */
static bool put_length(stm_buf *out, stm_slice value) {
    if (value.len < 3 || value.data[0] != 'P') return false;
    bool hours = value.data[1] == 'T';
    size_t from = hours ? 2 : 1, count = value.len - 1 - from;
    if (count > 9 || !is_digits(value, from, count) || !count) return false;
    const char *unit = name_of(hours ? HOURS : UNITS, part_of(value, value.len - 1, 1));
    if (!unit) return false;
    stm_buf_put(out, part_of(value, from, count));
    stm_buf_put_byte(out, ' ');
    stm_buf_put_text(out, unit);
    if (number_at(value, from, count) != 1) stm_buf_put_byte(out, 's');
    return true;
}

static void put_year(stm_buf *out, stm_slice day, const char *lead) {
    if (!is_digits(day, 0, 4)) return;
    stm_buf_put_text(out, lead);
    stm_buf_put(out, part_of(day, 0, 4));
}

/* "2031-06-09", "XXXX-06", with the year where it is known. */
static bool put_month(stm_buf *out, stm_slice day) {
    if (!is_digits(day, 5, 2)) return false;
    unsigned month = number_at(day, 5, 2);
    bool whole = day.len == 10 && day.data[7] == '-' && is_digits(day, 8, 2);
    if (month < 1 || month > 12 || (day.len != 7 && !whole)) return false;
    stm_buf_put_text(out, MONTHS[month - 1]);
    if (whole) {
        stm_buf_put_byte(out, ' ');
        stm_buf_put_uint(out, number_at(day, 8, 2));
    }
    put_year(out, day, whole ? ", " : " ");
    return true;
}

/* "2031-W24" or "XXXX-WXX-5", "2031-WXX-WE". */
static bool put_week(stm_buf *out, stm_slice day) {
    if (day.len < 8 || day.data[5] != 'W') return false;
    bool known = is_digits(day, 6, 2) && is_digits(day, 0, 4);
    if (day.len == 10 && is_digits(day, 9, 1) && !known) {
        unsigned weekday = number_at(day, 9, 1);
        if (weekday < 1 || weekday > 7) return false;
        stm_buf_put_text(out, WEEKDAYS[weekday - 1]);
        return true;
    }
    bool weekend = day.len == 11 && day.data[9] == 'W';
    if (!weekend && day.len != 8) return false;
    if (!known && !weekend) return false;
    stm_buf_put_text(out, weekend ? "weekend" : "week");
    if (!known) return true;
    stm_buf_put_text(out, weekend ? " of week " : " ");
    stm_buf_put_uint(out, number_at(day, 6, 2));
    put_year(out, day, " of ");
    return true;
}

/* The part of a value before its time of day; false where there are no words for it. */
static bool put_day(stm_buf *out, stm_slice day) {
    if (day.len == 4 && is_digits(day, 0, 4)) {
        stm_buf_put(out, day);
        return true;
    }
    if (day.len == 3 && is_digits(day, 0, 3)) {
        stm_buf_put(out, day);
        stm_buf_put_text(out, "0s");
        return true;
    }
    if (day.len < 7 || day.data[4] != '-') return false;
    if (put_month(out, day) || put_week(out, day)) return true;
    const char *season = day.len == 7 ? name_of(SEASONS, part_of(day, 5, 2)) : NULL;
    if (!season) return false;
    stm_buf_put_text(out, season);
    put_year(out, day, day.data[5] == 'Q' || day.data[5] == 'H' ? " of " : " ");
    return true;
}

/* "T04:17:00+02:00", "TMO". */
static bool put_time(stm_buf *out, stm_slice time) {
    if (time.len >= 6 && is_digits(time, 1, 2) && time.data[3] == ':' && is_digits(time, 4, 2)) {
        size_t at = 6;
        while (at < time.len && !memchr("Z+-", time.data[at], 3)) at++;
        stm_slice zone = {time.data + at, time.len - at};
        bool utc = stm_slice_is(zone, STM_LIT("Z")) || stm_slice_is(zone, STM_LIT("+00:00"));
        stm_buf_put_text(out, ", ");
        stm_buf_put(out, part_of(time, 1, 5));
        if (zone.len) stm_buf_put_byte(out, ' ');
        stm_buf_put(out, utc ? STM_LIT("UTC") : zone);
        return true;
    }
    const char *part = time.len == 3 ? name_of(DAY_PARTS, part_of(time, 1, 2)) : NULL;
    if (!part) return false;
    stm_buf_put_text(out, ", ");
    stm_buf_put_text(out, part);
    return true;
}

/* The date without its time of day. */
static stm_slice day_of(stm_slice date) {
    const char *t = date.len ? memchr(date.data, 'T', date.len) : NULL;
    if (!t || t == date.data || date.data[0] == 'P') return date;
    return (stm_slice){date.data, (size_t)(t - date.data)};
}

/* Of the same month the second day alone, of the same year the second month and day. */
void stm_date_words_put_period(stm_buf *out, stm_slice first, stm_slice last) {
    stm_slice from = day_of(first), to = day_of(last);
    bool days = from.len == 10 && to.len == 10 && is_digits(from, 8, 2) && is_digits(to, 8, 2);
    bool year = days && !memcmp(from.data, to.data, 5) && is_digits(from, 0, 4);
    if (year && !stm_slice_is(from, to)) {
        bool month = !memcmp(from.data, to.data, 7);
        stm_buf_put_text(out, MONTHS[(number_at(from, 5, 2) + 11) % 12]);
        stm_buf_put_byte(out, ' ');
        stm_buf_put_uint(out, number_at(from, 8, 2));
        stm_buf_put_text(out, " to ");
        if (month) {
            stm_buf_put_uint(out, number_at(to, 8, 2));
            put_year(out, to, ", ");
            return;
        }
        stm_date_words_put(out, to);
        return;
    }
    stm_date_words_put(out, from);
    if (stm_slice_is(from, to)) return;
    stm_buf_put_text(out, " to ");
    stm_date_words_put(out, to);
}

void stm_date_words_put(stm_buf *out, stm_slice date) {
    if (!date.data) return;
    size_t before = out->len;
    stm_slice day = day_of(date);
    stm_slice time = {date.data + day.len, date.len - day.len};
    if (put_length(out, date)) return;
    if (put_day(out, day) && (!time.len || put_time(out, time))) return;
    out->len = before;
    stm_buf_put(out, date);
}

/* The three first letters of a month whose name is longer than four. */
void stm_date_words_put_short(stm_buf *out, stm_slice date) {
    size_t from = out->len, space = from;
    stm_date_words_put(out, date);
    while (space < out->len && out->data[space] != ' ') space++;
    bool month = date.len >= 7 && is_digits(date, 5, 2) && space < out->len && space - from > 4;
    if (!month) return;
    memmove(out->data + from + 3, out->data + space, out->len - space);
    out->len -= space - from - 3;
}
