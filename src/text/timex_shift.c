/* timex_shift.c - times told by their distance: "last year", "two weeks ago", "tomorrow". */
#include "text/timex_draft.h"

#define word_at stm_timex_word
#define is_role stm_timex_is

static const stm_piece *piece_at(const time_scan *scan, uint32_t at) {
    return &scan->pieces.items[at];
}

static uint32_t put_shift(time_draft *draft, uint8_t anchor, int shift, uint8_t unit,
                          uint32_t behind) {
    draft->type = unit < UNIT_DAY ? STM_TIME : STM_DATE;
    draft->kind = KIND_SHIFT;
    draft->anchor = anchor;
    draft->shift = shift;
    draft->unit = unit;
    return behind;
}

static uint8_t part_of(stm_slice code) {
    if (stm_slice_is(code, STM_LIT("NI"))) return PART_NIGHT;
    if (stm_slice_is(code, STM_LIT("MO"))) return PART_MORNING;
    return stm_slice_is(code, STM_LIT("EV")) ? PART_EVENING : PART_NONE;
}

/* "day -1 NI" of data/en/time_words.txt. */
static void put_day(stm_slice value, time_draft *draft) {
    size_t at = 4;
    int sign = 1, days = 0;
    if (at < value.len && value.data[at] == '-') sign = -1, at++;
    for (; at < value.len && value.data[at] >= '0' && value.data[at] <= '9'; at++)
        days = days * 10 + (value.data[at] - '0');
    put_shift(draft, ANCHOR_THIS, sign * days, UNIT_DAY, 0);
    if (at + 1 >= value.len) return;
    draft->part = part_of((stm_slice){value.data + at + 1, value.len - at - 1});
    draft->type = STM_TIME;
}

static uint32_t read_fixed(const time_scan *scan, uint32_t at, uint32_t end, time_draft *draft) {
    stm_lex_match match = stm_lexicon_match(scan->doc->lexicon, STM_LEX_TIME_WORDS,
                                            scan->pieces.words + at, end - at);
    stm_slice v = match.value;
    uint32_t behind = at + match.words;
    if (!match.words) return at;
    bool titled = match.words > 1 || piece_at(scan, at)->possessive;
    if (titled && at > scan->start && piece_at(scan, behind - 1)->shape == STM_CAPITAL) return at;
    time_word last = scan->words[behind - 1], next = word_at(scan, behind, end);
    if (last.role == ROLE_LAST) { /* "the past three months" */
        bool counted = next.unit || next.part || next.weekday || next.season || next.month;
        if (counted || next.role == ROLE_FILLER || stm_timex_number(scan, behind, end).used)
            return at;
    }
    if (stm_slice_begins(v, STM_LIT("day "))) {
        put_day(v, draft);
        time_word part = word_at(scan, behind, end);
        if (!part.part || part.is_plural || draft->part) return behind;
        draft->part = part.part;
        draft->type = STM_TIME;
        return behind + 1;
    }
    draft->kind = KIND_VALUE;
    draft->type = STM_DATE;
    draft->value = v;
    const char *space = memchr(v.data, ' ', v.len);
    if (!space) return behind;
    draft->type = v.data[1] == 'e' ? STM_SET : STM_DURATION;
    draft->value = (stm_slice){space + 1, (size_t)(v.data + v.len - space - 1)};
    return behind;
}

static void put_span(time_draft *draft, double count, uint8_t unit) {
    draft->kind = KIND_SPAN;
    draft->type = STM_DURATION;
    draft->amount[0] = (time_amount){count, unit};
    draft->amounts = 1;
}

/* "last", "this", "recent", "latest": in draft the anchor and the shift. */
static uint32_t read_pointer(const time_scan *scan, uint32_t at, uint32_t end, time_draft *draft) {
    uint32_t i = stm_timex_read_anchor(scan, at, end, draft);
    if (i > at) return i;
    bool latest = is_role(scan, at, end, ROLE_LATEST);
    if (!latest && !is_role(scan, at, end, ROLE_RECENT)) return at;
    draft->anchor = latest ? ANCHOR_THIS : ANCHOR_LAST;
    draft->shift = latest ? 0 : -1;
    return at + 1;
}

/* "the next day" is the one after the day spoken of. */
static uint8_t day_anchor(const time_scan *scan, uint32_t at, const time_draft *draft) {
    bool the = stm_timex_before(scan, at).role == ROLE_THE;
    return the && draft->anchor == ANCHOR_NEXT ? ANCHOR_CONTEXT : draft->anchor;
}

/* "recent years", "the coming weeks". */
static void put_plural(time_draft *draft, uint8_t unit) {
    bool years = unit >= UNIT_YEAR && draft->anchor == ANCHOR_LAST;
    put_span(draft, COUNT_VAGUE, unit);
    if (!years) return;
    draft->kind = KIND_VALUE;
    draft->type = STM_DATE;
    draft->value = STM_LIT("PAST_REF");
}

