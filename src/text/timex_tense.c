/* timex_tense.c - whether the clause of a time expression looks back or ahead. */
#include "text/timex_draft.h"

#define REACH 30 /* pieces to either side; a governing verb farther off is no safe guide */

/* A past form in -ed, as regular verbs have it. */
static bool ends_in_ed(const time_scan *scan, const stm_piece *piece) {
    stm_slice s = stm_slice_at(scan->doc->report->text, piece->span);
    if (piece->kind != STM_PIECE_WORD || piece->shape != STM_LOWER || s.len < 5) return false;
    return s.data[s.len - 2] == 'e' && s.data[s.len - 1] == 'd' && s.data[s.len - 3] != 'e';
}

static time_tense tense_at(const time_scan *scan, uint32_t at, uint32_t end) {
    const stm_piece *piece = &scan->pieces.items[at];
    stm_lex_match match =
        stm_lexicon_match(scan->doc->lexicon, STM_LEX_TENSES, scan->pieces.words + at, end - at);
    if (match.words && stm_slice_is(match.value, STM_LIT("future"))) return TENSE_FUTURE;
    if (match.words) return TENSE_PAST;
    return ends_in_ed(scan, piece) ? TENSE_PAST : TENSE_UNKNOWN;
}

time_tense stm_timex_tense(const time_scan *scan, uint32_t first, uint32_t last) {
    uint32_t sentence = scan->doc->sentence_of[scan->pieces.items[first].token];
    uint32_t tokens = scan->doc->sentences[sentence].last;
    uint32_t low = first > scan->start + REACH ? first - REACH : scan->start;
    for (uint32_t i = first; i > low; i--) {
        time_tense tense = tense_at(scan, i - 1, first);
        /* "expected to open": the longer phrase begins further left. */
        if (tense == TENSE_PAST && i - 1 > low && tense_at(scan, i - 2, first) == TENSE_FUTURE)
            tense = TENSE_FUTURE;
        if (tense != TENSE_UNKNOWN) return tense;
    }
    for (uint32_t i = last; i < scan->pieces.count && i < last + REACH; i++) {
        if (scan->pieces.items[i].token >= tokens) break;
        time_tense tense = tense_at(scan, i, scan->pieces.count);
        if (tense != TENSE_UNKNOWN) return tense;
    }
    return TENSE_UNKNOWN;
}
