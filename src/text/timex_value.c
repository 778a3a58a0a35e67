/* timex_value.c - TIMEX3 values of time expressions. */
#include "text/timex_form.h"

/* Reports name a date ahead by its day or month alone when it is this near; what is farther off
 * follows the tense. */
#define NEAR_DAYS       135
#define NEAR_MONTH_DAYS 95
#define NEAR_WEEKDAYS   1

/* A span of the calendar: its first day and its unit. */
typedef struct {
    bool known;
    stm_day day;
    uint8_t unit;
} moment;

typedef struct {
    const time_scan *scan;
    stm_buf *out;
    moment published;
    moment day, month, year; /* spoken of last, at least that exact */
    bool in_quarter;         /* the period spoken of last is a quarter: */
    int quarter_year, quarter;
    uint32_t ground_sentence; /* 1 + the sentence where a time was told last */
    uint32_t other_period;    /* 1 + the block in which a period of months was spoken of last */
} resolver;

static uint32_t block_of(const resolver *r, const time_draft *draft) {
    const stm_document *doc = r->scan->doc;
    return doc->sentences[doc->sentence_of[r->scan->pieces.items[draft->first].token]].block;
}

/* Whether the period spoken of is a quarter: "the nine months" stands for its paragraph. */
static bool speaks_of_quarter(const resolver *r, const time_draft *draft) {
    return r->in_quarter && r->other_period != block_of(r, draft) + 1;
}

static int quarter_of(stm_day day) {
    return (stm_date_of(day).month - 1) / 3 + 1;
}

/* What was spoken of becomes the ground that "later that day" stands on. */
static void note(resolver *r, stm_day day, uint8_t unit) {
    moment now = {true, day, unit};
    if (unit <= UNIT_DAY) r->day = now;
    if (unit <= UNIT_MONTH) r->month = now;
    r->year = now;
}

static moment context_for(const resolver *r, uint8_t unit) {
    moment found = r->year;
    if (unit <= UNIT_FORTNIGHT)
        found = r->day;
    else if (unit == UNIT_MONTH)
        found = r->month;
    return found.known ? found : r->published;
}

/* "the year ended Jan. 31" is over. */
static bool is_ended(const resolver *r, const time_draft *draft) {
    if (stm_timex_before(r->scan, draft->first).role != ROLE_ENDED) return false;
    const stm_piece *piece = &r->scan->pieces.items[draft->first - 1];
    const char *end = r->scan->doc->report->text.data + piece->span.end;
    return end[-1] == 'd';
}

/* The one of the two that the anchor and the tense point to. */
static stm_day choose(const resolver *r, const time_draft *draft, stm_day before, stm_day after) {
    switch (draft->anchor) {
    case ANCHOR_LAST:
        return before;
    case ANCHOR_NEXT:
        return after;
    case ANCHOR_CONTEXT:
        return draft->shift > 0 ? after : before;
    default:
        break;
    }
    bool is_nearer = r->published.day - before <= after - r->published.day;
    time_tense tense = stm_timex_tense(r->scan, draft->first, draft->last, TENSE_REACH);
    if (draft->day && is_ended(r, draft)) return before;
    int back = r->published.day - before, ahead = after - r->published.day;
    if (draft->day || draft->holiday.data) {
        if (is_nearer && (back < NEAR_DAYS || tense != TENSE_FUTURE)) return before;
        if (ahead < NEAR_DAYS) return after;
    } else if (draft->weekday && ahead > 0 && ahead <= NEAR_WEEKDAYS) {
        tense = stm_timex_tense(r->scan, draft->first, draft->last, TENSE_NEAR);
        return tense == TENSE_PAST ? before : after;
    } else if (draft->month && ahead < NEAR_MONTH_DAYS && !is_nearer) {
        bool by = stm_timex_before(r->scan, draft->first).role == ROLE_BY;
        tense = stm_timex_tense(r->scan, draft->first, draft->last, TENSE_NEAR);
        return tense == TENSE_PAST && !by ? before : after;
    }
    if (tense == TENSE_FUTURE) return after;
    if (tense == TENSE_PAST || draft->weekday) return before;
    return is_nearer ? before : after;
}

static moment ground_of(const resolver *r, const time_draft *draft, uint8_t unit) {
    return draft->anchor == ANCHOR_CONTEXT ? context_for(r, unit) : r->published;
}

