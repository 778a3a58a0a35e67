/* timex.c - time expressions and their TIMEX3 values: finding them, in the order of the text. */
#include "text/timex.h"

#include "text/timex_draft.h"

typedef STM_VEC(time_draft) drafts;

/* The longest that any reader finds at the piece; the earlier reader where two are equal. */
static uint32_t read_any(const time_scan *scan, uint32_t at, uint32_t end, time_draft *draft) {
    static time_reader *const readers[] = {
        stm_timex_read_clock, stm_timex_read_date, stm_timex_read_period,
        stm_timex_read_shift, stm_timex_read_span,
    };
    return stm_timex_longest(readers, sizeof readers / sizeof *readers, scan, at, end, draft);
}

static bool may_begin(const time_scan *scan, uint32_t at) {
    const stm_piece *piece = &scan->pieces.items[at];
    if (at + 1 < scan->pieces.count && piece[1].join == STM_GLUED) return true; /* "Q3" */
    if (piece->kind == STM_PIECE_MARK)
        return piece->rune == '\'' || piece->rune == 0x2019 || piece->rune == 0x2018;
    return piece->lex || piece->kind != STM_PIECE_WORD || piece->shape != STM_LOWER;
}

/* "nearly", "more than", "at least": a phrase of the list that ends before the piece. Where no
 * number follows, "over" and the like are prepositions. */
static uint32_t approximator_before(const time_scan *scan, uint32_t at, uint32_t low, bool counts) {
    for (uint32_t words = 4; words > (counts ? 0 : 1); words--) {
        if (at < low + words) continue;
        stm_lex_match match = stm_lexicon_match(scan->doc->lexicon, STM_LEX_APPROXIMATORS,
                                                scan->pieces.words + at - words, words);
        bool loosens = stm_slice_is(match.value, STM_LIT("about")) ||
                       stm_slice_is(match.value, STM_LIT("least")) ||
                       stm_slice_is(match.value, STM_LIT("most"));
        if (match.words == words && loosens) return at - words;
    }
    return at;
}

static bool widens_span(const time_scan *scan, uint32_t at) {
    time_word word = scan->words[at];
    switch (word.role) {
    case ROLE_LAST:
    case ROLE_NEXT:
    case ROLE_COMING:
    case ROLE_RECENT:
    case ROLE_LATEST:
    case ROLE_PREVIOUS:
    case ROLE_FOLLOWING:
    case ROLE_EARLY:
    case ROLE_FILLER:
        return true;
    default:
        return word.ordinal > 0;
    }
}

/* "early", "late", "earlier"; not "before" and "after", which lead on from something. */
static bool is_modifier(const time_scan *scan, uint32_t at) {
    uint8_t role = scan->words[at].role;
    if (role == ROLE_EARLY) return true;
    return (role == ROLE_EARLIER || role == ROLE_LATER) &&
           !stm_piece_in(&scan->pieces.items[at], STM_LEX_STOPWORDS);
}

static bool is_edge(const time_scan *scan, uint32_t at, uint32_t low) {
    return at >= low + 2 && scan->words[at - 1].role == ROLE_OF &&
           scan->words[at - 2].role == ROLE_EDGE;
}

/* The article before "August 1988 cease-fire" or "three-year war" is the noun's. */
static bool takes_article(const time_scan *scan, const time_draft *draft) {
    const stm_piece *first = &scan->pieces.items[draft->first];
    if (draft->kind == KIND_VALUE) return false;
    if (draft->kind == KIND_SPAN)
        return draft->last < draft->first + 2 || first[1].join != STM_HYPHENED;
    if (draft->kind != KIND_DATE || draft->quarter || draft->half || draft->is_period) return true;
    if (draft->year_digits == 2 || draft->year_digits == 3 || draft->season) return true;
    bool ordinal =
        draft->day && first->kind != STM_PIECE_FIGURE && !scan->words[draft->first].month;
    bool suffixed = first[1].join == STM_GLUED;
    return ordinal || suffixed || scan->words[draft->first].unit || scan->words[draft->first].role;
}

/* Takes in what stands before the core and belongs to it: "the past", "early", "the end of". */
static void widen(const time_scan *scan, time_draft *draft) {
    uint32_t low = scan->start, at = draft->first;
    if (scan->previous && scan->previous->last > low) low = scan->previous->last;
    bool span = draft->kind == KIND_SPAN;
    for (bool more = true; more && at > low;) {
        more = false;
        uint8_t role = scan->words[at - 1].role;
        if (span && widens_span(scan, at - 1))
            at--, more = true;
        else if (role == ROLE_THE && takes_article(scan, draft))
            at--, more = true;
        else if (!span && is_modifier(scan, at - 1))
            at--, more = true;
        else if (is_edge(scan, at, low))
            at -= 2, more = true;
    }
    if (span || draft->is_distance) at = approximator_before(scan, at, low, at == draft->first);
    draft->first = at;
}

