/* timex_span.c - durations and sets: "three days", "the past two years", "every Friday". */
#include "text/timex_draft.h"

#define word_at stm_timex_word
#define is_role stm_timex_is

static const stm_piece *piece_at(const time_scan *scan, uint32_t at) {
    return &scan->pieces.items[at];
}

/* "and a half" behind the unit. */
static uint32_t read_half_behind(const time_scan *scan, uint32_t at, uint32_t end, double *count) {
    if (!is_role(scan, at, end, ROLE_AND)) return at;
    stm_numeral half = stm_timex_number(scan, at + 1, end);
    if (!half.is_fraction || half.value >= 1) return at;
    *count += half.value;
    return at + 1 + half.used;
}

/* "two to" before "three weeks", "12 or" before "18 months": the smaller end counts. */
static uint32_t read_range_start(const time_scan *scan, uint32_t at, uint32_t end) {
    stm_numeral first = stm_timex_number(scan, at, end);
    if (!first.used || first.is_article) return at;
    uint32_t i = at + first.used;
    bool linked = is_role(scan, i, end, ROLE_TO) || is_role(scan, i, end, ROLE_OR) ||
                  (i < end && piece_at(scan, i)->rune == 0x2013);
    if (linked)
        i++;
    else if (i >= end || piece_at(scan, i)->join != STM_HYPHENED || !first.in_figures)
        return at;
    stm_numeral second = stm_timex_number(scan, i, end);
    return second.used && !second.is_article ? i : at;
}

/* One amount: number, fillers, unit. */
static uint32_t read_amount(const time_scan *scan, uint32_t at, uint32_t end, time_amount *amount) {
    stm_numeral number = stm_timex_number(scan, at, end);
    if (!number.used) return at;
    uint32_t i = at + number.used;
    uint8_t before = stm_timex_before(scan, at).role;
    bool quarters = number.is_fraction && number.of == 4 && scan->words[i - 1].is_plural;
    if (quarters && (before == ROLE_LAST || before == ROLE_NEXT || before == ROLE_COMING)) {
        *amount = (time_amount){number.value * 4, UNIT_QUARTER}; /* "the past two quarters" */
        return i;
    }
    if (number.is_fraction && i < end) { /* "half an hour" */
        stm_numeral article = stm_timex_number(scan, i, end);
        if (is_role(scan, i, end, ROLE_OF)) article = stm_timex_number(scan, ++i, end);
        if (article.used && article.is_article) i += article.used;
    }
    for (int fillers = 0; fillers < 3; fillers++) {
        bool more = is_role(scan, i, end, ROLE_FILLER) ||
                    (number.is_vague && is_role(scan, i, end, ROLE_OF)) ||
                    is_role(scan, i, end, ROLE_FISCAL) ||
                    (number.value == 2 && is_role(scan, i, end, ROLE_OF));
        if (!more) break;
        i++;
    }
    time_word unit = word_at(scan, i, end);
    if (!unit.unit) return at;
    *amount = (time_amount){number.is_vague ? COUNT_VAGUE : number.value, unit.unit};
    if (number.is_vague) return i + 1;
    return read_half_behind(scan, i + 1, end, &amount->count);
}

/* "-old", "years old", "years of age": an age. */
static uint32_t read_age_behind(const time_scan *scan, uint32_t at, uint32_t end) {
    if (is_role(scan, at, end, ROLE_OLD)) return at + 1;
    return at;
}

static bool is_long(const time_scan *scan, uint32_t at, uint32_t end) {
    return is_role(scan, at, end, ROLE_FILLER) && piece_at(scan, at)->join == STM_HYPHENED;
}

/* A lone "second" or "quarter" behind an article is something else: "a second man". */
static bool unit_is_doubtful(const time_scan *scan, uint32_t at, uint32_t behind,
                             const time_amount *amount) {
    const stm_piece *last = piece_at(scan, behind - 1);
    if (amount->unit == UNIT_SECOND || amount->unit == UNIT_QUARTER)
        return amount->count == 1 || !scan->words[behind - 1].is_plural ||
               (amount->count < 0 && !stm_timex_before(scan, at).role);
    if (amount->unit == UNIT_MINUTE) {
        stm_slice s = stm_slice_at(scan->doc->report->text, last->span);
        return s.len < 4;
    }
    return false;
}

static void put_span(time_draft *draft, time_amount amount) {
    draft->kind = KIND_SPAN;
    draft->type = STM_DURATION;
    draft->amount[0] = amount;
    draft->amounts = 1;
}

