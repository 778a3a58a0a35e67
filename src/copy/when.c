/* when.c - when a report was published, as exactly as it says. */
#include "copy/when.h"

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

/* Zones run from UTC-12 to UTC+14. */
enum { EARLIEST_ZONE = 14 * HOUR, LATEST_ZONE = 12 * HOUR };

/* The number of `digits` digits at the slice's head, which moves behind them and `mark` (0: none).
 */
static bool take(stm_slice *text, size_t digits, char mark, int64_t *number) {
    if (text->len < digits + (mark != 0)) return false;
    *number = 0;
    for (size_t i = 0; i < digits; i++) {
        if (text->data[i] < '0' || text->data[i] > '9') return false;
        *number = *number * 10 + (text->data[i] - '0');
    }
    if (mark && text->data[digits] != mark) return false;
    text->data += digits + (mark != 0);
    text->len -= digits + (mark != 0);
    return true;
}

/* Days since 1970-01-01 in the Gregorian calendar (Howard Hinnant, "chrono-Compatible Low-Level
 * Date Algorithms"). */
static int64_t days_of(int64_t year, int64_t month, int64_t day) {
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t of_era = year - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

/* "Z", "+02:00", "+0200"; seconds to take off the printed time. */
static bool take_zone(stm_slice *text, int64_t *offset) {
    if (!text->len) return false;
    char sign = text->data[0];
    text->data++;
    text->len--;
    *offset = 0;
    if (sign == 'Z' || sign == 'z') return true;
    int64_t hours, minutes = 0;
    if ((sign != '+' && sign != '-') || !take(text, 2, 0, &hours)) return false;
    if (text->len && text->data[0] == ':') text->data++, text->len--;
    if (text->len && !take(text, 2, 0, &minutes)) return false;
    *offset = (sign == '-' ? -1 : 1) * (hours * HOUR + minutes * MINUTE);
    return true;
}

/* ":mm" was read; ":ss" and a fraction may follow. */
static int64_t take_seconds(stm_slice *text, int64_t *width) {
    int64_t seconds = 0;
    *width = MINUTE;
    if (!text->len || text->data[0] != ':') return 0;
    text->data++;
    text->len--;
    if (take(text, 2, 0, &seconds)) *width = 1;
    if (text->len && text->data[0] == '.') do
            text->data++, text->len--;
        while (text->len && text->data[0] >= '0' && text->data[0] <= '9');
    return seconds;
}

stm_when stm_when_read(stm_slice published) {
    stm_when none = {0};
    if (!published.data) return none;
    int64_t year, month, day, hour, minute, width, offset;
    stm_slice text = published;
    if (!take(&text, 4, '-', &year) || !take(&text, 2, '-', &month) || !take(&text, 2, 0, &day))
        return none;
    if (month < 1 || month > 12 || day < 1 || day > 31) return none;
    int64_t start = days_of(year, month, day) * DAY;
    stm_when whole_day = {start, start + DAY - 1, STM_WHEN_DAY};
    if (!text.len || (text.data[0] != 'T' && text.data[0] != ' ')) return whole_day;
    text.data++;
    text.len--;
    if (!take(&text, 2, ':', &hour) || !take(&text, 2, 0, &minute)) return whole_day;
    start += hour * HOUR + minute * MINUTE + take_seconds(&text, &width);
    if (!take_zone(&text, &offset)) return (stm_when){start, start + width - 1, STM_WHEN_LOCAL};
    return (stm_when){start - offset, start - offset + width - 1, STM_WHEN_EXACT};
}

/* The same in UTC, wide enough for every zone. */
static stm_when in_any_zone(stm_when when) {
    if (when.precision == STM_WHEN_EXACT) return when;
    return (stm_when){when.first - EARLIEST_ZONE, when.last + LATEST_ZONE, when.precision};
}

int64_t stm_when_lead(stm_when x, stm_when y) {
    if (x.precision == STM_WHEN_ABSENT || y.precision == STM_WHEN_ABSENT) return 0;
    if (x.precision == STM_WHEN_DAY && y.precision == STM_WHEN_DAY) return y.first - x.first;
    if (x.precision == STM_WHEN_EXACT || y.precision == STM_WHEN_EXACT) {
        x = in_any_zone(x);
        y = in_any_zone(y);
    }
    if (y.first > x.last) return y.first - x.last;
    if (x.first > y.last) return -(x.first - y.last);
    return 0;
}
