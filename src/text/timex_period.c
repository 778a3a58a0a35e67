/* timex_period.c - quarters and halves, seasons, decades and centuries. */
#include "text/timex_draft.h"

#define word_at stm_timex_word
#define is_role stm_timex_is

static const stm_piece *piece_at(const time_scan *scan, uint32_t at) {
    return &scan->pieces.items[at];
}

/* "year-ago", "year-earlier" before what it moves a year back. */
static uint32_t read_year_ago(const time_scan *scan, uint32_t at, uint32_t end) {
    time_word next = word_at(scan, at + 1, end);
    if (word_at(scan, at, end).unit != UNIT_YEAR) return at;
    if (next.role != ROLE_AGO && next.role != ROLE_EARLIER) return at;
    return piece_at(scan, at + 1)->join == STM_HYPHENED ? at + 2 : at;
}

/* "1989", "this year's", "year-ago", "fiscal" before a quarter. */
static uint32_t read_year_before(const time_scan *scan, uint32_t at, uint32_t end,
                                 time_draft *draft) {
    int year = 0;
    uint32_t i = stm_timex_figure(scan, at, end, 4, 1900, 2100)
                     ? stm_timex_read_year(scan, at, end, &year)
                     : at;
    if (i > at) {
        draft->year_kind = YEAR_GIVEN;
        draft->year = year;
        draft->year_digits = 4;
    } else if ((i = read_year_ago(scan, at, end)) > at) {
        draft->is_yearly = true;
    } else {
        time_draft anchor = {0};
        uint32_t behind = stm_timex_read_anchor(scan, at, end, &anchor);
        if (behind > at && word_at(scan, behind, end).unit == UNIT_YEAR &&
            piece_at(scan, behind)->possessive) {
            draft->year_kind = anchor.anchor == ANCHOR_CONTEXT ? YEAR_CONTEXT : YEAR_SHIFTED;
            draft->year = anchor.shift;
            i = behind + 1;
        }
    }
    return is_role(scan, i, end, ROLE_FISCAL) ? i + 1 : i;
}

/* "a year ago", "a year earlier" behind a quarter. */
static uint32_t read_year_ago_behind(const time_scan *scan, uint32_t at, uint32_t end,
                                     time_draft *draft) {
    stm_numeral number = stm_timex_number(scan, at, end);
    if (!number.used || number.value != 1) return at;
    uint32_t i = at + number.used;
    if (word_at(scan, i, end).unit != UNIT_YEAR) return at;
    uint8_t role = word_at(scan, i + 1, end).role;
    if (role != ROLE_AGO && role != ROLE_EARLIER) return at;
    draft->year_kind = YEAR_SHIFTED;
    draft->year = -1;
    return i + 2;
}

static bool is_half(const time_scan *scan, uint32_t at, uint32_t end) {
    stm_numeral number = stm_timex_number(scan, at, end);
    return number.is_fraction && number.of == 2 && number.used == 1;
}

/* Whether what stands behind "first half" says that a half of a year is meant. */
static bool half_is_meant(const time_scan *scan, uint32_t before, uint32_t at, uint32_t behind) {
    if (behind > at || before > 0) return true;
    return piece_at(scan, at - 1)->join == STM_HYPHENED;
}

/* "the third quarter", "third-quarter", "1989 second quarter", "the last half of 1989". */
static uint32_t read_quarter(const time_scan *scan, uint32_t at, uint32_t end, time_draft *draft) {
    uint32_t i = read_year_before(scan, at, end, draft);
    uint32_t before = i - at;
    time_word word = word_at(scan, i, end);
    int ordinal = word.role == ROLE_LAST ? -1 : word.ordinal;
    if (ordinal == 0 || ordinal > 4) return at;
    i++;
    if (is_role(scan, i, end, ROLE_FISCAL)) i++;
    bool half = is_half(scan, i, end);
    time_word unit = word_at(scan, i, end);
    if (!half && unit.unit != UNIT_QUARTER) return at;
    if (half && ordinal > 2) return at;
    if (ordinal < 0 && !half) return at; /* "last quarter" hangs on publication */
    draft->type = STM_DATE;
    draft->kind = KIND_DATE;
    if (half)
        draft->half = (uint8_t)(ordinal < 0 ? 2 : ordinal);
    else
        draft->quarter = (uint8_t)ordinal;
    uint32_t behind = i + 1;
    if (draft->year_kind == YEAR_NONE && !draft->is_yearly) {
        behind = stm_timex_read_year_behind(scan, i + 1, end, draft);
        if (behind == i + 1) behind = read_year_ago_behind(scan, i + 1, end, draft);
    }
    if (half && !half_is_meant(scan, before, i + 1, behind)) return at;
    return behind;
}

/* "Q3 2018", "3Q", "H1". */
static uint32_t read_short_quarter(const time_scan *scan, uint32_t at, uint32_t end,
                                   time_draft *draft) {
    if (at + 1 >= end || piece_at(scan, at + 1)->join != STM_GLUED) return at;
    const stm_piece *first = piece_at(scan, at);
    bool leads = first->kind == STM_PIECE_FIGURE;
    stm_slice letter = stm_slice_at(scan->doc->report->text, piece_at(scan, at + leads)->span);
    int number = stm_timex_figure(scan, at + !leads, end, 1, 1, 4);
    if (letter.len != 1 || !number) return at;
    if (letter.data[0] == 'Q')
        draft->quarter = (uint8_t)number;
    else if (letter.data[0] == 'H' && number <= 2)
        draft->half = (uint8_t)number;
    else
        return at;
    draft->type = STM_DATE;
    draft->kind = KIND_DATE;
    uint32_t behind = stm_timex_read_year_behind(scan, at + 2, end, draft);
    return draft->half && behind == at + 2 ? at : behind;
}