/* "$3 a year", "four flights a week": a rate, and no duration. */
static bool is_rate(const time_scan *scan, uint32_t at) {
    uint32_t low = at > scan->start + 4 ? at - 4 : scan->start;
    if (at == scan->start || piece_at(scan, at - 1)->kind == STM_PIECE_MARK) return false;
    if (scan->words[at - 1].role && scan->words[at - 1].role != ROLE_TIMES) return false;
    for (uint32_t i = at; i > low; i--) {
        const stm_piece *piece = piece_at(scan, i - 1);
        if (scan->words[i - 1].role == ROLE_TIMES) return true;
        if (scan->words[i - 1].role || scan->words[i - 1].unit) return false;
        if (piece->kind == STM_PIECE_FIGURE || piece->kind == STM_PIECE_DECIMAL) return true;
        stm_numeral number = stm_numeral_read(scan->doc->lexicon, piece, 1);
        if (number.used && !number.is_article) return true;
    }
    return false;
}

/* How many of the smaller unit make one of the larger, where the two are told together. */
static double fill(uint8_t larger, uint8_t smaller) {
    static const struct {
        uint8_t larger, smaller, count;
    } pairs[] = {
        {UNIT_YEAR, UNIT_MONTH, 12},  {UNIT_YEAR, UNIT_WEEK, 52},     {UNIT_MONTH, UNIT_WEEK, 5},
        {UNIT_MONTH, UNIT_DAY, 31},   {UNIT_WEEK, UNIT_DAY, 7},       {UNIT_DAY, UNIT_HOUR, 24},
        {UNIT_HOUR, UNIT_MINUTE, 60}, {UNIT_MINUTE, UNIT_SECOND, 60},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i].larger == larger && pairs[i].smaller == smaller) return pairs[i].count;
    return 0;
}

/* "and three months", ", 35 minutes and 10 seconds": what smaller units add. */
static uint32_t read_smaller(const time_scan *scan, uint32_t at, uint32_t end, time_draft *draft) {
    while (draft->amounts < 3) {
        const time_amount *larger = &draft->amount[draft->amounts - 1];
        uint32_t next = at;
        if (stm_timex_is_mark(scan, next, end, ',')) next++;
        if (is_role(scan, next, end, ROLE_AND)) next++;
        time_amount amount = {0};
        if (next >= end || stm_timex_number(scan, next, end).is_article) break;
        uint32_t behind = read_amount(scan, next, end, &amount);
        bool fits = amount.count >= 0 && larger->count >= 0 &&
                    amount.count < fill(larger->unit, amount.unit);
        if (behind == next || !fits) break;
        draft->amount[draft->amounts++] = amount;
        at = behind;
    }
    return at;
}

static uint32_t read_duration(const time_scan *scan, uint32_t at, uint32_t end, time_draft *draft) {
    uint32_t start = read_range_start(scan, at, end);
    double least = start > at ? stm_timex_number(scan, at, end).value : 0;
    time_amount amount = {0};
    uint32_t i = read_amount(scan, start, end, &amount);
    bool year = stm_timex_figure(scan, start, end, 4, 1900, 2100) && i == start + 2;
    if (year && piece_at(scan, start)->join == STM_HYPHENED) return at; /* "the post-1959 years" */
    if (i == start || unit_is_doubtful(scan, start, i, &amount)) return at;
    stm_numeral first = stm_timex_number(scan, start, end);
    if (first.is_vague && first.value > 9) { /* "hundreds of years" */
        draft->kind = KIND_NOTHING;
        return i;
    }
    bool glued = piece_at(scan, i - 1)->join == STM_GLUED;
    if (glued && amount.unit < UNIT_DAY && i - start > 2) return at;
    if (start > at && amount.count > 0) amount.count = least;
    put_span(draft, amount);
    if (is_long(scan, i, end)) i++; /* "two-year-long" */
    uint32_t age = read_age_behind(scan, i, end);
    if (age > i && amount.unit == UNIT_YEAR) {
        draft->kind = KIND_NOTHING;
        return age;
    }
    if (age > i) return age;
    bool article = stm_timex_number(scan, at, end).is_article;
    if (article && i == at + 2 && is_rate(scan, at)) draft->kind = KIND_NOTHING;
    return read_smaller(scan, i, end, draft);
}