/* Whether the ground itself may be meant: not by "last Friday", said on a Friday. */
static bool is_strict(const time_draft *draft) {
    return draft->anchor == ANCHOR_LAST || draft->anchor == ANCHOR_NEXT ||
           (draft->anchor == ANCHOR_CONTEXT && draft->shift);
}

static void resolve_weekday(resolver *r, const time_draft *draft) {
    moment ground = ground_of(r, draft, UNIT_DAY);
    if (!ground.known) {
        stm_buf_put_text(r->out, "XXXX-WXX-");
        stm_timex_put_digits(r->out, draft->weekday, 1);
        stm_timex_put_clock(r->out, draft);
        return;
    }
    int back = (stm_weekday_of(ground.day) - draft->weekday + 7) % 7;
    stm_day before = ground.day - back, after = back ? before + 7 : before;
    if (is_strict(draft) && !back) before -= 7, after += 7;
    stm_day day = choose(r, draft, before, after);
    stm_timex_put_day(r->out, day);
    stm_timex_put_clock(r->out, draft);
    note(r, day, UNIT_DAY);
}

/* The year told outright or by its distance; false where it is not told. */
static bool told_year(const resolver *r, const time_draft *draft, int *year) {
    *year = draft->year;
    if (draft->year_kind == YEAR_GIVEN) return true;
    moment ground = draft->year_kind == YEAR_CONTEXT ? context_for(r, UNIT_YEAR) : r->published;
    if (draft->year_kind == YEAR_NONE || !ground.known) return false;
    *year = stm_date_of(ground.day).year + draft->year;
    return true;
}

static stm_day holiday_in(stm_slice rule, int year) {
    int numbers[4] = {0}, count = 0;
    bool named = rule.len && rule.data[0] > '9';
    for (size_t i = 0; i < rule.len && count < 4; i++) {
        bool minus = i > 0 && rule.data[i] == '-' && rule.data[i - 1] == ' ';
        if (!minus && (rule.data[i] < '0' || rule.data[i] > '9')) continue;
        size_t digit = i + minus;
        while (digit < rule.len && rule.data[digit] >= '0' && rule.data[digit] <= '9')
            numbers[count] = numbers[count] * 10 + (rule.data[digit++] - '0');
        if (minus) numbers[count] = -numbers[count];
        count++;
        i = digit;
    }
    if (named && rule.data[0] == 'e') return stm_easter_of(year) + numbers[0];
    if (named) return stm_nth_weekday(year, 11, 4, 4) + numbers[0];
    if (count >= 3) return stm_nth_weekday(year, numbers[0], numbers[1], numbers[2]) + numbers[3];
    return stm_day_of((stm_date){year, numbers[0], numbers[1]});
}

static stm_day day_in(const time_draft *draft, int year) {
    if (draft->holiday.data) return holiday_in(draft->holiday, year);
    int last = stm_days_in_month(year, draft->month);
    int day = draft->day ? draft->day : 1;
    return stm_day_of((stm_date){year, draft->month, day > last ? last : day});
}

/* A day or month of the year whose year is not told: the latest at or before the ground, and the
 * next one. A month counts as a whole. */
static stm_day near_year(const resolver *r, const time_draft *draft, stm_day ground) {
    stm_date base = stm_date_of(ground);
    bool month_only = !draft->day && !draft->holiday.data;
    if (month_only) ground = stm_day_of((stm_date){base.year, base.month, 1});
    stm_day same = day_in(draft, base.year);
    if (same == ground && !is_strict(draft)) return same;
    if (draft->anchor == ANCHOR_THIS) return same;
    stm_day before = same < ground ? same : day_in(draft, base.year - 1);
    stm_day after = same > ground ? same : day_in(draft, base.year + 1);
    if (draft->weekday && draft->anchor == ANCHOR_NEAR) {
        bool fits_before = stm_weekday_of(before) == draft->weekday;
        bool fits_after = stm_weekday_of(after) == draft->weekday;
        if (fits_before != fits_after) return fits_before ? before : after;
    }
    return choose(r, draft, before, after);
}

