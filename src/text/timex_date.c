/* timex_date.c - dates with a month, a weekday, a year or a name. */
#include "text/timex_draft.h"

#define word_at stm_timex_word
#define is_role stm_timex_is

static const stm_piece *piece_at(const time_scan *scan, uint32_t at) {
    return &scan->pieces.items[at];
}

static bool is_comma(const time_scan *scan, uint32_t at, uint32_t end) {
    return stm_timex_is_mark(scan, at, end, ',');
}

/* "nineteen ninety-six", "twenty eighteen", "two thousand and five". */
static uint32_t spoken_year(const time_scan *scan, uint32_t at, uint32_t end, int *year) {
    stm_numeral first = stm_timex_number(scan, at, end);
    if (!first.used || first.in_figures || first.is_vague || first.is_article) return at;
    uint32_t next = at + first.used;
    if (first.value >= 2000 && first.value < 2100) {
        *year = (int)first.value;
        return next;
    }
    if (first.used != 1 || first.value < 13 || first.value > 20) return at;
    stm_numeral second = stm_timex_number(scan, next, end);
    if (!second.used || second.in_figures || second.value < 10 || second.value > 99) return at;
    if (second.used > 2 || second.is_vague || second.value != (int)second.value) return at;
    *year = (int)first.value * 100 + (int)second.value;
    return next + second.used;
}

uint32_t stm_timex_read_year(const time_scan *scan, uint32_t at, uint32_t end, int *year) {
    int figures = stm_timex_figure(scan, at, end, 4, 1000, 2199);
    if (!figures) return spoken_year(scan, at, end, year);
    bool suffixed = at + 1 < scan->pieces.count && piece_at(scan, at + 1)->join == STM_GLUED;
    if (suffixed) return at;
    *year = figures;
    return at + 1;
}

uint32_t stm_timex_read_anchor(const time_scan *scan, uint32_t at, uint32_t end,
                               time_draft *draft) {
    draft->anchor = ANCHOR_NEAR;
    draft->shift = 0;
    uint32_t start = at;
    for (; at < end && at < start + 2; at++) {
        uint8_t first = scan->words[start].role;
        bool second = at > start;
        if (second && first != ROLE_THIS && first != ROLE_THAT && first != ROLE_SAME) return at;
        if (second && first == ROLE_THAT && scan->words[at].role != ROLE_SAME) return at;
        switch (scan->words[at].role) {
        case ROLE_LAST:
            draft->anchor = ANCHOR_LAST;
            draft->shift = -1;
            break;
        case ROLE_THIS:
            draft->anchor = ANCHOR_THIS;
            draft->shift = 0;
            break;
        case ROLE_NEXT:
        case ROLE_COMING:
            draft->anchor = ANCHOR_NEXT;
            draft->shift = 1;
            break;
        case ROLE_PREVIOUS:
            draft->anchor = ANCHOR_CONTEXT;
            draft->shift = -1;
            break;
        case ROLE_FOLLOWING:
            draft->anchor = ANCHOR_CONTEXT;
            draft->shift = 1;
            break;
        case ROLE_SAME:
        case ROLE_THAT:
            draft->anchor = ANCHOR_CONTEXT;
            draft->shift = 0;
            break;
        default:
            return at;
        }
    }
    return at;
}

uint32_t stm_timex_read_year_behind(const time_scan *scan, uint32_t at, uint32_t end,
                                    time_draft *draft) {
    uint32_t i = at;
    if (is_comma(scan, i, end) || is_role(scan, i, end, ROLE_OF)) i++;
    if (is_role(scan, i, end, ROLE_THE)) i++;
    if (word_at(scan, i, end).unit == UNIT_YEAR && i + 1 < end) i++; /* "the year 2000" */
    int year = 0;
    uint32_t behind = stm_timex_read_year(scan, i, end, &year);
    if (behind > i) {
        draft->year_kind = YEAR_GIVEN;
        draft->year = year;
        draft->year_digits = 4;
        return behind;
    }
    time_draft anchor = {0};
    behind = stm_timex_read_anchor(scan, i, end, &anchor);
    time_word unit = word_at(scan, behind, end);
    if (behind == i || unit.unit != UNIT_YEAR || unit.is_plural) return at;
    draft->year_kind = anchor.anchor == ANCHOR_CONTEXT ? YEAR_CONTEXT : YEAR_SHIFTED;
    draft->year = anchor.shift;
    return behind + 1;
}

