/* date.c - dates of reports to ISO 8601. */
#include "read/date.h"

#include "text/calendar.h"

#include <stdio.h>

typedef struct {
    int year, month, day, hour, minute, second; /* -1: not given */
    char zone[8];
    stm_date_cue cue;
} date;

typedef struct {
    const stm_words *words;
    uint32_t at, last;
    date d;
} parse;

static const date NONE = {-1, -1, -1, -1, -1, -1, "", STM_DATE_UNTOLD};

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Exactly n digits at *at, moved behind them; -1 where there are fewer. */
static int digits(stm_slice s, size_t *at, int n) {
    int value = 0;
    for (int i = 0; i < n; i++) {
        if (*at + (size_t)i >= s.len || !is_digit(s.data[*at + (size_t)i])) return -1;
        value = value * 10 + (s.data[*at + (size_t)i] - '0');
    }
    *at += (size_t)n;
    return value;
}

static char byte_at(stm_slice s, size_t at) {
    return at < s.len ? s.data[at] : 0;
}

static bool is_whole(const date *d) {
    return d->year >= 1600 && d->year <= 2200 &&
           stm_date_is_valid((stm_date){d->year, d->month, d->day});
}

static stm_slice print(stm_arena *arena, const date *d) {
    char out[64];
    int n = snprintf(out, sizeof out, "%04d-%02d-%02d", d->year, d->month, d->day);
    if (d->hour >= 0 && d->hour < 24 && d->minute >= 0 && d->minute < 60) {
        n += snprintf(out + n, sizeof out - (size_t)n, "T%02d:%02d", d->hour, d->minute);
        if (d->second >= 0 && d->second < 60)
            n += snprintf(out + n, sizeof out - (size_t)n, ":%02d", d->second);
        n += snprintf(out + n, sizeof out - (size_t)n, "%s", d->zone);
    }
    return stm_arena_copy(arena, (stm_slice){out, (size_t)n});
}

/* Z, +01:00, +0100 or +01 at *at. */
static bool read_zone(stm_slice s, size_t *at, char zone[8]) {
    char c = byte_at(s, *at);
    if ((c | 32) == 'z') {
        memcpy(zone, "Z", 2);
        ++*at;
        return true;
    }
    if (c != '+' && c != '-') return false;
    size_t next = *at + 1;
    int hours = digits(s, &next, 2), minutes = 0;
    if (hours < 0 || hours > 14) return false;
    if (byte_at(s, next) == ':') next++;
    size_t behind = next;
    minutes = digits(s, &behind, 2);
    if (minutes < 0)
        minutes = 0;
    else
        next = behind;
    if (minutes > 59) return false;
    snprintf(zone, 8, "%c%02d:%02d", c, hours, minutes);
    *at = next;
    return true;
}

static void read_iso_time(stm_slice s, size_t *at, date *d) {
    size_t next = *at;
    char c = byte_at(s, next);
    if (c == 'T' || c == 't' || c == ' ') next++;
    int hour = digits(s, &next, 2);
    if (hour < 0 || hour > 23 || byte_at(s, next) != ':') return;
    next++;
    int minute = digits(s, &next, 2);
    if (minute < 0 || minute > 59) return;
    d->hour = hour;
    d->minute = minute;
    if (byte_at(s, next) == ':') {
        next++;
        d->second = digits(s, &next, 2);
        if (byte_at(s, next) == '.')
            for (next++; is_digit(byte_at(s, next));) next++;
    }
    *at = next;
    if (byte_at(s, next) == ' ' && strchr("+-", byte_at(s, next + 1)) && byte_at(s, next + 1))
        next++;
    if (read_zone(s, &next, d->zone)) *at = next;
}

/* 2025-01-10, 2025/01/10 or 20250110, and a time behind it. */
static bool read_iso(stm_slice s, size_t *at, date *d) {
    size_t next = *at;
    int year = digits(s, &next, 4);
    if (year < 0) return false;
    char gap = byte_at(s, next);
    bool apart = gap == '-' || gap == '/' || gap == '.';
    next += apart;
    int month = digits(s, &next, 2);
    if (apart && (month < 0 || byte_at(s, next) != gap)) return false;
    next += apart;
    int day = digits(s, &next, 2);
    date read = NONE;
    read.year = year, read.month = month, read.day = day;
    if (!is_whole(&read) || is_digit(byte_at(s, next))) return false;
    read_iso_time(s, &next, &read);
    read.cue = d->cue;
    *d = read;
    *at = next;
    return true;
}

/* "10/01/2025" is a date only where one of the two cannot be a month; full stops put the day first,
 * and "2025/1/9" the year. */
