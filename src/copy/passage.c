/* passage.c - shared passages of two reports: seeds grown to runs, runs chained over edits. */
#include "copy/passage.h"

#include "copy/chain.h"

#include <stdlib.h>

/* Chains have two thirds; only asides cut from their ends can bring them below. */
#define LEAST_SIMILARITY 0.62

enum { CLAUSE_GAP = 3 }; /* words of an edit that a clause survives */

/* seen marks words by the number of the question that last touched them, so that nothing need be
 * cleared between two pairs. */
struct stm_passage_bench {
    uint32_t *covered[2], *narrated[2];
    uint32_t turn;
};

typedef struct {
    const stm_speech *streams[2];
    stm_passage_bench *bench;
    stm_arena *arena;
    stm_shared out;
} finder;

stm_passage_bench *stm_passage_bench_new(stm_arena *arena, uint32_t longest) {
    stm_passage_bench *bench = STM_TAKE(arena, stm_passage_bench, 1);
    for (int side = 0; side < 2; side++) {
        bench->covered[side] = STM_TAKE(arena, uint32_t, longest);
        bench->narrated[side] = STM_TAKE(arena, uint32_t, longest);
    }
    return bench;
}

/* How many of the words [first, last) of a side no accepted passage covers yet. */
static uint32_t fresh_words(const finder *f, int side, uint32_t first, uint32_t last) {
    uint32_t fresh = 0;
    for (uint32_t i = first; i < last; i++)
        fresh += f->bench->covered[side][i] != f->bench->turn &&
                 f->streams[side]->voices[i] != STM_VOICE_ASIDE;
    return fresh;
}

/* Covers them, and returns how many of those that count were fresh. */

static uint32_t cover(finder *f, int side, uint32_t first, uint32_t last) {
    uint32_t fresh = 0, *covered = f->bench->covered[side];
    for (uint32_t i = first; i < last; i++) {
        fresh += covered[i] != f->bench->turn && stm_voice_counts(f->streams[side]->voices[i]);
        covered[i] = f->bench->turn;
    }
    return fresh;
}

static stm_voice voice_of(const finder *f, uint32_t a, uint32_t b) {
    stm_voice x = stm_voice_plain(f->streams[0]->voices[a]);
    stm_voice y = stm_voice_plain(f->streams[1]->voices[b]);
    if (x == STM_VOICE_ASIDE || y == STM_VOICE_ASIDE) return STM_VOICE_ASIDE;
    if (x == STM_VOICE_QUOTATION || y == STM_VOICE_QUOTATION) return STM_VOICE_QUOTATION;
    if (x == STM_VOICE_RECURRING || y == STM_VOICE_RECURRING) return STM_VOICE_RECURRING;
    return x == STM_VOICE_CAPTION || y == STM_VOICE_CAPTION ? STM_VOICE_CAPTION
                                                            : STM_VOICE_NARRATION;
}

/* The words of a side of a run of matching narration, each once a pair. */
static void count_narrated(finder *f, int side, uint32_t first, uint32_t len, uint32_t *count) {
    uint32_t *narrated = f->bench->narrated[side];
    for (uint32_t i = first; i < first + len; i++) {
        *count += narrated[i] != f->bench->turn && stm_voice_counts(f->streams[side]->voices[i]);
        narrated[i] = f->bench->turn;
    }
}

static bool makes_slip(const stm_speech *stream, uint32_t word) {
    for (uint32_t i = 0; i < stream->slip_count; i++)
        if (stream->slips[i] == word) return true;
    return false;
}

/* Of a run of narration that both have. */
static void note_slip(finder *f, stm_run run) {
    const stm_speech *a = f->streams[0];
    for (uint32_t i = 0; i < a->slip_count && i < f->out.slip; i++)
        if (a->slips[i] >= run.a && a->slips[i] < run.a + run.len &&
            makes_slip(f->streams[1], a->slips[i] - run.a + run.b))
            f->out.slip = i;
}

/* Matching narration that goes on without a quotation or a longer edit. */
typedef struct {
    STM_VEC(stm_run) runs;
    uint32_t words;
} clause;

static void end_clause(finder *f, clause *c) {
    for (size_t i = 0; c->words >= STM_PASSAGE_CLAUSE && i < c->runs.len; i++) {
        count_narrated(f, 0, c->runs.items[i].a, c->runs.items[i].len, &f->out.narration_a);
        count_narrated(f, 1, c->runs.items[i].b, c->runs.items[i].len, &f->out.narration_b);
        note_slip(f, c->runs.items[i]);
    }
    c->runs.len = 0;
    c->words = 0;
}

static void count_narration(finder *f, stm_arena *scratch, const stm_chain *chain) {
    clause c = {.words = 0};
    for (size_t r = 0; r < chain->len; r++) {
        stm_run run = chain->items[r];
        if (r > 0) {
            stm_run before = chain->items[r - 1];
            if (run.a - before.a - before.len > CLAUSE_GAP ||
                run.b - before.b - before.len > CLAUSE_GAP)
                end_clause(f, &c);
        }
        for (uint32_t from = 0, to; from < run.len; from = to) {
            stm_voice voice = voice_of(f, run.a + from, run.b + from);
            for (to = from + 1; to < run.len; to++)
                if (voice_of(f, run.a + to, run.b + to) != voice) break;
            if (voice == STM_VOICE_NARRATION) {
                stm_vec_put(scratch, &c.runs, (stm_run){run.a + from, run.b + from, to - from});
                c.words += to - from;
            } else {
                end_clause(f, &c);
            }
        }
    }
    end_clause(f, &c);
}

