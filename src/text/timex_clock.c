/* timex_clock.c - times of day: "5 p.m. EST", "noon Saturday", "this morning". */
#include "text/timex_draft.h"

#define word_at stm_timex_word
#define is_role stm_timex_is

static const stm_piece *piece_at(const time_scan *scan, uint32_t at) {
    return &scan->pieces.items[at];
}

/* "10", "10:35", "7.15", "1430": hours and minutes; false where they are none. */
static bool read_hours(const time_scan *scan, uint32_t at, int *hour, int *minute, bool *exact) {
    const stm_piece *piece = piece_at(scan, at);
    stm_slice s = stm_slice_at(scan->doc->report->text, piece->span);
    size_t i = 0, digits = 0;
    *hour = *minute = 0;
    for (; i < s.len && i < 2 && s.data[i] >= '0' && s.data[i] <= '9'; i++)
        *hour = *hour * 10 + (s.data[i] - '0');
    if (i == s.len) return i > 0 && *hour <= 24;
    bool mark = s.data[i] == ':' || s.data[i] == '.';
    if (mark) i++;
    for (; i < s.len && digits < 2 && s.data[i] >= '0' && s.data[i] <= '9'; i++, digits++)
        *minute = *minute * 10 + (s.data[i] - '0');
    if (digits != 2 || *hour > 24 || *minute > 59) return false;
    *exact = mark && s.data[i - 3] == ':';
    return i == s.len || s.data[i] == ':';
}

/* The number word before "o'clock" or "a.m.". */
static bool read_hour_word(const time_scan *scan, uint32_t at, uint32_t end, int *hour) {
    stm_numeral number = stm_timex_number(scan, at, end);
    if (number.used != 1 || number.is_article || number.value < 1 || number.value > 12)
        return false;
    *hour = (int)number.value;
    return true;
}

static uint32_t read_zone(const time_scan *scan, uint32_t at, uint32_t end) {
    if (at >= end) return at;
    stm_lex_match match = stm_lexicon_match(scan->doc->lexicon, STM_LEX_TIME_GRAMMAR,
                                            scan->pieces.words + at, end - at);
    if (!stm_slice_is(match.value, STM_LIT("zone"))) return at;
    if (match.words == 1 && piece_at(scan, at)->shape != STM_UPPER) return at;
    return at + match.words;
}

/* "in the morning", "at night" behind an hour. */
static uint32_t read_part_behind(const time_scan *scan, uint32_t at, uint32_t end, uint8_t *part) {
    uint32_t i = at;
    if (!is_role(scan, i, end, ROLE_IN) && !is_role(scan, i, end, ROLE_AT)) return at;
    i++;
    if (is_role(scan, i, end, ROLE_THE)) i++;
    time_word word = word_at(scan, i, end);
    if (!word.part || word.part > PART_NIGHT || word.is_plural) return at;
    *part = word.part;
    return i + 1;
}

static void put_clock(time_draft *draft, int hour, int minute, bool is_pm, bool is_am) {
    if (is_pm && hour < 12) hour += 12;
    if (is_am && hour == 12) hour = 0;
    draft->type = STM_TIME;
    draft->kind = KIND_SHIFT;
    draft->anchor = ANCHOR_CONTEXT;
    draft->unit = UNIT_DAY;
    draft->has_clock = true;
    draft->hour = (uint8_t)hour;
    draft->minute = (uint8_t)minute;
}