/* "12", "12th", "eighth", "twenty-first"; what follows must not be counted by it. */
static uint32_t read_day(const time_scan *scan, uint32_t at, uint32_t end, uint8_t *day) {
    if (is_role(scan, at, end, ROLE_THE)) at++;
    int figures = stm_timex_figure(scan, at, end, 2, 1, 31);
    uint32_t i = at + 1;
    if (figures) {
        bool suffixed = i < end && piece_at(scan, i)->join == STM_GLUED;
        if (suffixed && !stm_piece_in(piece_at(scan, i), STM_LEX_ORDINALS)) return 0;
        if (stm_timex_is_mark(scan, i, end, '%')) return 0;
        *day = (uint8_t)figures;
        return i + suffixed;
    }
    time_word word = word_at(scan, at, end);
    if (word.ordinal > 0 && word.ordinal < 32) {
        *day = (uint8_t)word.ordinal;
        return at + 1;
    }
    stm_numeral tens = stm_timex_number(scan, at, i < end ? i : end);
    time_word ones = word_at(scan, i, end);
    if ((tens.value != 20 && tens.value != 30) || ones.ordinal < 1 || ones.ordinal > 9) return 0;
    *day = (uint8_t)(tens.value + ones.ordinal);
    return i + 1;
}

/* Whether a month that is an everyday word too is meant as one here. */
static bool month_is_meant(const time_scan *scan, uint32_t at, uint32_t behind) {
    const stm_piece *piece = piece_at(scan, at);
    if (piece->shape == STM_LOWER) return false;
    if (!scan->words[at].is_weak || behind > at + 1) return true;
    bool named = at > scan->start && piece[-1].shape != STM_LOWER && !scan->words[at - 1].role;
    if (named) return false; /* "Theresa May" */
    switch (stm_timex_before(scan, at).role) {
    case ROLE_IN:
    case ROLE_SINCE:
    case ROLE_UNTIL:
    case ROLE_BY:
    case ROLE_THE:
    case ROLE_OF:
    case ROLE_EARLY:
    case ROLE_LAST:
    case ROLE_NEXT:
    case ROLE_THIS:
        return true;
    case ROLE_TO:
        return scan->previous && scan->previous->month;
    default:
        return false;
    }
}

static uint32_t read_part(const time_scan *scan, uint32_t at, uint32_t end, time_draft *draft) {
    time_word word = word_at(scan, at, end);
    if (!word.part || word.is_plural) return at;
    draft->part = word.part;
    draft->type = STM_TIME;
    return at + 1;
}

/* "Jan. 6, 2021", "June 2021", "March eighth", "June last year". */
static uint32_t read_month_first(const time_scan *scan, uint32_t at, uint32_t end,
                                 time_draft *draft) {
    time_word word = word_at(scan, at, end);
    if (!word.month) return at;
    uint32_t i = at + 1;
    uint8_t day = 0;
    uint32_t behind = read_day(scan, i, end, &day);
    if (behind) i = behind;
    draft->type = STM_DATE;
    draft->kind = KIND_DATE;
    draft->month = word.month;
    draft->day = day;
    i = stm_timex_read_year_behind(scan, i, end, draft);
    if (!month_is_meant(scan, at, i)) return at;
    return day ? read_part(scan, i, end, draft) : i;
}

