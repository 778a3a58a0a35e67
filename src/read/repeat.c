/* repeat.c - passages that a report repeats. */
#include "read/repeat.h"

#include "base/map.h"
#include "read/note.h"

enum {
    GRAM = 4,
    BLOCK_WORDS = 6,     /* a shorter block repeats nothing of note */
    SENTENCE_WORDS = 10, /* nor does a shorter sentence inside a block */
    SHARE = 80,          /* per cent of the words that must stand in the earlier passage */
    DRIFT = 3,           /* words that may be gained between two matches */
    GAP = 10,            /* words that may differ between two matches */
};
static const uint32_t NOWHERE = UINT32_MAX;

/* Words [0, count) of the report's reporting, marks left out; token[i] is where word i stands. */
typedef struct {
    stm_arena *arena, *scratch;
    stm_report *report;
    const stm_words *words;
    uint32_t *token, *block;
    uint32_t *earlier; /* first place of the GRAM words from here on; NOWHERE: in this block */
    uint32_t count;
} repeating;

/* A run of matches: words [from, to) match words around [of_from, of_to). */
typedef struct {
    uint32_t from, to, of_from, of_to, matched;
} run;

static bool extends(const run *best, uint32_t word, uint32_t of) {
    uint32_t at = best->to - GRAM, of_at = best->of_to - GRAM;
    return best->matched && of > of_at && word - at <= GAP && of - of_at <= word - at + DRIFT;
}

/* The longest run of matches inside words [first, last) with places before first. */
static run find_run(const repeating *r, uint32_t first, uint32_t last) {
    run now = {0}, best = {0};
    for (uint32_t i = first; i + GRAM <= last; i++) {
        uint32_t of = r->earlier[i];
        if (of == NOWHERE || of + GRAM > first) continue;
        if (extends(&now, i, of)) {
            now.matched += i + GRAM - (i > now.to ? i : now.to);
            now.to = i + GRAM;
            now.of_to = of + GRAM;
        } else {
            now = (run){i, i + GRAM, of, of + GRAM, GRAM};
        }
        if (now.matched > best.matched) best = now;
    }
    return best;
}

/* The earlier passage may be no more than a third longer. */
static bool is_repeat(const run *best, uint32_t first, uint32_t last) {
    uint32_t words = last - first, of_words = best->of_to - best->of_from;
    return best->matched * 100 >= words * SHARE && of_words * 3 <= words * 4;
}

/* Marks that touch the passage's ends belong to it. */
static stm_span widened(const repeating *r, uint32_t first, uint32_t last, uint32_t block) {
    const stm_words *w = r->words;
    uint32_t from = r->token[first], to = r->token[last - 1] + 1;
    while (from > w->first[block] && stm_words_is_mark(w, from - 1, "“\"‘«([") &&
           w->tokens[from - 1].span.end == w->tokens[from].span.start)
        from--;
    while (to < w->first[block + 1] && stm_words_is_mark(w, to, ".,!?;:…”\"’»)]") &&
           w->tokens[to].span.start == w->tokens[to - 1].span.end)
        to++;
    return (stm_span){w->tokens[from].span.start, w->tokens[to - 1].span.end};
}

static void add(repeating *r, const run *best, uint32_t first, uint32_t last, bool whole) {
    uint32_t of_block = r->block[best->of_from], lead = best->from - first, tail = last - best->to;
    uint32_t of_first = best->of_from, of_last = best->of_to;
    while (lead-- && of_first > 0 && r->block[of_first - 1] == of_block) of_first--;
    while (tail-- && of_last < first && r->block[of_last] == r->block[best->of_to - 1]) of_last++;
    stm_span of = widened(r, of_first, of_last, of_block);
    if (r->block[of_last - 1] != of_block)
        of.end = r->words->tokens[r->token[of_last - 1]].span.end;
    stm_span earlier = r->report->blocks.items[of_block].span;
    if (whole && stm_span_holds(earlier, of) && stm_span_len(of) * 10 >= stm_span_len(earlier) * 8)
        of = earlier;
    stm_span span = whole ? r->report->blocks.items[r->block[first]].span
                          : widened(r, first, last, r->block[first]);
    stm_vec_put(r->arena, &r->report->notes, (stm_note){STM_NOTE_REPEAT, span, of});
}