/* "last summer", "the winter of 1994", "in spring 2019"; a weak one needs more about it. */
static uint32_t read_season(const time_scan *scan, uint32_t at, uint32_t end, time_draft *draft) {
    uint32_t i = stm_timex_read_anchor(scan, at, end, draft);
    if (i > at && is_role(scan, i, end, ROLE_EARLY)) i++;
    time_word word = word_at(scan, i, end);
    if (!word.season) return at;
    uint32_t behind = stm_timex_read_year_behind(scan, i + 1, end, draft);
    bool dated = draft->year_kind != YEAR_NONE;
    uint8_t role = stm_timex_before(scan, at).role;
    bool is_in = role == ROLE_IN || role == ROLE_EARLY || role == ROLE_SINCE || role == ROLE_UNTIL;
    bool is_the = role == ROLE_THE;
    bool of = is_role(scan, i + 1, end, ROLE_OF);
    bool meant = i > at || dated || is_in || (is_the && !of);
    if (word.is_weak && !(i > at || dated || (is_in && behind > i + 1))) {
        uint8_t further = at > scan->start + 1 ? scan->words[at - 2].role : 0;
        meant = (is_the || role == ROLE_EARLY) && !of &&
                (further == ROLE_IN || further == ROLE_SINCE || further == ROLE_UNTIL ||
                 role == ROLE_EARLY);
    }
    if (!meant) return at;
    draft->type = STM_DATE;
    draft->kind = KIND_DATE;
    draft->season = word.season;
    return behind;
}

static uint32_t put_decade(time_draft *draft, int year, uint32_t behind) {
    draft->type = STM_DATE;
    draft->kind = KIND_DATE;
    draft->year_kind = YEAR_GIVEN;
    draft->year_digits = 3;
    draft->year = year / 10;
    return behind;
}

/* "1990s", "'80s", "the nineties". */
static uint32_t read_decade(const time_scan *scan, uint32_t at, uint32_t end, time_draft *draft) {
    uint32_t i = at;
    time_word word = word_at(scan, at, end);
    bool mark = piece_at(scan, at)->rune == '\'' || piece_at(scan, at)->rune == 0x2019 ||
                piece_at(scan, at)->rune == 0x2018;
    if (word.decade) {
        time_word before = stm_timex_before(scan, at);
        bool meant = before.role == ROLE_THE || before.role == ROLE_EARLY;
        return meant ? put_decade(draft, 1900 + word.decade * 10, at + 1) : at;
    }
    if (mark) i++;
    int year = stm_timex_figure(scan, i, end, mark ? 2 : 4, 10, 2090);
    bool short_form = i < end && piece_at(scan, i)->digits == 2;
    if (!is_role(scan, i + 1, end, ROLE_DECADES) || piece_at(scan, i + 1)->join != STM_GLUED ||
        year % 10)
        return at;
    bool first_of_four = piece_at(scan, i)->digits == 4 && year >= 1000;
    if (first_of_four && year % 100 == 0 && year != 2000) {
        draft->type = STM_DATE; /* "the 1800s" */
        draft->kind = KIND_DATE;
        draft->year_kind = YEAR_GIVEN;
        draft->year_digits = 2;
        draft->year = year / 100;
        return i + 2;
    }
    if (first_of_four) return put_decade(draft, year, i + 2);
    bool known = mark || (scan->previous && scan->previous->year_digits == 3);
    if (!short_form || !known || year < 20) return at;
    return put_decade(draft, 1900 + year, i + 2);
}

/* "20th century", "21st-century", "the nineteenth century". */
static uint32_t read_century(const time_scan *scan, uint32_t at, uint32_t end, time_draft *draft) {
    uint32_t i = at + 1;
    int number = stm_timex_figure(scan, at, end, 2, 1, 30);
    if (number) {
        if (i >= end || piece_at(scan, i)->join != STM_GLUED ||
            !stm_piece_in(piece_at(scan, i), STM_LEX_ORDINALS))
            return at;
        i++;
    } else {
        number = word_at(scan, at, end).ordinal;
        stm_numeral tens = stm_timex_number(scan, at, i < end ? i : end);
        if (tens.value == 20 && word_at(scan, i, end).ordinal > 0) {
            number = 20 + word_at(scan, i, end).ordinal;
            i++;
        }
    }
    if (number < 1 || number > 30 || word_at(scan, i, end).unit != UNIT_CENTURY) return at;
    draft->type = STM_DATE;
    draft->kind = KIND_DATE;
    draft->year_kind = YEAR_GIVEN;
    draft->year_digits = 2;
    draft->year = number - 1;
    return i + 1;
}

/* "the week of March 6". */
static uint32_t read_week_of(const time_scan *scan, uint32_t at, uint32_t end, time_draft *draft) {
    time_word word = word_at(scan, at, end);
    if (word.unit != UNIT_WEEK || word.is_plural) return at;
    uint32_t i = at + 1;
    if (is_role(scan, i, end, ROLE_OF))
        i++;
    else
        return at;
    uint32_t behind = i < end ? stm_timex_read_date(scan, i, end, draft) : i;
    if (behind == i || !draft->day) return at;
    draft->week = 1;
    return behind;
}

uint32_t stm_timex_read_period(const time_scan *scan, uint32_t at, uint32_t end,
                               time_draft *draft) {
    static time_reader *const readers[] = {
        read_quarter, read_short_quarter, read_season, read_decade, read_century, read_week_of,
    };
    return stm_timex_longest(readers, sizeof readers / sizeof *readers, scan, at, end, draft);
}