/* "15 March 2018", "the 15th of March". */
static uint32_t read_day_first(const time_scan *scan, uint32_t at, uint32_t end,
                               time_draft *draft) {
    uint8_t day = 0;
    uint32_t i = read_day(scan, at, end, &day);
    if (!i) return at;
    bool bare = i == at + 1 && piece_at(scan, at)->kind == STM_PIECE_FIGURE;
    if (!bare && is_role(scan, i, end, ROLE_OF)) i++;
    time_word month = word_at(scan, i, end);
    if (!month.month || piece_at(scan, i)->shape == STM_LOWER) return at;
    uint32_t behind = stm_timex_read_year_behind(scan, i + 1, end, draft);
    bool told = piece_at(scan, i)->shape == STM_CAPITAL; /* "24 March"; not "10 MAY GO" */
    if (bare && month.is_weak && behind == i + 1 && !told) return at;
    draft->type = STM_DATE;
    draft->kind = KIND_DATE;
    draft->month = month.month;
    draft->day = day;
    return behind;
}

/* "25" behind "April 24 and". */
static uint32_t read_further_day(const time_scan *scan, uint32_t at, uint32_t end,
                                 time_draft *draft) {
    const time_draft *before = scan->previous;
    if (!before || before->kind != KIND_DATE || !before->day || before->last + 1 < at) return at;
    if (before->last == at && piece_at(scan, at)->join != STM_HYPHENED) return at;
    uint8_t role = stm_timex_before(scan, at).role;
    bool dash = piece_at(scan, at - 1)->rune == 0x2013;
    bool linked = role == ROLE_AND || role == ROLE_TO || role == ROLE_OR || dash;
    if (before->last + 1 == at && !linked) return at;
    uint8_t day = 0;
    uint32_t i = read_day(scan, at, end, &day);
    if (!i || day <= before->day ||
        (i < end && piece_at(scan, i)->kind == STM_PIECE_WORD &&
         piece_at(scan, i)->shape == STM_LOWER && !scan->words[i].role))
        return at;
    *draft = *before;
    draft->day = day;
    draft->weekday = 0;
    if (before->year_kind == YEAR_GIVEN) return i;
    return stm_timex_read_year_behind(scan, i, end, draft);
}

/* "Friday", "last Friday", "this coming Sunday, March eighth", "Friday of last week". */
static uint32_t read_weekday(const time_scan *scan, uint32_t at, uint32_t end, time_draft *draft) {
    if (is_role(scan, at, end, ROLE_THAT)) return at; /* "said that Monday's talks" */
    uint32_t i = stm_timex_read_anchor(scan, at, end, draft);
    time_word word = word_at(scan, i, end);
    if (!word.weekday || word.is_plural || piece_at(scan, i)->shape == STM_LOWER) return at;
    draft->type = STM_DATE;
    draft->kind = KIND_DATE;
    draft->weekday = word.weekday;
    i = read_part(scan, i + 1, end, draft);
    uint32_t date = i + (is_comma(scan, i, end) ? 1 : 0);
    if (is_role(scan, date, end, ROLE_THE)) date++;
    time_draft rest = {0};
    uint32_t behind = read_month_first(scan, date, end, &rest);
    if (behind == date) behind = read_day_first(scan, date, end, &rest);
    if (behind > date && rest.day) {
        rest.weekday = draft->weekday;
        if (!rest.part) rest.part = draft->part;
        if (rest.part) rest.type = STM_TIME;
        *draft = rest;
        return behind;
    }
    if (word.is_weak) return at;
    uint32_t week = i + (is_role(scan, i, end, ROLE_OF) ? 1 : 0);
    behind = stm_timex_read_anchor(scan, week, end, &rest);
    time_word unit = word_at(scan, behind, end);
    if (behind == week || unit.unit != UNIT_WEEK || unit.is_plural) return i;
    draft->kind = KIND_SHIFT;
    draft->unit = UNIT_WEEK;
    draft->shift = rest.shift;
    draft->anchor = rest.anchor;
    return behind + 1;
}