static void put_unknown_year(resolver *r, const time_draft *draft) {
    stm_buf_put_text(r->out, "XXXX");
    bool movable = draft->holiday.data && draft->holiday.len != 5;
    if (movable) {
        stm_buf_put_text(r->out, "-XX-XX");
        stm_timex_put_clock(r->out, draft);
        return;
    }
    stm_date date = stm_date_of(day_in(draft, 2000));
    stm_buf_put_byte(r->out, '-');
    stm_timex_put_digits(r->out, date.month, 2);
    if (!draft->day && !draft->holiday.data) return;
    stm_buf_put_byte(r->out, '-');
    stm_timex_put_digits(r->out, date.day, 2);
    stm_timex_put_clock(r->out, draft);
}

static void resolve_month(resolver *r, const time_draft *draft) {
    int year = 0;
    bool told = told_year(r, draft, &year);
    moment ground = ground_of(r, draft, draft->day ? UNIT_DAY : UNIT_MONTH);
    if (!told && !ground.known) {
        put_unknown_year(r, draft);
        return;
    }
    stm_day day = told ? day_in(draft, year) : near_year(r, draft, ground.day);
    if (draft->week) {
        stm_timex_put_week(r->out, day);
    } else if (draft->day || draft->holiday.data) {
        stm_timex_put_day(r->out, day);
        stm_timex_put_clock(r->out, draft);
    } else {
        stm_timex_put_month(r->out, day);
    }
    note(r, day, draft->day || draft->holiday.data ? UNIT_DAY : UNIT_MONTH);
}

/* A quarter, half or season whose year is not told: begins `first` months into the year. */
static int near_part_year(const resolver *r, const time_draft *draft, int first, int length) {
    stm_date base = stm_date_of(r->published.day);
    stm_day same = stm_day_of((stm_date){base.year, first, 1});
    stm_day end = stm_day_months_on(same, length);
    stm_day ground = r->published.day;
    bool begun = same <= ground, over = end <= ground;
    if (draft->anchor == ANCHOR_THIS) return base.year;
    if (draft->anchor == ANCHOR_LAST) return over ? base.year : base.year - 1;
    if (draft->anchor == ANCHOR_NEXT) return begun ? base.year + 1 : base.year;
    if (begun && !over) return base.year;
    stm_day before = begun ? same : stm_day_of((stm_date){base.year - 1, first, 1});
    stm_day closed = stm_day_months_on(before, length);
    if (ground - closed < 95) return stm_date_of(before).year; /* results of it are news */
    stm_day after = begun ? stm_day_of((stm_date){base.year + 1, first, 1}) : same;
    return stm_date_of(choose(r, draft, before, after)).year;
}

/* Whether a quarter is spoken of as one whose results are known, and not looked forward to. */
static bool is_reported(const resolver *r, const time_draft *draft, int year) {
    if (!r->published.known) return true;
    stm_day first = stm_day_of((stm_date){year, draft->quarter * 3 - 2, 1});
    if (stm_day_months_on(first, 3) <= r->published.day) return true;
    if (first > r->published.day) return false;
    if (r->scan->words[draft->last].role == ROLE_ENDED) return true;
    return stm_timex_tense(r->scan, draft->first, draft->last, TENSE_NEAR) == TENSE_PAST;
}

static void resolve_quarter(resolver *r, const time_draft *draft) {
    int year = 0, length = draft->quarter ? 3 : 6;
    int number = draft->quarter ? draft->quarter : draft->half;
    int first = (number - 1) * length + 1;
    bool told = told_year(r, draft, &year);
    if (told || r->published.known) {
        if (!told) year = near_part_year(r, draft, first, length) - draft->is_yearly;
        stm_timex_put_year(r->out, year);
        note(r, stm_day_of((stm_date){year, first, 1}), UNIT_QUARTER);
        if (draft->quarter && !draft->is_yearly && is_reported(r, draft, year)) {
            r->in_quarter = true;
            r->other_period = 0;
            r->quarter = draft->quarter;
            r->quarter_year = year;
        }
    } else {
        stm_buf_put_text(r->out, "XXXX");
    }
    stm_buf_put_text(r->out, draft->quarter ? "-Q" : "-H");
    stm_timex_put_digits(r->out, number, 1);
}

