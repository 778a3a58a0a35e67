/* byline.c - the people and agencies that a byline names. */
#include "read/byline.h"

enum { LONGEST = 40, LONGEST_NAME = 6 };

static bool is_value(const stm_words *w, uint32_t at, uint32_t end, const char *value) {
    stm_lex_match m = stm_words_match(w, STM_LEX_BYLINE_WORDS, at, end);
    return m.words && stm_slice_is(m.value, stm_slice_of(value));
}

static bool separates(const stm_words *w, uint32_t at, uint32_t end) {
    return stm_words_is_mark(w, at, ",;|/·•&–—()") || is_value(w, at, end, "joins");
}

/* A hyphen alone between words parts a name from what follows it: "Jane Doe - Northwire". */
static bool parts(const stm_words *w, uint32_t at, uint32_t end) {
    return separates(w, at, end) || stm_words_is_mark(w, at, "-");
}

/* Capitalised words, initials and the small words inside names ("de", "van", "bin"). */
static bool is_person(const stm_words *w, uint32_t first, uint32_t last) {
    if (last - first > LONGEST_NAME) return false;
    for (uint32_t i = first; i < last; i++) {
        const stm_token *t = &w->tokens[i];
        bool inner = i > first && i + 1 < last;
        uint32_t len = t->span.end - t->span.start;
        if (t->kind == STM_PUNCT && inner && stm_words_is_mark(w, i, "'’.\"“”")) continue;
        if (t->kind != STM_WORD) return false;
        if (t->shape == STM_LOWER && !(inner && len <= 5)) return false;
    }
    return true;
}

static bool holds_role(const stm_words *w, uint32_t first, uint32_t last) {
    for (uint32_t i = first; i < last; i++)
        if (is_value(w, i, last, "role")) return true;
    return false;
}

static bool is_date_word(const stm_words *w, uint32_t at, uint32_t end) {
    return stm_words_match(w, STM_LEX_MONTHS, at, end).words ||
           stm_words_match(w, STM_LEX_WEEKDAYS, at, end).words;
}

/* "Jane Doe Associated Press" */
static uint32_t without_source(stm_arena *arena, const stm_words *w, uint32_t first, uint32_t last,
                               stm_byline *out) {
    for (uint32_t i = first + 1; i < last; i++) {
        stm_source_name source = stm_words_source(w, i, last);
        if (source.tokens != last - i || source.is_ambiguous) continue;
        stm_span span = {w->tokens[i].span.start, w->tokens[last - 1].span.end};
        stm_vec_put(arena, &out->sources, (stm_credit){source.name, span, true});
        return i;
    }
    return last;
}

/* One piece between separators. False where it is nothing that a byline holds. */
static bool take_piece(stm_arena *arena, const stm_words *w, uint32_t first, uint32_t last,
                       stm_byline *out) {
    if (first == last) return true;
    stm_source_name source = stm_words_source(w, first, last);
    if (source.tokens && (source.tokens == last - first || holds_role(w, first, last))) {
        stm_span span = {w->tokens[first].span.start, w->tokens[last - 1].span.end};
        stm_vec_put(arena, &out->sources, (stm_credit){source.name, span, true});
        return true;
    }
    if (holds_role(w, first, last)) return true;
    for (uint32_t i = first; i < last; i++)
        if (i > first &&
            (is_value(w, i, last, "ends") || w->tokens[i].kind == STM_NUMBER ||
             (is_date_word(w, i, last) && i + 1 < last && w->tokens[i + 1].kind == STM_NUMBER)))
            last = i;
    if (last - first == 1 && is_date_word(w, first, last)) return true;
    last = without_source(arena, w, first, last, out);
    if (!is_person(w, first, last)) return false;
    stm_vec_put(arena, &out->people, stm_words_slice(w, first, last));
    return true;
}

/* An agency's name that runs on from a person's last word. */
typedef struct {
    stm_source_name source;
    uint32_t token, byte; /* where it begins */
} run_on;

static bool find_run_on(const stm_words *w, uint32_t first, uint32_t last, run_on *out) {
    enum { LONGEST_SOURCE = 5, SHORTEST_NAME = 2 };
    uint32_t at = last - first > LONGEST_SOURCE ? last - LONGEST_SOURCE : first;
    for (; at < last; at++) {
        stm_span span = w->tokens[at].span;
        if (w->tokens[at].kind != STM_WORD || w->tokens[at].shape == STM_LOWER) continue;
        for (uint32_t byte = span.start + SHORTEST_NAME; byte < span.end; byte++) {
            if (w->text.data[byte] < 'A' || w->text.data[byte] > 'Z') continue;
            stm_source_name source = stm_words_source_inside(w, at, byte, last);
            if (source.tokens != last - at || source.is_ambiguous) continue;
            *out = (run_on){source, at, byte};
            return true;
        }
    }
    return false;
}

/* The name of the last person goes up to where the agency's begins. */
static void part_run_on(stm_arena *arena, const stm_words *w, const run_on *run, stm_byline *out) {
    stm_span token = w->tokens[run->token].span;
    stm_slice *person = out->people.len ? &out->people.items[out->people.len - 1] : NULL;
    if (!person || person->data + person->len != w->text.data + token.end) return;
    person->len -= token.end - run->byte;
    stm_span span = {run->byte, w->tokens[run->token + run->source.tokens - 1].span.end};
    stm_vec_put(arena, &out->sources, (stm_credit){run->source.name, span, true});
}

bool stm_byline_read(stm_arena *arena, const stm_words *w, uint32_t first, uint32_t last,
                     bool needs_opening, stm_byline *out) {
    *out = (stm_byline){0};
    while (last > first && stm_words_is_mark(w, last - 1, ".")) last--;
    while (last > first && stm_words_is_mark(w, first, "(—–-|")) first++;
    if (last == first || last - first > LONGEST) return false;
    stm_lex_match opening = stm_words_match(w, STM_LEX_BYLINE_WORDS, first, last);
    bool opens = opening.words && stm_slice_is(opening.value, STM_LIT("opens"));
    run_on run = {0};
    bool runs_on = find_run_on(w, first, last, &run);
    /* Without an opening a short form behind a name would credit a picture. */
    if (needs_opening && !opens && run.source.tokens < 2) return false;
    if (runs_on) last = run.token + 1;
    if (opens) first += opening.words;
    if (first < last && stm_words_is_mark(w, first, ":")) first++;
    if (first == last) return false;
    for (uint32_t i = first, from = first; i <= last; i++) {
        if (i < last && !parts(w, i, last)) continue;
        bool fits = take_piece(arena, w, from, i, out);
        /* Behind the names anything may follow: a place, a title, a programme. */
        if (!fits && !out->people.len && !out->sources.len) return false;
        if (!fits) break;
        from = i + 1;
    }
    if (runs_on) part_run_on(arena, w, &run, out);
    return out->people.len || out->sources.len;
}
