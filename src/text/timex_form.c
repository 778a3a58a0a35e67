/* timex_form.c - TIMEX3 values written out. */
#include "text/timex_form.h"

void stm_timex_put_digits(stm_buf *out, int value, int width) {
    char digits[12];
    int n = 0;
    for (; n < width || (value > 0 && n < 11); value /= 10) digits[n++] = (char)('0' + value % 10);
    while (n) stm_buf_put_byte(out, digits[--n]);
}

void stm_timex_put_year(stm_buf *out, int year) {
    stm_timex_put_digits(out, year < 0 ? 0 : year, 4);
}

void stm_timex_put_month(stm_buf *out, stm_day day) {
    stm_date date = stm_date_of(day);
    stm_timex_put_year(out, date.year);
    stm_buf_put_byte(out, '-');
    stm_timex_put_digits(out, date.month, 2);
}

void stm_timex_put_day(stm_buf *out, stm_day day) {
    stm_timex_put_month(out, day);
    stm_buf_put_byte(out, '-');
    stm_timex_put_digits(out, stm_date_of(day).day, 2);
}

void stm_timex_put_week(stm_buf *out, stm_day day) {
    int year = 0, week = stm_week_of(day, &year);
    stm_timex_put_year(out, year);
    stm_buf_put_text(out, "-W");
    stm_timex_put_digits(out, week, 2);
}

void stm_timex_put_quarter(stm_buf *out, int year, int quarter) {
    stm_timex_put_year(out, year);
    stm_buf_put_text(out, "-Q");
    stm_timex_put_digits(out, quarter, 1);
}

void stm_timex_put_season(stm_buf *out, uint8_t season) {
    static const char *const codes[] = {"", "-SP", "-SU", "-FA", "-WI"};
    stm_buf_put_text(out, codes[season]);
}

void stm_timex_put_clock(stm_buf *out, const time_draft *draft) {
    static const char *const parts[] = {"", "TMO", "TAF", "TEV", "TNI", "TDT", "T12:00", "T24:00"};
    if (!draft->has_clock) {
        stm_buf_put_text(out, parts[draft->part]);
        return;
    }
    stm_buf_put_byte(out, 'T');
    stm_timex_put_digits(out, draft->hour, 2);
    stm_buf_put_byte(out, ':');
    stm_timex_put_digits(out, draft->minute, 2);
}

void stm_timex_put_unknown(stm_buf *out, const time_draft *draft) {
    static const char *const unknown[] = {
        [UNIT_DAY] = "XXXX-XX-XX",     [UNIT_WEEKEND] = "XXXX-WXX-WE", [UNIT_WEEK] = "XXXX-WXX",
        [UNIT_FORTNIGHT] = "XXXX-WXX", [UNIT_MONTH] = "XXXX-XX",       [UNIT_QUARTER] = "XXXX-QX",
        [UNIT_HALF] = "XXXX-HX",       [UNIT_YEAR] = "XXXX",           [UNIT_DECADE] = "XXX",
        [UNIT_CENTURY] = "XX",         [UNIT_MILLENNIUM] = "X",
    };
    if (draft->weekday && draft->unit == UNIT_WEEK) {
        stm_buf_put_text(out, "XXXX-WXX-");
        stm_timex_put_digits(out, draft->weekday, 1);
    } else {
        stm_buf_put_text(out, draft->unit < UNIT_DAY ? "XXXX-XX-XX" : unknown[draft->unit]);
    }
    stm_timex_put_clock(out, draft);
}

static void put_count(stm_buf *out, double count, const char *unit, const char *smaller,
                      int in_smaller) {
    if (count > 1e15) count = 1e15;
    double whole = (double)(uint64_t)count;
    double part = count - whole;
    if (whole > 0 || part <= 0) {
        stm_buf_put_uint(out, (uint64_t)whole);
        stm_buf_put_text(out, unit);
    }
    if (part <= 0) return;
    stm_buf_put_uint(out, (uint64_t)(part * in_smaller + 0.5));
    stm_buf_put_text(out, smaller);
}

static void put_amount(stm_buf *out, time_amount amount) {
    static const struct {
        const char *code, *smaller;
        int in_smaller, times;
    } forms[] = {
        [UNIT_SECOND] = {"S", "S", 1, 1},    [UNIT_MINUTE] = {"M", "S", 60, 1},
        [UNIT_HOUR] = {"H", "M", 60, 1},     [UNIT_DAY] = {"D", "TH", 24, 1},
        [UNIT_WEEKEND] = {"WE", "D", 2, 1},  [UNIT_WEEK] = {"W", "D", 7, 1},
        [UNIT_FORTNIGHT] = {"W", "D", 7, 2}, [UNIT_MONTH] = {"M", "W", 4, 1},
        [UNIT_QUARTER] = {"Q", "M", 3, 1},   [UNIT_HALF] = {"H", "M", 6, 1},
        [UNIT_YEAR] = {"Y", "M", 12, 1},     [UNIT_DECADE] = {"Y", "Y", 1, 10},
        [UNIT_CENTURY] = {"Y", "Y", 1, 100}, [UNIT_MILLENNIUM] = {"Y", "Y", 1, 1000},
    };
    static const char *const vague[] = {
        [UNIT_DECADE] = "XDE", [UNIT_CENTURY] = "XC", [UNIT_MILLENNIUM] = "XL"};
    if (amount.count < 0) {
        if (amount.unit >= UNIT_DECADE) {
            stm_buf_put_text(out, vague[amount.unit]);
            return;
        }
        stm_buf_put_byte(out, 'X');
        stm_buf_put_text(out, forms[amount.unit].code);
        return;
    }
    put_count(out, amount.count * forms[amount.unit].times, forms[amount.unit].code,
              forms[amount.unit].smaller, forms[amount.unit].in_smaller);
}

void stm_timex_put_amounts(stm_buf *out, const time_draft *draft) {
    bool time = false;
    stm_buf_put_byte(out, 'P');
    for (unsigned i = 0; i < draft->amounts; i++) {
        if (!time && draft->amount[i].unit <= UNIT_HOUR) {
            stm_buf_put_byte(out, 'T');
            time = true;
        }
        put_amount(out, draft->amount[i]);
    }
}

void stm_timex_put_set(stm_buf *out, const time_draft *draft) {
    if (draft->amounts) {
        stm_timex_put_amounts(out, draft);
        return;
    }
    stm_buf_put_text(out, "XXXX");
    if (draft->weekday) {
        stm_buf_put_text(out, "-WXX-");
        stm_timex_put_digits(out, draft->weekday, 1);
    } else if (draft->month) {
        stm_buf_put_byte(out, '-');
        stm_timex_put_digits(out, draft->month, 2);
    } else if (draft->season) {
        stm_timex_put_season(out, draft->season);
    } else {
        stm_buf_put_text(out, "-XX-XX");
    }
    stm_timex_put_clock(out, draft);
}
