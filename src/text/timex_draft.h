/* timex_draft.h - a time expression between being found and being given its value. Only the
 * timex_*.c files know it. */
#ifndef STM_TEXT_TIMEX_DRAFT_H
#define STM_TEXT_TIMEX_DRAFT_H

#include "text/numeral.h"
#include "text/timex.h"

typedef enum {
    UNIT_NONE,
    UNIT_SECOND,
    UNIT_MINUTE,
    UNIT_HOUR,
    UNIT_DAY,
    UNIT_WEEKEND,
    UNIT_WEEK,
    UNIT_FORTNIGHT,
    UNIT_MONTH,
    UNIT_QUARTER,
    UNIT_HALF,
    UNIT_YEAR,
    UNIT_DECADE,
    UNIT_CENTURY,
    UNIT_MILLENNIUM
} time_unit;

/* What a word does in a time expression: the keywords of data/en/time_grammar.txt. */
typedef enum {
    ROLE_NONE,
    ROLE_THE,
    ROLE_OF,
    ROLE_AND,
    ROLE_OR,
    ROLE_TO,
    ROLE_IN, /* prepositions of time */
    ROLE_ON,
    ROLE_AT,
    ROLE_FOR,
    ROLE_UNTIL, /* prepositions that look ahead */
    ROLE_SINCE, /* and back */
    ROLE_PER,
    ROLE_EVERY,
    ROLE_OTHER,
    ROLE_TIMES, /* once, twice, times */
    ROLE_AGO,
    ROLE_EARLIER,
    ROLE_LATER,
    ROLE_HENCE,
    ROLE_LAST, /* last, past: before publication */
    ROLE_THIS,
    ROLE_NEXT,
    ROLE_PREVIOUS, /* before what was spoken of */
    ROLE_FOLLOWING,
    ROLE_SAME,
    ROLE_THAT,
    ROLE_LATEST,
    ROLE_COMPARABLE,
    ROLE_RECENT,
    ROLE_COMING,
    ROLE_FILLER, /* full, straight, more: between number and unit */
    ROLE_FISCAL,
    ROLE_PERIOD,
    ROLE_EDGE,  /* the end of */
    ROLE_EARLY, /* early, late, mid */
    ROLE_ENDED, /* "the year ended" */
    ROLE_OLD,
    ROLE_BY,
    ROLE_AM,
    ROLE_PM,
    ROLE_OCLOCK,
    ROLE_ZONE,
    ROLE_ERA,
    ROLE_DECADES /* the letter behind "1990", and what is like it */
} time_role;

/* What the word lists say of a piece; 0 is nothing. */
typedef struct {
    uint8_t role, month, weekday, unit, season, part;
    int8_t ordinal; /* "third": 3; -1 the last */
    uint8_t decade; /* "nineties": 9 */
    bool is_weak;   /* month, weekday or season that is an everyday word too */
    bool is_plural; /* of a unit, weekday or part */
} time_word;

/* KIND_NOTHING: read as a whole and left out, such as an age. */
typedef enum { KIND_NOTHING, KIND_VALUE, KIND_DATE, KIND_SHIFT, KIND_SPAN, KIND_SET } draft_kind;

/* What a date without its larger part hangs on. */
typedef enum {
    ANCHOR_NEAR, /* publication, by the tense of the clause */
    ANCHOR_LAST,
    ANCHOR_THIS,
    ANCHOR_NEXT,
    ANCHOR_CONTEXT /* what was spoken of before */
} draft_anchor;

typedef enum { YEAR_NONE, YEAR_GIVEN, YEAR_SHIFTED, YEAR_CONTEXT } year_kind;

typedef enum {
    PART_NONE,
    PART_MORNING,
    PART_AFTERNOON,
    PART_EVENING,
    PART_NIGHT,
    PART_DAYTIME,
    PART_NOON,
    PART_MIDNIGHT
} day_part;

#define COUNT_VAGUE (-1.0)

typedef struct {
    double count; /* COUNT_VAGUE where none is told */
    uint8_t unit;
} time_amount;

/* Of KIND_DATE: the fields; of KIND_SHIFT: anchor moved by shift units, with weekday, part and
 * clock inside; of KIND_SPAN and KIND_SET: the amounts (or, of a set, the fields). */
typedef struct {
    uint32_t first, last;    /* pieces */
    uint32_t sentence_start; /* piece */
    uint8_t kind, type, anchor, year_kind;
    int year;            /* a year, or years from the anchor's */
    uint8_t year_digits; /* 4; 3 a decade, 2 a century */
    uint8_t half, quarter, month, day, weekday, season, weekend, week, part;
    bool has_clock;
    uint8_t hour, minute;
    bool is_weak; /* stands only with support from around it */
    bool is_fiscal;
    bool is_distance; /* "two weeks later" */
    bool is_bare;     /* "the weekend": neither last nor next */
    bool is_yearly;   /* "a year ago": keeps the period that is spoken of */
    bool is_period;   /* "the period", "the latest quarter": the period that is spoken of */
    int shift;
    uint8_t unit;
    bool is_vague; /* of a shift: "several years ago" */
    uint8_t amounts;
    time_amount amount[3];
    stm_slice holiday;
    stm_slice value; /* of KIND_VALUE */
} time_draft;