static bool read_numeric(stm_slice s, date *d) {
    int part[3] = {0, 0, 0};
    size_t count = 0, len = 0;
    char gap = 0;
    for (size_t i = 0; i <= s.len; i++) {
        char c = byte_at(s, i);
        if (is_digit(c) && ++len <= 4) {
            part[count] = part[count] * 10 + (c - '0');
        } else {
            if (!len || len > 4) return false;
            len = 0;
            if (i == s.len) break;
            if (!strchr("/.-", c) || (gap && c != gap) || ++count > 2) return false;
            gap = c;
        }
    }
    if (count == 2 && part[0] >= 1900) {
        d->year = part[0], d->month = part[1], d->day = part[2];
        return true;
    }
    if (count != 2 || part[2] < 1900) return false;
    bool day_first = gap == '.' || part[0] > 12;
    if (!day_first && part[1] <= 12 && part[0] != part[1]) return false;
    d->year = part[2];
    d->day = part[day_first ? 0 : 1];
    d->month = part[day_first ? 1 : 0];
    return true;
}

static void apply_half(date *d, bool afternoon) {
    if (d->hour < 1 || d->hour > 12) return;
    d->hour = d->hour % 12 + (afternoon ? 12 : 0);
}

/* "15:04", "15:04:05", "3:04pm", "3pm"; false where it is no time. */
static bool read_clock(stm_slice s, date *d, bool needs_half) {
    size_t at = 0;
    int hour = 0, n = 0;
    while (is_digit(byte_at(s, at)) && n < 3) hour = hour * 10 + (s.data[at++] - '0'), n++;
    if (!n || n > 2 || hour > 24) return false;
    int minute = 0, second = -1;
    bool colon = byte_at(s, at) == ':' || (byte_at(s, at) == '.' && is_digit(byte_at(s, at + 1)));
    if (colon) {
        at++;
        if ((minute = digits(s, &at, 2)) < 0) return false;
        if (byte_at(s, at) == ':') {
            at++;
            second = digits(s, &at, 2);
        }
    }
    char half = (char)(byte_at(s, at) | 32);
    bool has_half = (half == 'a' || half == 'p') && (byte_at(s, at + 1) | 32) == 'm';
    if (!has_half && (at < s.len || !colon || needs_half)) return false;
    d->hour = hour, d->minute = minute, d->second = second;
    if (has_half) apply_half(d, half == 'p');
    return true;
}

/* The word behind token i makes a bare "3" an hour. */
static bool half_follows(const parse *p, uint32_t i) {
    stm_lex_match m = stm_words_match(p->words, STM_LEX_DATE_WORDS, i + 1, p->last);
    return stm_slice_is(m.value, STM_LIT("am")) || stm_slice_is(m.value, STM_LIT("pm"));
}

/* "+0530", "GMT+0530". */
static bool read_zone_token(parse *p) {
    const stm_token *t = &p->words->tokens[p->at];
    bool is_open = !p->d.zone[0] || (p->d.zone[0] == 'Z' && p->at && t[-1].kind == STM_WORD &&
                                     t[-1].span.end == t->span.start);
    if (p->d.hour < 0 || !is_open || t->kind != STM_PUNCT || (t->rune != '+' && t->rune != '-'))
        return false;
    size_t at = t->span.start;
    stm_slice text = {p->words->text.data, p->words->tokens[p->last - 1].span.end};
    if (!read_zone(text, &at, p->d.zone)) return false;
    while (p->at < p->last && p->words->tokens[p->at].span.start < at) p->at++;
    return true;
}

static bool read_number(parse *p) {
    const stm_token *t = &p->words->tokens[p->at];
    stm_slice s = stm_slice_at(p->words->text, t->span);
    size_t at = t->span.start;
    stm_slice text = {p->words->text.data, p->words->tokens[p->last - 1].span.end};
    if (p->d.year < 0 && read_iso(text, &at, &p->d)) {
        while (p->at < p->last && p->words->tokens[p->at].span.start < at) p->at++;
        return true;
    }
    p->at++;
    if (p->d.year < 0 && read_numeric(s, &p->d)) return true;
    if (p->d.hour < 0 && read_clock(s, &p->d, false)) return true;
    size_t n = 0;
    int value = 0;
    while (is_digit(byte_at(s, n)) && n < 5) value = value * 10 + (s.data[n++] - '0');
    if (n == 4 && n == s.len && p->d.year < 0) {
        p->d.year = value;
        return true;
    }
    if (n > 2 || (s.len != n && s.len != n + 2)) return false;
    if (p->d.hour < 0 && half_follows(p, p->at - 1)) {
        p->d.hour = value;
        p->d.minute = 0;
        return true;
    }
    if (p->d.day >= 0) return false;
    p->d.day = value;
    return true;
}

static stm_date_cue cue_of(stm_slice value) {
    if (stm_slice_is(value, STM_LIT("published"))) return STM_DATE_PUBLISHED;
    return stm_slice_is(value, STM_LIT("updated")) ? STM_DATE_UPDATED : STM_DATE_UNTOLD;
}

static bool apply_word(date *d, stm_slice value) {
    if (cue_of(value))
        d->cue = cue_of(value);
    else if (stm_slice_is(value, STM_LIT("am")) || stm_slice_is(value, STM_LIT("pm")))
        apply_half(d, *value.data == 'p');
    else if (d->hour >= 0 && value.len == 6 && strchr("+-", *value.data))
        memcpy(d->zone, stm_slice_is(value, STM_LIT("+00:00")) ? "Z\0    " : value.data, 6);
    return true;
}

