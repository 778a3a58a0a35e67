/* credit.c - the agencies and outlets that a report says it carries or cites. */
#include "read/credit.h"

#include <stdlib.h>

enum { LOOK_BACK = 7, NAME_WORDS = 5 };

typedef struct {
    stm_arena *arena;
    stm_report *report;
    const stm_words *words;
} crediting;

static bool has_value(stm_slice value, const char *word) {
    while (value.len)
        if (stm_slice_is(stm_words_cut(&value), stm_slice_of(word))) return true;
    return false;
}

static uint32_t cue(const crediting *c, uint32_t at, uint32_t end, const char *place) {
    stm_lex_match m = stm_words_match(c->words, STM_LEX_CREDIT_CUES, at, end);
    return m.words && has_value(m.value, place) ? m.words : 0;
}

/* The token where the cue before the name begins; UINT32_MAX where there is none. Between the two
 * only words may stand ("according to the official Tass"), and no second capitalised name. */
static uint32_t cue_before(const crediting *c, uint32_t block_first, uint32_t at) {
    for (uint32_t back = 1; back <= LOOK_BACK && at >= block_first + back; back++) {
        uint32_t from = at - back;
        if (c->words->tokens[from].kind != STM_WORD) return UINT32_MAX;
        uint32_t taken = cue(c, from, at, "before");
        if (taken && from + taken <= at) return from;
    }
    return UINT32_MAX;
}

static void add(crediting *c, stm_slice name, uint32_t first, uint32_t last, bool carries) {
    if (!carries && c->report->outlet.data && stm_slice_is(name, c->report->outlet)) return;
    const stm_token *t = c->words->tokens;
    stm_vec_put(c->arena, &c->report->credits,
                (stm_credit){name, {t[first].span.start, t[last - 1].span.end}, carries});
}

/* A name cited in narration; returns the token to go on with. */
static uint32_t cite(crediting *c, uint32_t block, uint32_t at, uint32_t name_end, stm_slice name,
                     bool needs_kind) {
    uint32_t first = c->words->first[block], last = c->words->first[block + 1], end = name_end;
    end += cue(c, end, last, "kind");
    bool has_kind = end > name_end;
    for (uint32_t back = 1; back <= 3 && at >= first + back; back++)
        has_kind |= back <= cue(c, at - back, at, "kind");
    if (needs_kind && !has_kind) return name_end;
    uint32_t from = cue_before(c, first, at), after = cue(c, end, last, "after");
    if (from == UINT32_MAX && !after) return end;
    add(c, name, from == UINT32_MAX ? at : from, end + after, false);
    return end + after;
}

/* Capitalised words before "news agency" that no list knows: "the Northwire news agency". */
static uint32_t name_start(const crediting *c, uint32_t first, uint32_t kind_at) {
    uint32_t at = kind_at;
    while (at > first && kind_at - at < NAME_WORDS && c->words->tokens[at - 1].kind == STM_WORD &&
           c->words->tokens[at - 1].shape != STM_LOWER)
        at--;
    if (at < kind_at && c->words->words[at] == stm_word_hash(STM_LIT("the"))) at++;
    return at;
}

static void scan_narration(crediting *c, uint32_t block) {
    const stm_words *w = c->words;
    uint32_t first = w->first[block], last = w->first[block + 1];
    for (uint32_t at = first; at < last;) {
        stm_source_name known = {0};
        if (w->tokens[at].shape != STM_LOWER) known = stm_words_source(w, at, last);
        if (known.tokens) {
            at = cite(c, block, at, at + known.tokens, known.name, known.is_ambiguous);
            continue;
        }
        uint32_t start = at, kind = w->tokens[at].shape == STM_LOWER ? cue(c, at, last, "kind") : 0;
        if (kind) start = name_start(c, first, at);
        bool dated = stm_words_match(w, STM_LEX_WEEKDAYS, start, last).words > 0;
        if (kind && start < at && !dated && !stm_words_source(w, start, at).tokens)
            cite(c, block, start, at, stm_words_slice(w, start, at), true);
        at += kind ? kind : 1;
    }
}

/* Behind "includes material from" stands an agency, be it in a list or not. */
static uint32_t unlisted_end(const crediting *c, uint32_t at, uint32_t last) {
    uint32_t end = at;
    while (end < last && end - at < NAME_WORDS && c->words->tokens[end].kind == STM_WORD &&
           c->words->tokens[end].shape != STM_LOWER)
        end++;
    return stm_words_match(c->words, STM_LEX_PLACES, at, end).words ? at : end;
}

static void scan_note(crediting *c, uint32_t block) {
    const stm_words *w = c->words;
    for (uint32_t at = w->first[block], last = w->first[block + 1]; at < last;) {
        uint32_t from = cue(c, at, last, "note"), end = unlisted_end(c, at + from, last);
        if (from && end > at + from && !stm_words_source(w, at + from, last).tokens) {
            add(c, stm_words_slice(w, at + from, end), at + from, end, true);
            at = end;
            continue;
        }
        stm_source_name known = {0};
        if (w->tokens[at].shape != STM_LOWER) known = stm_words_source(w, at, last);
        if (known.tokens) add(c, known.name, at, at + known.tokens, true);
        at += known.tokens ? known.tokens : 1;
    }
}

static int by_place(const void *a, const void *b) {
    const stm_credit *x = a, *y = b;
    if (x->span.start != y->span.start) return x->span.start < y->span.start ? -1 : 1;
    if (x->span.end != y->span.end) return x->span.end > y->span.end ? -1 : 1;
    if (x->carries != y->carries) return x->carries ? -1 : 1;
    return stm_slice_order(x->name, y->name);
}

/* A name that is carried need not be told as cited too. */
static bool is_told(const stm_report *report, size_t count, const stm_credit *credit) {
    for (size_t i = 0; i < count; i++) {
        const stm_credit *told = &report->credits.items[i];
        if (stm_slice_is(told->name, credit->name) && (told->carries || !credit->carries))
            return true;
    }
    return false;
}

static void sort_credits(stm_report *report) {
    enum { MOST = 64 }; /* names kept: more would be a directory, and cost its square */
    if (!report->credits.len) return;
    qsort(report->credits.items, report->credits.len, sizeof *report->credits.items, by_place);
    size_t kept = 0;
    for (size_t i = 0; i < report->credits.len && kept < MOST; i++)
        if (!is_told(report, kept, &report->credits.items[i]))
            report->credits.items[kept++] = report->credits.items[i];
    report->credits.len = kept;
}

void stm_credits_find(stm_arena *arena, stm_report *report, const stm_words *words) {
    crediting c = {arena, report, words};
    size_t note = 0;
    for (uint32_t b = 0; b < words->block_count; b++) {
        stm_span span = report->blocks.items[b].span;
        while (note < report->notes.len && report->notes.items[note].span.end <= span.start) note++;
        bool noted =
            note < report->notes.len && stm_span_holds(report->notes.items[note].span, span);
        if (!noted)
            scan_narration(&c, b);
        else if (report->notes.items[note].kind == STM_NOTE_CREDIT)
            scan_note(&c, b);
    }
    sort_credits(report);
}