/* "last minute", "last-week", and on "This Week": no time is meant. */
static bool is_idiom(const time_scan *scan, uint32_t at, uint32_t unit) {
    uint8_t what = scan->words[unit].unit;
    if (what && what < UNIT_HOUR) return true;
    if (piece_at(scan, unit)->join == STM_HYPHENED && what < UNIT_QUARTER) return true;
    return at > scan->start && piece_at(scan, unit)->shape == STM_CAPITAL &&
           piece_at(scan, at)->shape == STM_CAPITAL;
}

static bool is_period(time_word word) {
    return word.role == ROLE_PERIOD || word.unit == UNIT_QUARTER;
}

/* "last year", "this coming week", "the following day", "that month", "recent weeks". */
static uint32_t read_anchored(const time_scan *scan, uint32_t at, uint32_t end, time_draft *draft) {
    uint32_t i = read_pointer(scan, at, end, draft);
    if (i == at) return at;
    bool latest = scan->words[i - 1].role == ROLE_LATEST;
    if (is_role(scan, i, end, ROLE_FISCAL)) i++;
    time_word word = word_at(scan, i, end);
    if (word.part && !word.is_plural && draft->anchor != ANCHOR_LAST) {
        put_shift(draft, day_anchor(scan, at, draft), draft->shift, UNIT_DAY, 0);
        draft->part = word.part;
        draft->type = STM_TIME;
        return i + 1;
    }
    if (word.role == ROLE_PERIOD && latest) word.unit = UNIT_QUARTER;
    if (!word.unit || is_idiom(scan, at, i)) return at;
    uint8_t anchor = word.unit == UNIT_DAY ? day_anchor(scan, at, draft) : draft->anchor;
    if (word.is_plural) {
        put_plural(draft, word.unit);
    } else if (draft->shift && word.unit > UNIT_YEAR) { /* "over the past decade" */
        put_span(draft, 1, word.unit);
    } else {
        bool last_year = word.unit == UNIT_YEAR && draft->shift == -1;
        bool led = last_year && is_period(word_at(scan, i + 1, end)); /* "last year's quarter" */
        put_shift(draft, anchor, draft->shift, word.unit, 0);
        draft->is_yearly = led || (last_year && is_period(stm_timex_before(scan, at)));
        draft->is_period = latest && word.unit == UNIT_QUARTER;
        i += led;
    }
    return i + 1;
}

/* "the year-ago quarter", "year-earlier". */
static uint32_t read_year_ago(const time_scan *scan, uint32_t at, uint32_t end, time_draft *draft) {
    time_word word = word_at(scan, at, end), next = word_at(scan, at + 1, end);
    if (word.unit != UNIT_YEAR || word.is_plural) return at;
    if (next.role != ROLE_AGO && next.role != ROLE_EARLIER) return at;
    if (piece_at(scan, at + 1)->join != STM_HYPHENED) return at;
    put_shift(draft, ANCHOR_THIS, -1, UNIT_YEAR, 0);
    draft->is_yearly = true;
    time_word behind = word_at(scan, at + 2, end);
    return at + 2 + (behind.role == ROLE_PERIOD || behind.unit == UNIT_QUARTER);
}

/* Whether "before" or "after" leads on to what the distance is measured from. */
static bool leads_on(const time_scan *scan, uint32_t at, uint32_t end) {
    bool conjunction = stm_piece_in(piece_at(scan, at), STM_LEX_STOPWORDS);
    return conjunction && at + 1 < end && piece_at(scan, at + 1)->kind != STM_PIECE_MARK;
}

/* "two weeks ago", "a year earlier", "10 days later", "three months from now". */
static uint32_t read_distance(const time_scan *scan, uint32_t at, uint32_t end, time_draft *draft) {
    stm_numeral number = stm_timex_number(scan, at, end);
    bool bare = !number.used && word_at(scan, at, end).is_plural;
    if (!number.used && !bare) return at;
    uint32_t i = at + number.used;
    while (is_role(scan, i, end, ROLE_FILLER) || is_role(scan, i, end, ROLE_OF)) i++;
    time_word unit = word_at(scan, i, end);
    if (!unit.unit || number.is_fraction) return at;
    i++;
    i = stm_timex_behind_filler(scan, i, end); /* "a week or so ago" */
    stm_lex_match hence = i < end ? stm_lexicon_match(scan->doc->lexicon, STM_LEX_TIME_GRAMMAR,
                                                      scan->pieces.words + i, end - i)
                                  : (stm_lex_match){0};
    uint8_t role = word_at(scan, i, end).role;
    bool from_now = stm_slice_is(hence.value, STM_LIT("hence"));
    bool later = role == ROLE_LATER, earlier = role == ROLE_EARLIER;
    if (role != ROLE_AGO && !later && !earlier && !from_now) return at;
    if ((later || earlier) && leads_on(scan, i, end)) return at;
    bool back = role == ROLE_AGO || earlier;
    bool context = later || earlier;
    int shift = number.value > 100000 ? 0 : (int)number.value;
    if (unit.unit > UNIT_YEAR) { /* "a decade ago" is a year */
        shift *= unit.unit == UNIT_DECADE ? 10 : unit.unit == UNIT_CENTURY ? 100 : 1000;
        unit.unit = UNIT_YEAR;
    }
    put_shift(draft, context ? ANCHOR_CONTEXT : ANCHOR_THIS, back ? -shift : shift, unit.unit, 0);
    draft->is_vague = bare || number.is_vague;
    draft->is_distance = true;
    draft->is_yearly = back && unit.unit == UNIT_YEAR && shift == 1;
    return from_now ? i + hence.words : i + 1;
}