/* "last May", "this September", "next March": the month alone, hung on publication. */
static uint32_t read_anchored_month(const time_scan *scan, uint32_t at, uint32_t end,
                                    time_draft *draft) {
    uint32_t i = stm_timex_read_anchor(scan, at, end, draft);
    time_word word = word_at(scan, i, end);
    if (i == at || !word.month || piece_at(scan, i)->shape == STM_LOWER) return at;
    time_draft date = {0};
    uint32_t behind = read_month_first(scan, i, end, &date);
    if (behind == i) return at;
    if (date.year_kind == YEAR_NONE) date.anchor = draft->anchor, date.shift = draft->shift;
    *draft = date;
    return behind;
}

static uint32_t read_holiday(const time_scan *scan, uint32_t at, uint32_t end, time_draft *draft) {
    uint32_t i = stm_timex_read_anchor(scan, at, end, draft);
    if (i >= end || piece_at(scan, i)->shape == STM_LOWER) return at;
    stm_lex_match match =
        stm_lexicon_match(scan->doc->lexicon, STM_LEX_HOLIDAYS, scan->pieces.words + i, end - i);
    if (!match.words) return at;
    draft->type = STM_DATE;
    draft->kind = KIND_DATE;
    draft->holiday = match.value;
    i += match.words;
    if (word_at(scan, i, end).unit == UNIT_WEEK) draft->week = 1, i++;
    i = stm_timex_read_year_behind(scan, i, end, draft);
    return read_part(scan, i, end, draft);
}

/* The digits of "7/15/2018" or "15.07.2018" by their place; false where there are not three. */
static bool read_three(stm_slice s, int out[3], char mark) {
    int n = 0;
    out[0] = out[1] = out[2] = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.data[i] == mark) {
            if (++n > 2) return false;
        } else if (s.data[i] < '0' || s.data[i] > '9' || out[n] > 999) {
            return false;
        } else {
            out[n] = out[n] * 10 + (s.data[i] - '0');
        }
    }
    return n == 2;
}

static bool put_numeric(time_draft *draft, int year, int month, int day) {
    if (year < 100) year += year < 50 ? 2000 : 1900;
    if (year < 1000 || month < 1 || month > 12 || day < 1 || day > 31) return false;
    draft->type = STM_DATE;
    draft->kind = KIND_DATE;
    draft->year_kind = YEAR_GIVEN;
    draft->year = year;
    draft->year_digits = 4;
    draft->month = (uint8_t)month;
    draft->day = (uint8_t)day;
    return true;
}

/* "2018-07-15", "7/15/2018", "15.07.2018", "15/07/18". A day above 12 tells the order; else the
 * American order is taken for strokes and the European one for full stops. */
static uint32_t read_numeric(const time_scan *scan, uint32_t at, uint32_t end, time_draft *draft) {
    int part[3];
    const stm_piece *piece = piece_at(scan, at);
    if (piece->kind == STM_PIECE_FIGURE && piece->digits == 4 && at + 2 < end &&
        piece[1].join == STM_HYPHENED && piece[2].join == STM_HYPHENED && piece[1].digits == 2 &&
        piece[2].digits == 2)
        return put_numeric(draft, (int)piece->value, (int)piece[1].value, (int)piece[2].value)
                   ? at + 3
                   : at;
    if (piece->kind != STM_PIECE_COMPOUND) return at;
    stm_slice s = stm_slice_at(scan->doc->report->text, piece->span);
    if (read_three(s, part, '/')) {
        if (part[0] > 999) return put_numeric(draft, part[0], part[1], part[2]) ? at + 1 : at;
        bool day_first = part[0] > 12;
        return put_numeric(draft, part[2], part[day_first], part[!day_first]) ? at + 1 : at;
    }
    if (!read_three(s, part, '.') || part[2] < 1000) return at;
    return put_numeric(draft, part[2], part[1], part[0]) ? at + 1 : at;
}