/* "years", "for weeks", "weeks or months". */
static uint32_t read_bare_units(const time_scan *scan, uint32_t at, uint32_t end,
                                time_draft *draft) {
    time_word word = word_at(scan, at, end);
    if (!word.unit || word.unit < UNIT_HOUR) return at;
    if (is_long(scan, at + 1, end)) { /* "day-long", "decades-long" */
        put_span(draft, (time_amount){word.is_plural ? COUNT_VAGUE : 1, word.unit});
        return at + 2;
    }
    if (!word.is_plural || word.unit < UNIT_DAY) return at;
    uint8_t before = stm_timex_before(scan, at).role;
    bool licensed = before == ROLE_FOR || before == ROLE_IN || before == ROLE_THE ||
                    before == ROLE_SINCE || before == ROLE_EARLY;
    uint32_t i = at + 1;
    time_word other = word_at(scan, i + 1, end);
    if (is_role(scan, i, end, ROLE_OR) && other.unit && other.is_plural) i += 2;
    time_word behind = word_at(scan, i, end);
    if (behind.role == ROLE_LATER || behind.role == ROLE_EARLIER) licensed = true;
    if (!licensed && i == at + 1 && word.unit < UNIT_DECADE) return at;
    if (before == ROLE_THE && is_role(scan, i, end, ROLE_OF)) return at;
    put_span(draft, (time_amount){COUNT_VAGUE, word.unit});
    return i;
}

static uint32_t put_set(const time_scan *scan, uint32_t at, double count, time_draft *draft) {
    time_word word = scan->words[at];
    if (!word.unit && !word.weekday && !word.month && !word.season && !word.part) return at;
    draft->kind = KIND_SET;
    draft->type = STM_SET;
    draft->weekday = word.weekday;
    draft->month = word.unit || word.weekday ? 0 : word.month;
    draft->season = word.season;
    draft->part = word.part;
    if (!word.unit) return at + 1;
    draft->amount[0] = (time_amount){count, word.unit};
    draft->amounts = 1;
    return at + 1;
}

/* "every Friday", "each year", "every two weeks", "every other day". */
static uint32_t read_every(const time_scan *scan, uint32_t at, uint32_t end, time_draft *draft) {
    if (!is_role(scan, at, end, ROLE_EVERY)) return at;
    uint32_t i = at + 1;
    double count = 1;
    int ordinal = word_at(scan, i, end).ordinal;
    if (is_role(scan, i, end, ROLE_OTHER)) {
        count = 2;
        i++;
    } else if (ordinal > 1 && word_at(scan, i + 1, end).unit) {
        count = ordinal;
        i++;
    } else {
        stm_numeral number = stm_timex_number(scan, i, end);
        if (number.used && !number.is_vague && word_at(scan, i + number.used, end).unit) {
            count = number.value;
            i += number.used;
        }
    }
    if (i >= end) return at;
    uint32_t behind = put_set(scan, i, count, draft);
    if (behind == i) return at;
    time_word part = word_at(scan, behind, end);
    if (draft->weekday && part.part && !part.is_plural) draft->part = part.part, behind++;
    return behind;
}

/* "twice a week", "three times a day". */
static uint32_t read_times(const time_scan *scan, uint32_t at, uint32_t end, time_draft *draft) {
    stm_numeral number = stm_timex_number(scan, at, end);
    uint32_t i = at + (number.is_article ? 0 : number.used);
    if (!is_role(scan, i, end, ROLE_TIMES)) return at;
    i++;
    if (is_role(scan, i, end, ROLE_PER)) {
        i++;
    } else {
        stm_numeral article = stm_timex_number(scan, i, end);
        if (!article.is_article) return at;
        i += article.used;
    }
    time_word unit = word_at(scan, i, end);
    if (!unit.unit || unit.is_plural) return at;
    return put_set(scan, i, 1, draft);
}

/* "Fridays", "Monday and Tuesday nights", "weekends". */
static uint32_t read_plural_weekday(const time_scan *scan, uint32_t at, uint32_t end,
                                    time_draft *draft) {
    time_word word = word_at(scan, at, end), next = word_at(scan, at + 1, end);
    if (!word.weekday || word.is_weak) return at;
    bool nights = next.part && next.is_plural;
    if (!word.is_plural && !nights) return at;
    draft->kind = KIND_SET;
    draft->type = STM_SET;
    draft->weekday = word.weekday;
    if (nights) draft->part = next.part;
    return at + 1 + nights;
}

uint32_t stm_timex_read_span(const time_scan *scan, uint32_t at, uint32_t end, time_draft *draft) {
    static time_reader *const readers[] = {
        read_duration, read_bare_units, read_every, read_times, read_plural_weekday,
    };
    return stm_timex_longest(readers, sizeof readers / sizeof *readers, scan, at, end, draft);
}