/* Word of the sentence behind `at`, inside words [at, last). */
static uint32_t sentence_last(const repeating *r, uint32_t at, uint32_t last) {
    uint32_t block = r->block[at];
    uint32_t end = stm_words_sentence_end(r->words, r->token[at], r->words->first[block + 1]);
    uint32_t next = at + 1;
    while (next < last && r->token[next] < end) next++;
    return next;
}

static void find_in_block(repeating *r, uint32_t first, uint32_t last) {
    if (last - first < BLOCK_WORDS) return;
    run best = find_run(r, first, last);
    if (is_repeat(&best, first, last)) {
        add(r, &best, first, last, true);
        return;
    }
    if (best.matched < SENTENCE_WORDS * SHARE / 100) return;
    for (uint32_t at = first, end; at < last; at = end) {
        end = sentence_last(r, at, last);
        if (end - at < SENTENCE_WORDS) continue;
        best = find_run(r, at, end);
        if (is_repeat(&best, at, end)) add(r, &best, at, end, false);
    }
}

static void gather(repeating *r) {
    const stm_words *w = r->words;
    const stm_report *report = r->report;
    r->token = STM_TAKE(r->scratch, uint32_t, w->count + 1);
    r->block = STM_TAKE(r->scratch, uint32_t, w->count + 1);
    size_t note = 0;
    for (uint32_t b = 0; b < w->block_count; b++) {
        if (report->blocks.items[b].kind == STM_BLOCK_HEADING) continue;
        for (uint32_t t = w->first[b]; t < w->first[b + 1]; t++) {
            uint32_t start = w->tokens[t].span.start;
            while (note < report->notes.len && report->notes.items[note].span.end <= start) note++;
            bool noted = note < report->notes.len && report->notes.items[note].span.start <= start;
            if (noted || w->tokens[t].kind == STM_PUNCT) continue;
            r->token[r->count] = t;
            r->block[r->count++] = b;
        }
    }
}

static uint64_t gram_at(const repeating *r, uint32_t word) {
    static const uint64_t odd[GRAM] = {0x9E3779B97F4A7C15u, 0xC2B2AE3D27D4EB4Fu,
                                       0x165667B19E3779F9u, 1};
    uint64_t sum = 0;
    for (uint32_t i = 0; i < GRAM; i++) sum += r->words->words[r->token[word + i]] * odd[i];
    return sum;
}

static void find_earlier(repeating *r) {
    r->earlier = STM_TAKE(r->scratch, uint32_t, r->count + 1);
    stm_map grams = {0};
    stm_map_reserve(r->scratch, &grams, r->count);
    for (uint32_t i = 0; i < r->count; i++) {
        r->earlier[i] = NOWHERE;
        if (i + GRAM > r->count || r->block[i] != r->block[i + GRAM - 1]) continue;
        uint32_t *first = stm_map_put(r->scratch, &grams, gram_at(r, i));
        if (*first == STM_MAP_NONE)
            *first = i;
        else if (r->block[*first] != r->block[i])
            r->earlier[i] = *first;
    }
}

void stm_repeats_find(stm_arena *arena, stm_report *report, const stm_words *words) {
    repeating r = {.arena = arena, .scratch = stm_arena_new(), .report = report, .words = words};
    gather(&r);
    find_earlier(&r);
    for (uint32_t first = 0, last; first < r.count; first = last) {
        last = first + 1;
        while (last < r.count && r.block[last] == r.block[first]) last++;
        find_in_block(&r, first, last);
    }
    stm_arena_free(r.scratch);
    stm_notes_sort(report);
}
