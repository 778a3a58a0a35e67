/* quotation.c - quotations of one utterance joined across reports. */
#include "collate/quotation.h"

#include "base/map.h"
#include "base/utf8.h"
#include "collate/apparatus.h"
#include "collate/utterance.h"
#include "collate/variant.h"

#include <stdlib.h>

typedef STM_VEC(uint32_t) number_list;
typedef STM_VEC(stm_span) span_list;

/* With fewer marked words, what a reporter quotes in passing is no text of the utterance. */
#define MARKED_LEAST (3 * STM_WEIGHT_BIT)

typedef struct {
    stm_arena *arena;
    const stm_story *story;
    const stm_weights *weights;
    const stm_kinship *kinship;
    stm_aligner *aligner;
    stm_map accepted;    /* forms that witnesses have, by witness and form */
    uint64_t witness;    /* the one at hand, from 1 */
    const bool **marked; /* of each report */
} joiner;

/* The sayings of one utterance and report, in the order of the text. */
typedef struct {
    const uint32_t *items;
    uint32_t count;
} part;

static int order_numbers(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

typedef struct {
    uint32_t marked, weight, saying;
} rank;

static int order_ranks(const void *a, const void *b) {
    const rank *x = a, *y = b;
    if (x->marked != y->marked) return x->marked > y->marked ? -1 : 1;
    if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
    return (x->saying > y->saying) - (x->saying < y->saying);
}

static uint32_t *accepted_at(joiner *j, uint32_t form) {
    return stm_map_put(j->aligner->arena, &j->accepted, stm_hash_join(j->witness, form));
}

/* Whether an accepted saying of the report has the words of this one. */
static bool is_repeat(joiner *j, uint32_t saying) {
    const stm_kinship *k = j->kinship;
    uint32_t form = k->form_of[saying];
    if (*accepted_at(j, form) != STM_MAP_NONE) return true;
    for (uint32_t i = 0; i < k->kin_counts[form]; i++) {
        const stm_kin *kin = &k->kin[k->kin_of[form][i]];
        if (!kin->affinity.contains) continue;
        if (*accepted_at(j, kin->a == form ? kin->b : kin->a) != STM_MAP_NONE) return true;
    }
    return false;
}

/* Of sayings that repeat each other the fullest stays, then the first. */
static number_list leave_out_repeats(joiner *j, part p) {
    rank *ranks = STM_TAKE(j->aligner->arena, rank, p.count);
    for (uint32_t i = 0; i < p.count; i++) {
        const stm_saying *saying = &j->kinship->sayings.items[p.items[i]];
        ranks[i] = (rank){saying->marked, saying->weight, p.items[i]};
    }
    qsort(ranks, p.count, sizeof *ranks, order_ranks);
    number_list kept = {0};
    j->witness++;
    for (uint32_t i = 0; i < p.count; i++) {
        if (p.count > 1 && is_repeat(j, ranks[i].saying)) continue;
        *accepted_at(j, j->kinship->form_of[ranks[i].saying]) = 1;
        stm_vec_put(j->aligner->arena, &kept, ranks[i].saying);
    }
    qsort(kept.items, kept.len, sizeof(uint32_t), order_numbers);
    return kept;
}

/* Adds a run. One that follows the last with no word left out between is one with it, and the last
 * keeps the comma or the dash that parts it from what follows. */
static void put_run(joiner *j, stm_spans content, stm_span run, span_list *runs) {
    stm_span *last = runs->len ? &runs->items[runs->len - 1] : NULL;
    if (last && run.start < last->end) return;
    if (last) {
        const stm_span *holder = stm_saying_run(content, *last);
        if (holder && stm_span_holds(*holder, run)) {
            last->end = run.end;
            return;
        }
        if (holder && holder->end - last->end == 1) last->end = holder->end;
    }
    stm_vec_put(j->arena, runs, run);
}

static stm_spans runs_of(joiner *j, const stm_account *account, number_list sayings) {
    span_list runs = {0};
    for (size_t i = 0; i < sayings.len; i++) {
        const stm_saying *saying = &j->kinship->sayings.items[sayings.items[i]];
        stm_spans content = account->quotes.items[saying->quote].content;
        for (uint32_t r = 0; r < saying->content.count; r++)
            put_run(j, content, saying->content.items[r], &runs);
    }
    return (stm_spans){runs.items, (uint32_t)runs.len};
}

/* The runs as one text, and the words' spans moved into it. */
static stm_slice make_reading(joiner *j, stm_slice text, stm_spans runs, stm_align_word *words,
                              uint32_t count) {
    stm_buf buf;
    stm_buf_init(&buf, 0);
    uint32_t word = 0;
    for (uint32_t r = 0; r < runs.count; r++) {
        if (r) stm_buf_put_byte(&buf, ' ');
        bool gap = false;
        text.len = runs.items[r].end;
        for (size_t at = runs.items[r].start; at < text.len;) {
            size_t from = at;
            if (stm_utf8_is_space(stm_utf8_next(text, &at))) {
                gap = true;
                continue;
            }
            if (gap) stm_buf_put_byte(&buf, ' ');
            gap = false;
            if (word < count && words[word].span.start == from) {
                uint32_t length = stm_span_len(words[word].span);
                words[word].span = (stm_span){(uint32_t)buf.len, (uint32_t)buf.len + length};
                word++;
            }
            stm_buf_put(&buf, (stm_slice){text.data + from, at - from});
        }
    }
    stm_slice reading = stm_arena_copy(j->arena, stm_buf_get(&buf));
    stm_buf_release(&buf);
    return reading;
}

/* The words that the apparatus compares: those between marks; none where they are too few. */
static stm_align_words marked_words(stm_align_word *words, uint32_t count) {
    uint32_t kept = 0, weight = 0;
    bool breaks = true;
    for (uint32_t i = 0; i < count; i++) {
        bool marked = words[i].role & STM_ALIGN_MARKED;
        breaks |= !marked || words[i].breaks;
        if (!marked) continue;
        words[kept] = words[i];
        words[kept++].breaks = breaks;
        weight += words[i].weight;
        breaks = false;
    }
    if (weight < MARKED_LEAST && kept < count) kept = 0;
    return (stm_align_words){words, kept};
}

static stm_quote_form form_of(const joiner *j, number_list sayings) {
    stm_quote_form form = j->kinship->sayings.items[sayings.items[0]].form;
    for (size_t i = 1; i < sayings.len; i++)
        if (j->kinship->sayings.items[sayings.items[i]].form != form) form = STM_MIXED;
    return form;
}

static void put_witness(joiner *j, part p, stm_quotation *quotation,
                        stm_apparatus_witness *apparatus, uint64_t *key) {
    number_list sayings = leave_out_repeats(j, p);
    const stm_saying *first = &j->kinship->sayings.items[sayings.items[0]];
    const stm_account *account = &j->story->accounts[first->report];
    stm_spans runs = runs_of(j, account, sayings);
    stm_quotation_witness witness = {.report = first->report,
                                     .quote = first->quote,
                                     .content = runs,
                                     .form = form_of(j, sayings)};
    witness.span = (stm_span){runs.items[0].start, runs.items[runs.count - 1].end};
    const bool *marked = witness.form == STM_DIRECT ? NULL : j->marked[first->report];
    stm_align_words words =
        stm_saying_words(j->aligner->arena, account->doc, j->weights, marked, runs);
    witness.reading = make_reading(j, account->doc->report->text, runs,
                                   (stm_align_word *)words.items, words.count);
    *key = stm_variant_key(witness.reading, words.items, words.count);
    if (witness.form == STM_INDIRECT) words.count = 0;
    *apparatus =
        (stm_apparatus_witness){.report = first->report,
                                .reading = witness.reading,
                                .words = marked_words((stm_align_word *)words.items, words.count)};
    stm_vec_put(j->arena, &quotation->witnesses, witness);
}

/* Without marked words anywhere, the commonest reading stands for all, then the longest. */
static uint32_t commonest(joiner *j, const stm_quotation *quotation, const uint64_t *keys) {
    uint32_t count = (uint32_t)quotation->witnesses.len, best = 0, most = 0;
    stm_map known = {0};
    for (uint32_t i = 0; i < count; i++) {
        uint32_t *times = stm_map_put(j->aligner->arena, &known, keys[i]);
        *times = *times == STM_MAP_NONE ? 1 : *times + 1;
    }
    for (uint32_t i = 0; i < count; i++) {
        stm_slice text = quotation->witnesses.items[i].reading;
        stm_slice other = quotation->witnesses.items[best].reading;
        uint32_t times = stm_map_find(&known, keys[i]);
        if (times < most || (times == most && text.len < other.len)) continue;
        bool same = times == most && text.len == other.len;
        if (same && stm_slice_order(text, other) >= 0) continue;
        best = i;
        most = times;
    }
    return best;
}

static void put_apparatus(joiner *j, stm_apparatus_witness *witnesses, const uint64_t *keys,
                          stm_quotation *quotation) {
    uint32_t count = (uint32_t)quotation->witnesses.len;
    uint32_t base = stm_apparatus_base(j->aligner, witnesses, count);
    bool has_words = base != STM_ALIGN_NONE;
    if (has_words)
        stm_apparatus_make(j->arena, j->aligner, witnesses, count, base, quotation);
    else
        base = commonest(j, quotation, keys);
    quotation->reading = witnesses[base].reading;
    for (uint32_t i = 0; i < count; i++) {
        stm_quotation_witness *witness = &quotation->witnesses.items[i];
        witness->shortened = witnesses[i].shortened;
        witness->translated =
            witnesses[i].translated || (!witnesses[i].words.count && keys[i] != keys[base]);
    }
}

/* The one whom most sayings name; a name or a role counts twice what a pronoun does, and the
 * commonest of the story decides a tie. */
static uint32_t speaker_of(stm_arena *scratch, const stm_sayings *sayings, part p) {
    enum { NAMED = 2, MEANT = 1 };
    stm_map votes = {0};
    uint32_t speaker = STM_NOBODY, most = 0;
    for (uint32_t i = 0; i < p.count; i++) {
        const stm_saying *saying = &sayings->items[p.items[i]];
        if (saying->speaker == STM_NOBODY) continue;
        uint32_t *count = stm_map_put(scratch, &votes, (uint64_t)saying->speaker + 1);
        *count = (*count == STM_MAP_NONE ? 0 : *count) + (saying->is_sure ? NAMED : MEANT);
        if (*count < most || (*count == most && saying->speaker > speaker)) continue;
        most = *count;
        speaker = saying->speaker;
    }
    return speaker;
}

static void put_quotation(joiner *j, part p, stm_collation *out) {
    const stm_sayings *sayings = &j->kinship->sayings;
    stm_quotation quotation = {.speaker = speaker_of(j->aligner->arena, sayings, p)};
    stm_apparatus_witness *apparatus = STM_TAKE(j->aligner->arena, stm_apparatus_witness, p.count);
    uint64_t *keys = STM_TAKE(j->aligner->arena, uint64_t, p.count);
    for (uint32_t i = 0, end; i < p.count; i = end) {
        uint32_t report = sayings->items[p.items[i]].report;
        for (end = i; end < p.count && sayings->items[p.items[end]].report == report; end++)
            ;
        put_witness(j, (part){p.items + i, end - i}, &quotation,
                    &apparatus[quotation.witnesses.len], &keys[quotation.witnesses.len]);
    }
    put_apparatus(j, apparatus, keys, &quotation);
    stm_vec_put(j->arena, &out->quotations, quotation);
}

static int order_quotations(const void *a, const void *b) {
    const stm_quotation *x = a, *y = b;
    if (x->witnesses.len != y->witnesses.len) return x->witnesses.len > y->witnesses.len ? -1 : 1;
    if (x->speaker != y->speaker) return x->speaker < y->speaker ? -1 : 1;
    const stm_quotation_witness *p = x->witnesses.items, *q = y->witnesses.items;
    if (p->report != q->report) return p->report < q->report ? -1 : 1;
    if (p->span.start != q->span.start) return p->span.start < q->span.start ? -1 : 1;
    if (p->span.end != q->span.end) return p->span.end > q->span.end ? -1 : 1;
    return (p->quote > q->quote) - (p->quote < q->quote);
}

/* Each utterance's sayings stand together, in order: a counting sort. */
static void put_all(joiner *j, stm_utterances utterances, stm_collation *out) {
    uint32_t count = j->kinship->sayings.count;
    uint32_t *start = STM_TAKE(j->aligner->arena, uint32_t, utterances.count + 1);
    uint32_t *order = STM_TAKE(j->aligner->arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) start[utterances.utterance_of[i] + 1]++;
    for (uint32_t u = 0; u < utterances.count; u++) start[u + 1] += start[u];
    for (uint32_t i = 0; i < count; i++) order[start[utterances.utterance_of[i]]++] = i;
    for (uint32_t u = 0, from = 0; u < utterances.count; from = start[u++])
        put_quotation(j, (part){order + from, start[u] - from}, out);
    if (out->quotations.len)
        qsort(out->quotations.items, out->quotations.len, sizeof(stm_quotation), order_quotations);
}

void stm_quotations_join(stm_arena *arena, const stm_story *story, stm_collation *out) {
    stm_arena *scratch = stm_arena_new();
    stm_aligner aligner = {.arena = scratch};
    stm_weights *weights = stm_weights_make(scratch, story);
    const bool **marked = STM_TAKE(scratch, const bool *, story->count);
    for (uint32_t i = 0; i < story->count; i++)
        marked[i] = stm_marks_cover(scratch, story->accounts[i].doc, story->accounts[i].marks);
    stm_sayings sayings = stm_sayings_cut(scratch, story, weights, marked);
    stm_kinship kinship = stm_kinship_find(scratch, &aligner, sayings);
    stm_strands strands = stm_strands_find(scratch, &aligner, &kinship);
    stm_utterances utterances = stm_utterances_find(scratch, &aligner, story, &kinship, &strands);
    joiner j = {.arena = arena,
                .story = story,
                .weights = weights,
                .kinship = &kinship,
                .aligner = &aligner,
                .marked = marked};
    put_all(&j, utterances, out);
    stm_arena_free(scratch);
}