/* "10:35 a.m. EDT", "5pm", "4 in the morning", "1430 GMT", "five o'clock". */
static uint32_t read_hour(const time_scan *scan, uint32_t at, uint32_t end, time_draft *draft) {
    int hour = 0, minute = 0;
    bool exact = false, word = piece_at(scan, at)->kind == STM_PIECE_WORD;
    bool bare = word ? !read_hour_word(scan, at, end, &hour)
                     : !read_hours(scan, at, &hour, &minute, &exact);
    if (bare || piece_at(scan, at)->kind == STM_PIECE_MARK) return at;
    bool military = !word && piece_at(scan, at)->digits == 4;
    uint32_t i = at + 1;
    bool am = is_role(scan, i, end, ROLE_AM), pm = is_role(scan, i, end, ROLE_PM);
    bool told = am || pm || is_role(scan, i, end, ROLE_OCLOCK);
    if (told && military) return at;
    if (told) i++;
    if ((am || pm) && (hour > 12 || hour == 0)) return at;
    uint8_t part = 0;
    uint32_t behind = am || pm ? i : read_part_behind(scan, i, end, &part);
    bool at_hour = stm_timex_before(scan, at).role == ROLE_AT;
    if (behind > i && (told || exact || at_hour || hour <= 12) && !military) {
        pm = part != PART_MORNING && hour < 12 && !(part == PART_NIGHT && hour < 5);
        told = true;
        i = behind;
    }
    uint32_t zone = read_zone(scan, i, end);
    if (zone == i && !told && !(exact && (at_hour || hour > 12))) return at;
    if (zone > i && !told && !exact && !military) return at;
    put_clock(draft, hour, minute, pm, am);
    return zone;
}

/* "noon", "midnight". */
static uint32_t read_named_hour(const time_scan *scan, uint32_t at, uint32_t end,
                                time_draft *draft) {
    time_word word = word_at(scan, at, end);
    if (word.part != PART_NOON && word.part != PART_MIDNIGHT) return at;
    put_clock(draft, word.part == PART_NOON ? 12 : 24, 0, false, false);
    draft->is_weak = !stm_timex_before(scan, at).role; /* "High Noon" */
    return at + 1;
}

/* "afternoon" of "mid-afternoon yesterday", "the morning of Jan. 6"; alone it is too little. */
static uint32_t read_bare_part(const time_scan *scan, uint32_t at, uint32_t end,
                               time_draft *draft) {
    time_word word = word_at(scan, at, end);
    if (!word.part || word.part >= PART_NOON || word.is_plural) return at;
    draft->type = STM_TIME;
    bool told = stm_timex_before(scan, at).role == ROLE_EARLY; /* "mid-afternoon" */
    draft->kind = told ? KIND_SHIFT : KIND_NOTHING;
    draft->anchor = ANCHOR_CONTEXT;
    draft->unit = UNIT_DAY;
    draft->part = word.part;
    return at + 1;
}

/* The day that a time of day is told of: "Wednesday", ", Nov. 6", "on Friday". */
static uint32_t read_day_behind(const time_scan *scan, uint32_t at, uint32_t end,
                                time_draft *draft) {
    uint32_t i = at;
    if (stm_timex_is_mark(scan, i, end, ',')) i++;
    if (is_role(scan, i, end, ROLE_ON) || is_role(scan, i, end, ROLE_OF)) i++;
    if (is_role(scan, i, end, ROLE_THE)) i++;
    if (i >= end) return at;
    time_draft day = {0};
    uint32_t behind = stm_timex_read_date(scan, i, end, &day);
    bool is_day = day.kind == KIND_DATE && (day.day || day.weekday || day.holiday.data);
    if (behind == i || !is_day) {
        behind = stm_timex_read_shift(scan, i, end, &day);
        is_day = day.kind == KIND_SHIFT && day.unit == UNIT_DAY;
    }
    if (behind == i || !is_day || day.part) return at;
    day.type = STM_TIME;
    day.has_clock = draft->has_clock;
    day.hour = draft->hour;
    day.minute = draft->minute;
    day.part = draft->part;
    *draft = day;
    return behind;
}

uint32_t stm_timex_read_clock(const time_scan *scan, uint32_t at, uint32_t end, time_draft *draft) {
    uint32_t i = read_hour(scan, at, end, draft);
    if (i == at) i = read_named_hour(scan, at, end, draft);
    if (i == at) i = read_bare_part(scan, at, end, draft);
    if (i == at) return at;
    uint32_t behind = read_day_behind(scan, i, end, draft);
    return draft->kind == KIND_NOTHING || (draft->is_weak && behind == i) ? at : behind;
}