/* What before a bare figure makes it no year: money, a number's sign, a hyphen. */
static bool year_is_barred(const time_scan *scan, uint32_t at, uint32_t behind, uint32_t end) {
    const stm_piece *piece = piece_at(scan, at);
    if (piece->kind == STM_PIECE_FIGURE && (piece->value < 1400 || piece->value > 2100))
        return true;
    if (at > scan->start) {
        const stm_piece *before = piece - 1;
        uint32_t mark = before->rune;
        bool touches = before->span.end == piece->span.start;
        bool bracket = mark == '(' || mark == '[' || mark == '"' || mark == '\'' || mark == ',' ||
                       mark == 0x201C || mark == 0x2018 || mark == 0x2013 || mark == 0x2014;
        if (touches && !bracket && piece->join != STM_HYPHENED) return true;
        if (piece->join == STM_HYPHENED && !scan->words[at - 1].role &&
            !stm_timex_figure(scan, at - 1, end, 4, 1400, 2100))
            return true;
    }
    if (behind >= end) return false;
    const stm_piece *next = piece_at(scan, behind);
    if (next->rune == '%' || next->join == STM_GLUED) return true;
    time_word word = scan->words[behind];
    if (word.unit == UNIT_QUARTER) return false;
    return stm_piece_in(next, STM_LEX_NUMBER_WORDS) || stm_piece_in(next, STM_LEX_CURRENCIES) ||
           stm_piece_in(next, STM_LEX_COUNTED_NOUNS) ||
           (word.unit && piece->join != STM_HYPHENED) || word.role == ROLE_ZONE;
}

/* "2000 people" counts; "in 2000 people" and "the 2000 Olympics" do not. */
static bool year_counts(const time_scan *scan, uint32_t at, uint32_t end) {
    if (at + 1 >= end || piece_at(scan, at)->kind != STM_PIECE_FIGURE) return false;
    const stm_piece *next = piece_at(scan, at + 1);
    stm_slice s = stm_slice_at(scan->doc->report->text, next->span);
    if (next->kind != STM_PIECE_WORD || next->shape != STM_LOWER || next->join != STM_APART)
        return false;
    bool plural = s.data[s.len - 1] == 's' || stm_piece_in(next, STM_LEX_PLURALS);
    if (!plural || s.len < 4 || scan->words[at + 1].role) return false;
    time_word before = stm_timex_before(scan, at);
    return !before.role && !before.month && !before.unit;
}

static uint32_t read_bare_year(const time_scan *scan, uint32_t at, uint32_t end,
                               time_draft *draft) {
    uint32_t i = at;
    if (is_role(scan, i, end, ROLE_FISCAL)) i++;
    if (word_at(scan, i, end).unit == UNIT_YEAR && !word_at(scan, i, end).is_plural) i++;
    int year = 0;
    uint32_t behind = stm_timex_read_year(scan, i, end, &year);
    if (behind == i) return at;
    bool in_words = piece_at(scan, i)->kind == STM_PIECE_WORD;
    if (i == at && in_words && behind - i < 2) return at;
    if (i == at && (year_is_barred(scan, i, behind, end) || year_counts(scan, i, end))) return at;
    if (i == at && in_words && year >= 2000 && !stm_timex_before(scan, at).role) return at;
    draft->type = STM_DATE;
    draft->kind = KIND_DATE;
    draft->year_kind = YEAR_GIVEN;
    draft->year = year;
    draft->year_digits = 4;
    draft->is_fiscal = i > at;
    time_word next = word_at(scan, behind, end);
    if (in_words || (next.role != ROLE_PERIOD && next.unit != UNIT_QUARTER)) return behind;
    draft->is_period = true; /* "the 1988 period" */
    return behind + 1;
}

uint32_t stm_timex_read_date(const time_scan *scan, uint32_t at, uint32_t end, time_draft *draft) {
    static time_reader *const readers[] = {
        read_numeric,     read_further_day, read_weekday, read_anchored_month,
        read_month_first, read_day_first,   read_holiday, read_bare_year,
    };
    return stm_timex_longest(readers, sizeof readers / sizeof *readers, scan, at, end, draft);
}