static void resolve_season(resolver *r, const time_draft *draft) {
    int year = 0, first = draft->season * 3;
    bool told = told_year(r, draft, &year);
    if (told || r->published.known) {
        if (!told) year = near_part_year(r, draft, first, 3);
        stm_timex_put_year(r->out, year);
        note(r, stm_day_of((stm_date){year, first, 1}), UNIT_QUARTER);
    } else {
        stm_buf_put_text(r->out, "XXXX");
    }
    stm_timex_put_season(r->out, draft->season);
}

static void resolve_date(resolver *r, const time_draft *draft) {
    if (draft->month || draft->holiday.data) {
        resolve_month(r, draft);
    } else if (draft->weekday) {
        resolve_weekday(r, draft);
    } else if (draft->quarter || draft->half) {
        resolve_quarter(r, draft);
    } else if (draft->season) {
        resolve_season(r, draft);
    } else {
        if (draft->is_period && speaks_of_quarter(r, draft)) {
            stm_timex_put_quarter(r->out, draft->year, r->quarter);
            return;
        }
        stm_timex_put_digits(r->out, draft->year, draft->year_digits);
        if (draft->year_digits == 4) note(r, stm_day_of((stm_date){draft->year, 1, 1}), UNIT_YEAR);
    }
}

/* On a Monday "the weekend" is over; on a Friday it is to come. */
static stm_day weekend_of(const resolver *r, const time_draft *draft, stm_day ground) {
    stm_day monday = ground - stm_weekday_of(ground) + 1;
    if (!draft->is_bare) return monday + 7 * draft->shift;
    if (stm_weekday_of(ground) > 5) return monday;
    time_tense tense = stm_timex_tense(r->scan, draft->first, draft->last, TENSE_REACH);
    return tense == TENSE_FUTURE ? monday : monday - 7;
}

static void shift_weeks(resolver *r, const time_draft *draft, stm_day ground) {
    int weeks = draft->shift * (draft->unit == UNIT_FORTNIGHT ? 2 : 1);
    stm_day day = ground + 7 * weeks;
    if (draft->unit == UNIT_WEEKEND) {
        day = weekend_of(r, draft, ground);
        stm_timex_put_week(r->out, day);
        stm_buf_put_text(r->out, "-WE");
        note(r, day + 5, UNIT_WEEKEND);
    } else if (draft->weekday) {
        day += draft->weekday - stm_weekday_of(day);
        stm_timex_put_day(r->out, day);
        stm_timex_put_clock(r->out, draft);
        note(r, day, UNIT_DAY);
    } else {
        stm_timex_put_week(r->out, day);
        note(r, day, UNIT_WEEK);
    }
}

static void shift_quarters(resolver *r, const time_draft *draft, stm_day ground) {
    bool spoken = draft->is_period || draft->anchor == ANCHOR_CONTEXT;
    if (spoken && speaks_of_quarter(r, draft) && !draft->shift) {
        stm_timex_put_quarter(r->out, r->quarter_year - draft->is_yearly, r->quarter);
        return;
    }
    int months = draft->is_period ? -3 : 3 * draft->shift;
    stm_day day = stm_day_months_on(ground, months);
    stm_timex_put_quarter(r->out, stm_date_of(day).year, quarter_of(day));
    note(r, day, UNIT_QUARTER);
}

static void shift_years(resolver *r, const time_draft *draft, stm_day ground) {
    int year = stm_date_of(ground).year + draft->shift;
    if (draft->is_yearly && speaks_of_quarter(r, draft)) {
        stm_timex_put_quarter(r->out, r->quarter_year - 1, r->quarter);
        return;
    }
    stm_timex_put_year(r->out, year);
    note(r, stm_day_of((stm_date){year, 1, 1}), UNIT_YEAR);
}

static uint32_t sentence_of(const resolver *r, const time_draft *draft) {
    return r->scan->doc->sentence_of[r->scan->pieces.items[draft->first].token];
}

/* "three days later" hangs on a day told in its sentence or the one before; where none is, it is
 * no more than a length of time. */
static bool lacks_ground(const resolver *r, const time_draft *draft) {
    if (!draft->is_distance || draft->anchor != ANCHOR_CONTEXT || draft->is_yearly) return false;
    if (draft->is_vague) return true;
    bool fresh = r->ground_sentence && sentence_of(r, draft) <= r->ground_sentence;
    return draft->unit <= UNIT_HOUR || !fresh || !context_for(r, draft->unit).known;
}

