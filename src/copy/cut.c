/* cut.c - which spans of reports can be cut because they stand elsewhere too. */
#include "copy/cut.h"

#include "base/map.h"
#include "text/scan.h"

#include <stdlib.h>

stm_cut_sentences stm_cut_sentences_find(stm_arena *arena, const stm_document *doc) {
    stm_cut_sentence *items = STM_TAKE(arena, stm_cut_sentence, doc->sentence_count);
    stm_arena *scratch = stm_arena_new();
    stm_slice text = doc->report->text;
    uint32_t *words = STM_TAKE(scratch, uint32_t, stm_scan_most(text.len));
    for (uint32_t i = 0; i < doc->sentence_count; i++) {
        const stm_sentence *sentence = &doc->sentences[i];
        stm_span span = stm_document_span(doc, sentence->first, sentence->last);
        uint32_t count = stm_scan_words(text, span, words);
        stm_slice bytes = {(const char *)words, count * sizeof *words};
        items[i] = (stm_cut_sentence){stm_hash(bytes), span, count};
    }
    stm_arena_free(scratch);
    return (stm_cut_sentences){items, doc->sentence_count};
}

/* Where a sentence stands; report UINT32_MAX: nowhere. */
typedef struct {
    uint32_t report, sentence;
} place;

typedef struct {
    const stm_cut_sentences *sentences;
    uint32_t count;
    const stm_rank *ranks;
    bool *kept;    /* a report each: its group keeps it */
    place *owners; /* an open table by what is said: where it stays */
    size_t slots;
    STM_VEC(stm_cut) found;
} cutting;

static const stm_cut_sentence *sentence_at(const cutting *c, place at) {
    return &c->sentences[at.report].items[at.sentence];
}

static place *find_owner(const cutting *c, uint64_t said) {
    size_t at = said & (c->slots - 1);
    while (c->owners[at].report != UINT32_MAX && sentence_at(c, c->owners[at])->said != said)
        at = (at + 1) & (c->slots - 1);
    return &c->owners[at];
}

static bool goes_before(const cutting *c, uint32_t x, uint32_t y) {
    if (c->kept[x] != c->kept[y]) return c->kept[x];
    return stm_rank_order(c->ranks[x], c->ranks[y]) < 0;
}

static void find_owners(cutting *c) {
    for (size_t i = 0; i < c->slots; i++) c->owners[i].report = UINT32_MAX;
    for (uint32_t r = 0; r < c->count; r++)
        for (uint32_t s = 0; s < c->sentences[r].count; s++) {
            place *owner = find_owner(c, c->sentences[r].items[s].said);
            if (owner->report == UINT32_MAX || goes_before(c, r, owner->report))
                *owner = (place){r, s};
        }
}

/* How many sentences from there on stand one after another where they stay. */
static uint32_t run_length(const cutting *c, place from, place owner) {
    uint32_t len = 1;
    for (; from.sentence + len < c->sentences[from.report].count; len++) {
        place next = {from.report, from.sentence + len};
        const place *at = find_owner(c, sentence_at(c, next)->said);
        if (at->report != owner.report || at->sentence != owner.sentence + len) break;
    }
    return len;
}

static stm_span span_of(const cutting *c, place from, uint32_t len) {
    const stm_cut_sentence *first = sentence_at(c, from);
    return (stm_span){first->span.start, first[len - 1].span.end};
}

static void cut_report(stm_arena *arena, cutting *c, uint32_t report) {
    for (uint32_t s = 0, len; s < c->sentences[report].count; s += len) {
        place from = {report, s}, owner = *find_owner(c, sentence_at(c, from)->said);
        len = 1;
        if (owner.report == report) continue;
        len = run_length(c, from, owner);
        uint32_t words = 0;
        for (uint32_t i = 0; i < len; i++) words += sentence_at(c, from)[i].words;
        if (words < STM_CUT_LEAST) continue;
        stm_cut cut = {report, owner.report, span_of(c, from, len), span_of(c, owner, len)};
        stm_vec_put(arena, &c->found, cut);
    }
}

stm_cuts stm_cuts_find(stm_arena *arena, const stm_cut_sentences *sentences, uint32_t count,
                       const stm_rank *ranks, stm_groups groups) {
    stm_arena *scratch = stm_arena_new();
    cutting c = {.sentences = sentences, .count = count, .ranks = ranks, .slots = 16};
    size_t total = 0;
    for (uint32_t i = 0; i < count; i++) total += sentences[i].count;
    while (c.slots < total + total / 2) c.slots *= 2;
    c.owners = STM_TAKE(scratch, place, c.slots);
    c.kept = STM_TAKE(scratch, bool, count);
    for (uint32_t i = 0; i < groups.count; i++) c.kept[groups.items[i].keep] = true;
    find_owners(&c);
    uint32_t *from = STM_TAKE(arena, uint32_t, (size_t)count + 1);
    for (uint32_t i = 0; i < count; i++) {
        cut_report(arena, &c, i);
        from[i + 1] = (uint32_t)c.found.len;
    }
    stm_arena_free(scratch);
    return (stm_cuts){c.found.items, from};
}