static bool read_word(parse *p) {
    stm_lex_match m = stm_words_match(p->words, STM_LEX_MONTHS, p->at, p->last);
    if (m.words && p->d.month < 0) {
        size_t n = 0;
        int month = 0;
        while (n < m.value.len && is_digit(m.value.data[n]))
            month = month * 10 + (m.value.data[n++] - '0');
        p->d.month = month;
        p->at += m.words;
        return true;
    }
    m = stm_words_match(p->words, STM_LEX_WEEKDAYS, p->at, p->last);
    if (m.words) {
        p->at += m.words;
        return true;
    }
    m = stm_words_match(p->words, STM_LEX_DATE_WORDS, p->at, p->last);
    /* A cue behind a whole date speaks of the next one: "March 5, 2031. Updated March 7". */
    if (cue_of(m.value) && is_whole(&p->d)) return false;
    p->at += m.words;
    return m.words && apply_word(&p->d, m.value);
}

/* Reads as far as tokens fit a date; true where it came to the end. */
static bool read_tokens(parse *p) {
    while (p->at < p->last) {
        uint32_t before = p->at;
        const stm_token *t = &p->words->tokens[p->at];
        bool fits;
        if (t->kind == STM_NUMBER)
            fits = read_number(p);
        else if (t->kind == STM_WORD)
            fits = read_word(p);
        else if (!read_zone_token(p))
            p->at++, fits = stm_words_is_mark(p->words, before, ",.:;|-–—()·•/@");
        else
            fits = true;
        if (!fits) return false;
    }
    return true;
}

static date from_seconds(int64_t seconds) {
    int64_t rest = seconds % 86400;
    stm_date day = stm_date_of((stm_day)(seconds / 86400));
    date d = NONE;
    d.year = day.year, d.month = day.month, d.day = day.day;
    d.hour = (int)(rest / 3600), d.minute = (int)(rest / 60 % 60), d.second = (int)(rest % 60);
    memcpy(d.zone, "Z", 2);
    return d;
}

/* Seconds, or milliseconds. */
static bool read_epoch(stm_slice text, date *d) {
    if (text.len != 10 && text.len != 13) return false;
    int64_t value = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (!is_digit(text.data[i])) return false;
        if (i < 10) value = value * 10 + (text.data[i] - '0');
    }
    *d = from_seconds(value);
    return is_whole(d);
}

stm_slice stm_date_iso(stm_arena *arena, stm_slice text, stm_slice language) {
    enum { LONGEST = 200 };
    while (text.len && (unsigned char)*text.data <= ' ') text.data++, text.len--;
    if (!text.data || text.len > LONGEST) return (stm_slice){0};
    size_t at = 0;
    parse p = {.d = NONE};
    if (read_iso(text, &at, &p.d) || read_epoch(text, &p.d)) return print(arena, &p.d);
    p.words = stm_words_of_text(arena, text, language);
    p.last = p.words->count;
    read_tokens(&p);
    return is_whole(&p.d) ? print(arena, &p.d) : (stm_slice){0};
}

stm_slice stm_date_line(stm_arena *arena, const stm_words *words, uint32_t first, uint32_t last,
                        bool *is_update) {
    enum { LONGEST = 30 };
    parse p = {.words = words, .at = first, .last = last, .d = NONE};
    if (last - first > LONGEST || last == first || !read_tokens(&p) || !is_whole(&p.d))
        return (stm_slice){0};
    *is_update = p.d.cue == STM_DATE_UPDATED;
    return print(arena, &p.d);
}

stm_slice stm_date_find(stm_arena *arena, const stm_words *words, uint32_t *first, uint32_t last,
                        stm_date_cue *cue) {
    enum { LONGEST = 40 };
    if (last - *first > LONGEST) last = *first + LONGEST;
    for (; *first < last; ++*first) {
        parse p = {.words = words, .at = *first, .last = last, .d = NONE};
        if (words->tokens[*first].kind == STM_PUNCT) continue;
        read_tokens(&p);
        if (!is_whole(&p.d)) continue;
        *cue = p.d.cue;
        *first = p.at;
        return print(arena, &p.d);
    }
    return (stm_slice){0};
}

static stm_day day_of(stm_slice iso) {
    date d = NONE;
    size_t at = 0;
    return read_iso(iso, &at, &d) ? stm_day_of((stm_date){d.year, d.month, d.day}) : 0;
}

int stm_date_days_between(stm_slice from, stm_slice to) {
    return day_of(to) - day_of(from);
}

stm_date_cue stm_date_label(const stm_words *words, uint32_t first, uint32_t last) {
    stm_lex_match m = stm_words_match(words, STM_LEX_DATE_WORDS, first, last);
    bool alone = m.words && stm_words_count(words, first + m.words, last) <= 1;
    return alone ? cue_of(m.value) : STM_DATE_UNTOLD;
}