static void resolve_distance(resolver *r, time_draft *draft) {
    draft->type = STM_DURATION;
    draft->last--; /* without "later" */
    draft->amounts = 1;
    int count = draft->shift < 0 ? -draft->shift : draft->shift;
    draft->amount[0] = (time_amount){draft->is_vague ? COUNT_VAGUE : count, draft->unit};
    stm_timex_put_amounts(r->out, draft);
}

static void resolve_shift(resolver *r, time_draft *draft) {
    if (lacks_ground(r, draft)) {
        resolve_distance(r, draft);
        return;
    }
    if (draft->is_vague) {
        stm_buf_put_text(r->out, "PAST_REF");
        return;
    }
    uint8_t unit = draft->unit;
    moment ground = ground_of(r, draft, unit);
    bool stale = r->ground_sentence != sentence_of(r, draft) + 1 && r->published.known;
    if (draft->has_clock && stale) ground = r->published;
    if (draft->is_yearly || draft->is_period || unit == UNIT_WEEKEND) ground = r->published;
    if (!ground.known) {
        stm_timex_put_unknown(r->out, draft);
        return;
    }
    int year = stm_date_of(ground.day).year;
    if (unit <= UNIT_DAY) {
        stm_day day = ground.day + (unit == UNIT_DAY ? draft->shift : 0);
        stm_timex_put_day(r->out, day);
        stm_timex_put_clock(r->out, draft);
        note(r, day, UNIT_DAY);
    } else if (unit <= UNIT_FORTNIGHT) {
        shift_weeks(r, draft, ground.day);
    } else if (unit == UNIT_MONTH) {
        stm_day day = stm_day_months_on(ground.day, draft->shift);
        stm_timex_put_month(r->out, day);
        note(r, day, UNIT_MONTH);
    } else if (unit <= UNIT_HALF) {
        shift_quarters(r, draft, ground.day);
    } else if (unit == UNIT_YEAR) {
        shift_years(r, draft, ground.day);
    } else {
        int divisor = unit == UNIT_DECADE ? 10 : unit == UNIT_CENTURY ? 100 : 1000;
        stm_timex_put_digits(r->out, year / divisor + draft->shift, unit == UNIT_DECADE ? 3 : 2);
    }
}

static moment published_of(stm_slice iso) {
    int parts[3] = {0};
    static const size_t at[] = {0, 5, 8}, len[] = {4, 2, 2};
    if (!iso.data || iso.len < 10) return (moment){0};
    for (int i = 0; i < 3; i++)
        for (size_t k = 0; k < len[i]; k++) {
            char byte = iso.data[at[i] + k];
            if (byte < '0' || byte > '9') return (moment){0};
            parts[i] = parts[i] * 10 + (byte - '0');
        }
    stm_date date = {parts[0], parts[1], parts[2]};
    if (!stm_date_is_valid(date)) return (moment){0};
    return (moment){true, stm_day_of(date), UNIT_DAY};
}

static void resolve(resolver *r, time_draft *draft) {
    switch ((draft_kind)draft->kind) {
    case KIND_NOTHING:
        break;
    case KIND_VALUE:
        stm_buf_put(r->out, draft->value);
        break;
    case KIND_DATE:
        resolve_date(r, draft);
        break;
    case KIND_SHIFT:
        resolve_shift(r, draft);
        break;
    case KIND_SPAN:
        stm_timex_put_amounts(r->out, draft);
        if (draft->amount[0].unit == UNIT_MONTH) r->other_period = block_of(r, draft) + 1;
        break;
    case KIND_SET:
        stm_timex_put_set(r->out, draft);
        break;
    }
}

void stm_timex_values(stm_arena *arena, const time_scan *scan, time_draft *drafts, uint32_t count,
                      stm_slice *values) {
    stm_buf out;
    stm_buf_init(&out, 256);
    time_scan own = *scan;
    resolver r = {
        .scan = &own, .out = &out, .published = published_of(scan->doc->report->published)};
    for (uint32_t i = 0; i < count; i++) {
        own.start = drafts[i].sentence_start;
        stm_buf_clear(&out);
        resolve(&r, &drafts[i]);
        if (drafts[i].kind == KIND_DATE) r.ground_sentence = sentence_of(&r, &drafts[i]) + 1;
        values[i] = stm_arena_copy(arena, stm_buf_get(&out));
    }
    stm_buf_release(&out);
}