typedef struct {
    const stm_document *doc;
    stm_pieces pieces;
    const time_word *words;     /* one a piece */
    const time_draft *previous; /* found last in the same sentence, or NULL */
    uint32_t start;             /* where the sentence begins */
} time_scan;

/* What stands at piece `at`, where that lies before end. */
static inline time_word stm_timex_word(const time_scan *scan, uint32_t at, uint32_t end) {
    return at < end ? scan->words[at] : (time_word){0};
}

static inline time_word stm_timex_before(const time_scan *scan, uint32_t at) {
    return at > scan->start ? scan->words[at - 1] : (time_word){0};
}

static inline bool stm_timex_is(const time_scan *scan, uint32_t at, uint32_t end, time_role role) {
    return at < end && scan->words[at].role == role;
}

static inline bool stm_timex_is_mark(const time_scan *scan, uint32_t at, uint32_t end,
                                     uint32_t rune) {
    return at < end && scan->pieces.items[at].rune == rune;
}

/* Behind fillers of one word or more ("full", "or so"). */
static inline uint32_t stm_timex_behind_filler(const time_scan *scan, uint32_t at, uint32_t end) {
    if (at >= end) return at;
    stm_lex_match match = stm_lexicon_match(scan->doc->lexicon, STM_LEX_TIME_GRAMMAR,
                                            scan->pieces.words + at, end - at);
    return stm_slice_is(match.value, STM_LIT("filler")) ? at + match.words : at;
}

/* A number of at most `digits` figures, marked by nothing, between low and high; else 0. */
static inline int stm_timex_figure(const time_scan *scan, uint32_t at, uint32_t end, int digits,
                                   int low, int high) {
    if (at >= end) return 0;
    const stm_piece *piece = &scan->pieces.items[at];
    if (piece->kind != STM_PIECE_FIGURE || !piece->digits || piece->digits > digits) return 0;
    return piece->value >= low && piece->value <= high ? (int)piece->value : 0;
}

static inline stm_numeral stm_timex_number(const time_scan *scan, uint32_t at, uint32_t end) {
    if (at >= end) return (stm_numeral){0};
    return stm_numeral_read(scan->doc->lexicon, scan->pieces.items + at, end - at);
}

/* timex_word.c */
const time_word *stm_timex_words(stm_arena *arena, const stm_document *doc, stm_pieces pieces);

/* Readers: each reads an expression at piece `at` that ends before `end`, fills draft, and returns
 * the index behind it, or `at` where it finds none. */
typedef uint32_t time_reader(const time_scan *scan, uint32_t at, uint32_t end, time_draft *draft);

/* What the reader that takes most pieces at `at` reads, the first of equals: where it ends, at
 * itself where none reads anything. */
static inline uint32_t stm_timex_longest(time_reader *const *readers, size_t count,
                                         const time_scan *scan, uint32_t at, uint32_t end,
                                         time_draft *draft) {
    uint32_t longest = at;
    for (size_t i = 0; i < count; i++) {
        time_draft found = {0};
        uint32_t behind = readers[i](scan, at, end, &found);
        if (behind > longest) longest = behind, *draft = found;
    }
    return longest;
}

time_reader stm_timex_read_date;   /* timex_date.c: with month, weekday, year, holiday */
time_reader stm_timex_read_period; /* timex_period.c: quarters, seasons, decades */
time_reader stm_timex_read_shift;  /* timex_shift.c: last year, two weeks ago, tomorrow */
time_reader stm_timex_read_span;   /* timex_span.c: durations and sets */
time_reader stm_timex_read_clock;  /* timex_clock.c: times of day */

/* A year in figures or words at piece `at`, whatever stands around it. */
uint32_t stm_timex_read_year(const time_scan *scan, uint32_t at, uint32_t end, int *year);

/* "1998", ", 1998", "of 1998", "this year", "of last year" behind what lacks a year. */
uint32_t stm_timex_read_year_behind(const time_scan *scan, uint32_t at, uint32_t end,
                                    time_draft *draft);

/* "last", "this coming", "the previous": how what follows hangs on publication or context. */
uint32_t stm_timex_read_anchor(const time_scan *scan, uint32_t at, uint32_t end, time_draft *draft);

/* timex_tense.c */
typedef enum { TENSE_UNKNOWN, TENSE_PAST, TENSE_FUTURE } time_tense;
/* Of the verb nearest to pieces [first, last), at most `reach` pieces off. */
#define TENSE_REACH 30
#define TENSE_NEAR  6
time_tense stm_timex_tense(const time_scan *scan, uint32_t first, uint32_t last, uint32_t reach);

/* timex_value.c: gives the drafts their values, in the order of the text, and the type of those
 * that only the context tells. */
void stm_timex_values(stm_arena *arena, const time_scan *scan, time_draft *drafts, uint32_t count,
                      stm_slice *values);

#endif