typedef struct {
    uint32_t matched, quoted, recurring;
} tally;

static tally count_voices(const finder *f, const stm_chain *chain) {
    tally sum = {0};
    for (size_t r = 0; r < chain->len; r++)
        for (uint32_t i = 0; i < chain->items[r].len; i++) {
            stm_voice voice = voice_of(f, chain->items[r].a + i, chain->items[r].b + i);
            sum.matched += voice != STM_VOICE_ASIDE;
            sum.quoted += voice == STM_VOICE_QUOTATION;
            sum.recurring += voice == STM_VOICE_RECURRING;
        }
    return sum;
}

/* A shared copyright line behind a shared passage is no part of it. */
static void trim_asides(const finder *f, stm_chain *chain) {
    while (chain->len) {
        stm_run *last = &chain->items[chain->len - 1];
        if (voice_of(f, last->a + last->len - 1, last->b + last->len - 1) != STM_VOICE_ASIDE) break;
        if (--last->len == 0) chain->len--;
    }
    while (chain->len) {
        stm_run *first = &chain->items[0];
        if (voice_of(f, first->a, first->b) != STM_VOICE_ASIDE) break;
        first->a++;
        first->b++;
        if (--first->len == 0) {
            chain->items++;
            chain->len--;
            chain->cap--;
        }
    }
}

static stm_span span_of(const finder *f, int side, uint32_t first, uint32_t last) {
    const stm_span *spans = f->streams[side]->spans;
    return (stm_span){spans[first].start, spans[last - 1].end};
}

/* What is promised to be found must not be lost to passages that cover it in part. */
static bool adds_sure_run(const finder *f, const stm_chain *chain) {
    for (size_t r = 0; r < chain->len; r++) {
        stm_run run = chain->items[r];
        if (run.len >= STM_RUN_SURE && (fresh_words(f, 0, run.a, run.a + run.len) ||
                                        fresh_words(f, 1, run.b, run.b + run.len)))
            return true;
    }
    return false;
}

/* Takes the chain as a passage if it adds to what is covered: in both reports, or, when `either`,
 * in one of them (a passage that the other repeats). */
static bool accept(finder *f, stm_arena *scratch, stm_chain *chain, bool either) {
    trim_asides(f, chain);
    if (!chain->len) return false;
    stm_run first = chain->items[0], last = chain->items[chain->len - 1];
    const uint32_t a_end = last.a + last.len, b_end = last.b + last.len;
    tally sum = count_voices(f, chain);
    uint32_t a_len = a_end - first.a, b_len = b_end - first.b;
    double similarity = (double)stm_chain_words(chain) / (a_len > b_len ? a_len : b_len);
    if (sum.matched < STM_PASSAGE_LEAST || similarity < LEAST_SIMILARITY) return false;
    bool fresh_a = fresh_words(f, 0, first.a, a_end) >= STM_FINGERPRINT_WORDS;
    bool fresh_b = fresh_words(f, 1, first.b, b_end) >= STM_FINGERPRINT_WORDS;
    if (!(fresh_a && fresh_b) && !(either && (fresh_a || fresh_b || adds_sure_run(f, chain))))
        return false;
    uint32_t before = f->out.narration_a;
    count_narration(f, scratch, chain);
    f->out.recurring += sum.recurring;
    f->out.words_a += cover(f, 0, first.a, a_end);
    f->out.words_b += cover(f, 1, first.b, b_end);
    stm_passage passage = {span_of(f, 0, first.a, a_end),
                           span_of(f, 1, first.b, b_end),
                           sum.matched,
                           f->out.narration_a - before,
                           similarity,
                           sum.quoted * 2 > sum.matched ? STM_QUOTATION : STM_NARRATION};
    stm_vec_put(f->arena, &f->out.passages, passage);
    return true;
}

static int passage_order(const void *left, const void *right) {
    const stm_passage *x = left, *y = right;
    const uint32_t xs[] = {x->a.start, x->a.end, x->b.start, x->b.end};
    const uint32_t ys[] = {y->a.start, y->a.end, y->b.start, y->b.end};
    for (int i = 0; i < 4; i++)
        if (xs[i] != ys[i]) return xs[i] < ys[i] ? -1 : 1;
    return 0;
}

stm_shared stm_passages_find(stm_arena *arena, stm_passage_bench *bench, const stm_speech *a,
                             const stm_speech *b, const stm_seed *seeds, size_t count) {
    finder f = {{a, b}, bench, arena, {.slip = STM_SLIP_NONE}};
    stm_arena *scratch = stm_arena_new();
    stm_chains chains = stm_chains_make(scratch, a, b, seeds, count);
    bench->turn++;
    bool *taken = STM_TAKE(scratch, bool, chains.len);
    for (size_t i = 0; i < chains.len; i++) taken[i] = accept(&f, scratch, &chains.items[i], false);
    for (size_t i = 0; i < chains.len; i++)
        if (!taken[i]) accept(&f, scratch, &chains.items[i], true);
    stm_arena_free(scratch);
    if (f.out.passages.len)
        qsort(f.out.passages.items, f.out.passages.len, sizeof(stm_passage), passage_order);
    return f.out;
}