/* "later in the day", "the end of the day". */
static bool is_part_of_day(const time_scan *scan, uint32_t at) {
    if (at < scan->start + 3) return false;
    uint8_t link = scan->words[at - 2].role, edge = scan->words[at - 3].role;
    bool linked = link == ROLE_IN || link == ROLE_OF;
    return linked &&
           (edge == ROLE_LATER || edge == ROLE_EARLIER || edge == ROLE_EDGE || edge == ROLE_EARLY);
}

/* "the quarter", "the week": what was spoken of, or the one of publication. */
static uint32_t read_definite(const time_scan *scan, uint32_t at, uint32_t end, time_draft *draft) {
    if (stm_timex_before(scan, at).role != ROLE_THE) return at;
    uint32_t i = at;
    bool comparable = is_role(scan, i, end, ROLE_COMPARABLE);
    if (comparable) i++;
    uint32_t ago = read_year_ago(scan, i, end, draft);
    if (ago > i) return ago;
    bool fiscal = is_role(scan, i, end, ROLE_FISCAL) || is_role(scan, i, end, ROLE_FILLER);
    if (fiscal) i++;
    time_word word = word_at(scan, i, end);
    if (word.part && !word.is_plural) {
        put_shift(draft, ANCHOR_CONTEXT, 0, UNIT_DAY, 0);
        draft->part = word.part;
        draft->type = STM_TIME;
        return i + 1;
    }
    if (word.unit < UNIT_DAY || word.is_plural || word.unit > UNIT_YEAR) return at;
    if (word.unit == UNIT_DAY && !is_part_of_day(scan, at)) return at;
    uint8_t ended = word_at(scan, i + 1, end).role;
    if (word.unit == UNIT_YEAR && ended == ROLE_ENDED) { /* "the year ended June 30" */
        put_span(draft, 1, UNIT_YEAR);
        return i + 1;
    }
    bool day = word.unit == UNIT_DAY;
    put_shift(draft, day ? ANCHOR_CONTEXT : ANCHOR_THIS, 0, word.unit, 0);
    draft->is_bare = true;
    draft->is_period = word.unit == UNIT_QUARTER;
    draft->is_yearly = comparable;
    time_draft distance = {0};
    uint32_t behind =
        word.unit == UNIT_QUARTER ? read_distance(scan, i + 1, end, &distance) : i + 1;
    if (!distance.is_yearly) return i + 1;
    draft->is_yearly = true; /* "the quarter a year ago" */
    return behind;
}

/* "year-end", "the month's end". */
static uint32_t read_unit_end(const time_scan *scan, uint32_t at, uint32_t end, time_draft *draft) {
    time_word unit = word_at(scan, at, end);
    if (unit.unit < UNIT_MONTH || unit.unit > UNIT_YEAR || unit.is_plural) return at;
    if (!is_role(scan, at + 1, end, ROLE_EDGE)) return at;
    uint8_t before = stm_timex_before(scan, at).role;
    bool licensed = before == ROLE_UNTIL || before == ROLE_BY || before == ROLE_AT ||
                    before == ROLE_IN || before == ROLE_SINCE || before == ROLE_LATER ||
                    before == ROLE_EARLIER;
    if (piece_at(scan, at + 1)->join != STM_HYPHENED && !piece_at(scan, at)->possessive &&
        !licensed)
        return at;
    return put_shift(draft, ANCHOR_THIS, 0, unit.unit, at + 2);
}

uint32_t stm_timex_read_shift(const time_scan *scan, uint32_t at, uint32_t end, time_draft *draft) {
    static time_reader *const readers[] = {
        read_fixed, read_anchored, read_year_ago, read_distance, read_definite, read_unit_end,
    };
    return stm_timex_longest(readers, sizeof readers / sizeof *readers, scan, at, end, draft);
}