/* "Friday" and "at 10 a.m." are one time. */
static bool join(const time_scan *scan, time_draft *before, const time_draft *clock) {
    bool bare = clock->has_clock && clock->kind == KIND_SHIFT && clock->anchor == ANCHOR_CONTEXT;
    bool day = (before->kind == KIND_DATE && (before->day || before->weekday)) ||
               (before->kind == KIND_SHIFT && before->unit == UNIT_DAY);
    if (!bare || !day || before->has_clock || clock->first < before->last) return false;
    for (uint32_t i = before->last; i < clock->first; i++)
        if (scan->words[i].role != ROLE_AT && scan->pieces.items[i].rune != ',') return false;
    before->has_clock = true;
    before->hour = clock->hour;
    before->minute = clock->minute;
    before->type = STM_TIME;
    before->last = clock->last;
    return true;
}

/* "10:35 a.m. (0735 GMT) Friday": the day behind times in brackets is theirs too. */
static void lend_day(const time_scan *scan, drafts *found, size_t from, const time_draft *day) {
    bool is_day = day->kind == KIND_DATE && (day->day || day->weekday) && !day->has_clock;
    uint32_t edge = day->first;
    for (size_t i = found->len; is_day && i > from; i--) {
        time_draft *clock = &found->items[i - 1];
        bool bare =
            clock->has_clock && clock->kind == KIND_SHIFT && clock->anchor == ANCHOR_CONTEXT;
        for (uint32_t k = clock->last; bare && k < edge; k++)
            bare = scan->pieces.items[k].rune == '(' || scan->pieces.items[k].rune == ')';
        if (!bare) return;
        time_draft with = *day;
        with.first = edge = clock->first;
        with.last = clock->last;
        with.has_clock = true;
        with.hour = clock->hour;
        with.minute = clock->minute;
        with.type = STM_TIME;
        *clock = with;
    }
}

/* "between May and July 2012": the year behind the second is the first's too. */
static void lend_year(const time_scan *scan, time_draft *before, const time_draft *draft) {
    if (draft->kind != KIND_DATE || !draft->month || draft->year_kind == YEAR_NONE) return;
    if (before->kind != KIND_DATE || !before->month || before->year_kind != YEAR_NONE) return;
    if (before->month > draft->month || before->last + 1 < draft->first) return;
    uint8_t role = scan->words[before->last].role;
    bool linked = role == ROLE_AND || role == ROLE_TO || role == ROLE_OR ||
                  scan->pieces.items[before->last].rune == 0x2013 ||
                  scan->pieces.items[draft->first].join == STM_HYPHENED;
    if (!linked) return;
    before->year_kind = draft->year_kind;
    before->year = draft->year;
    before->year_digits = draft->year_digits;
}

static void read_sentence(stm_arena *arena, time_scan *scan, uint32_t end, drafts *found) {
    size_t from = found->len;
    for (uint32_t at = scan->start; at < end;) {
        time_draft draft = {0};
        scan->previous = found->len > from ? &found->items[found->len - 1] : NULL;
        uint32_t behind = may_begin(scan, at) ? read_any(scan, at, end, &draft) : at;
        if (behind == at) {
            at++;
            continue;
        }
        draft.first = at;
        draft.last = at = behind;
        draft.sentence_start = scan->start;
        if (draft.kind == KIND_NOTHING) continue;
        widen(scan, &draft);
        if (found->len > from && join(scan, &found->items[found->len - 1], &draft)) continue;
        lend_day(scan, found, from, &draft);
        if (found->len > from) lend_year(scan, &found->items[found->len - 1], &draft);
        stm_vec_put(arena, found, draft);
    }
}

static drafts read_all(stm_arena *arena, time_scan *scan) {
    drafts found = {0};
    const stm_document *doc = scan->doc;
    for (uint32_t at = 0; at < scan->pieces.count;) {
        const stm_piece *items = scan->pieces.items;
        uint32_t last = doc->sentences[doc->sentence_of[items[at].token]].last, end = at;
        while (end < scan->pieces.count && items[end].token < last) end++;
        scan->start = at;
        read_sentence(arena, scan, end, &found);
        at = end;
    }
    return found;
}

stm_timexes stm_timexes_find(stm_arena *arena, const stm_document *doc) {
    stm_arena *scratch = stm_arena_new();
    time_scan scan = {.doc = doc, .pieces = stm_pieces_make(scratch, doc)};
    scan.words = stm_timex_words(scratch, doc, scan.pieces);
    drafts found = read_all(scratch, &scan);
    uint32_t count = (uint32_t)found.len;
    stm_timex *items = STM_TAKE(arena, stm_timex, count + 1);
    stm_slice *values = STM_TAKE(scratch, stm_slice, count + 1);
    stm_timex_values(arena, &scan, found.items, count, values);
    for (uint32_t i = 0; i < count; i++) {
        const stm_piece *first = &scan.pieces.items[found.items[i].first];
        const stm_piece *last = &scan.pieces.items[found.items[i].last - 1];
        items[i] = (stm_timex){
            .span = {first->span.start, last->span.end},
            .first = first->token,
            .last = last->token + 1,
            .type = (stm_timex_type)found.items[i].type,
            .value = values[i],
        };
    }
    stm_arena_free(scratch);
    return (stm_timexes){items, count};
}
