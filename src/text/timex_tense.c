/* timex_tense.c - whether the clause of a time expression looks back or ahead. */
#include "text/timex_draft.h"

/* A past form in -ed, as regular verbs have it. */
static bool ends_in_ed(const time_scan *scan, const stm_piece *piece) {
    stm_slice s = stm_slice_at(scan->doc->report->text, piece->span);
    if (piece->kind != STM_PIECE_WORD || piece->shape != STM_LOWER || s.len < 5) return false;
    return s.data[s.len - 2] == 'e' && s.data[s.len - 1] == 'd' && s.data[s.len - 3] != 'e';
}

static bool is_tense(stm_slice value, const char *tense) {
    return stm_slice_is(value, stm_slice_of(tense));
}

/* "is heard", "be paid": the form is no past behind a present form of be. */
static bool is_be(const time_scan *scan, uint32_t at) {
    if (at == scan->start) return false;
    return is_tense(
        stm_lexicon_match(scan->doc->lexicon, STM_LEX_TENSES, scan->pieces.words + at - 1, 1).value,
        "be");
}

/* An irregular past form; not one that is the bare form too ("put"). */
static bool is_past(const time_scan *scan, const stm_piece *piece) {
    if (!stm_piece_in(piece, STM_LEX_IRREGULAR_VERBS) || piece->shape != STM_LOWER) return false;
    stm_slice value =
        stm_lexicon_match(scan->doc->lexicon, STM_LEX_IRREGULAR_VERBS, &piece->word, 1).value;
    return is_tense(value, "past") || is_tense(value, "both") || is_tense(value, "participle");
}

static time_tense tense_at(const time_scan *scan, uint32_t at, uint32_t end) {
    const stm_piece *piece = &scan->pieces.items[at];
    if (scan->words[at].month && piece->shape != STM_LOWER) return TENSE_UNKNOWN; /* "May" */
    stm_lex_match match =
        stm_lexicon_match(scan->doc->lexicon, STM_LEX_TENSES, scan->pieces.words + at, end - at);
    if (match.words && stm_slice_is(match.value, STM_LIT("future"))) return TENSE_FUTURE;
    if (match.words) return is_tense(match.value, "be") ? TENSE_UNKNOWN : TENSE_PAST;
    if (!is_past(scan, piece) && !ends_in_ed(scan, piece)) return TENSE_UNKNOWN;
    return is_be(scan, at) ? TENSE_UNKNOWN : TENSE_PAST;
}

/* "had been scheduled to": what was to come is over. */
static bool is_foregone(const time_scan *scan, uint32_t at, uint32_t low) {
    for (uint32_t i = at; i > low && i + 2 > at; i--) {
        stm_lex_match match =
            stm_lexicon_match(scan->doc->lexicon, STM_LEX_TENSES, scan->pieces.words + i - 1, 1);
        if (stm_slice_is(match.value, STM_LIT("past perfect"))) return true;
    }
    return false;
}

time_tense stm_timex_tense(const time_scan *scan, uint32_t first, uint32_t last, uint32_t reach) {
    uint32_t sentence = scan->doc->sentence_of[scan->pieces.items[first].token];
    uint32_t tokens = scan->doc->sentences[sentence].last;
    bool leads = first <= scan->start + 1;
    if (!leads && stm_timex_before(scan, first).role == ROLE_UNTIL) return TENSE_FUTURE;
    if (scan->pieces.items[last - 1].possessive) return TENSE_PAST;
    uint32_t low = first > scan->start + reach ? first - reach : scan->start;
    for (uint32_t i = first; i > low; i--) {
        time_tense tense = tense_at(scan, i - 1, first);
        /* "expected to open": the longer phrase begins further left. */
        if (tense == TENSE_PAST && i - 1 > low && tense_at(scan, i - 2, first) == TENSE_FUTURE)
            tense = TENSE_FUTURE;
        if (tense == TENSE_FUTURE && is_foregone(scan, i - 1, low)) return TENSE_PAST;
        if (tense != TENSE_UNKNOWN) return tense;
    }
    uint32_t ahead = leads || reach == TENSE_REACH ? TENSE_REACH : 0;
    for (uint32_t i = last; i < scan->pieces.count && i < last + ahead; i++) {
        if (scan->pieces.items[i].token >= tokens) break;
        time_tense tense = tense_at(scan, i, scan->pieces.count);
        if (tense != TENSE_UNKNOWN) return tense;
    }
    return TENSE_UNKNOWN;
}
