/* chain.c - runs of equal words of two reports, and the chains they make over edits. */
#include "copy/chain.h"

#include "copy/passage.h"

#include <stdlib.h>

enum {
    LOOK_BACK = 32,  /* runs before this one that may come before it in a chain */
    EDGE_REACH = 6,  /* words of an edit that an end may grow over */
    KEPT_LEAST = 2,  /* words of a run that must be left where the one before has taken some */
    WORK_FACTOR = 64 /* words compared a word of the two reports, before seeds are passed over */
};

typedef STM_VEC(stm_run) runs;

typedef struct {
    const stm_speech *a, *b;
} sides;

static uint32_t least(uint32_t x, uint32_t y) {
    return x < y ? x : y;
}

static uint32_t most(uint32_t x, uint32_t y) {
    return x > y ? x : y;
}

static uint32_t equal_ahead(sides s, uint32_t a, uint32_t b) {
    uint32_t len = 0, end = least(s.a->len - a, s.b->len - b);
    while (len < end && s.a->words[a + len] == s.b->words[b + len]) len++;
    return len;
}

static uint32_t equal_behind(sides s, uint32_t a, uint32_t b) {
    uint32_t len = 0, end = least(a, b);
    while (len < end && s.a->words[a - len - 1] == s.b->words[b - len - 1]) len++;
    return len;
}

static int run_order(const void *left, const void *right) {
    const stm_run *x = left, *y = right;
    if (x->a != y->a) return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

/* The longest runs through the seeds, each once. Text that is like itself in many places has many
 * long diagonals; the allowance bounds what they may cost together. */
static runs grow_runs(stm_arena *arena, sides s, const stm_seed *seeds, size_t count) {
    runs out = {0};
    uint64_t allowance = WORK_FACTOR * ((uint64_t)s.a->len + s.b->len);
    int64_t diagonal = INT64_MAX;
    uint32_t done = 0; /* behind the last run on this diagonal */
    for (size_t i = 0; i < count && allowance; i++) {
        int64_t here = (int64_t)seeds[i].b - seeds[i].a;
        if (here == diagonal && seeds[i].a < done) continue;
        uint32_t before = equal_behind(s, seeds[i].a, seeds[i].b);
        uint32_t after = equal_ahead(s, seeds[i].a, seeds[i].b);
        diagonal = here;
        done = seeds[i].a + after;
        allowance -=
            least(before + after, (uint32_t)(allowance < UINT32_MAX ? allowance : UINT32_MAX));
        if (before + after >= STM_FINGERPRINT_WORDS) /* else two hashes met by chance */
            stm_vec_put(arena, &out,
                        (stm_run){seeds[i].a - before, seeds[i].b - before, before + after});
    }
    if (out.len) qsort(out.items, out.len, sizeof *out.items, run_order);
    return out;
}

/* What the chain so far is worth with this run as its end, and the run before it. */
typedef struct {
    uint32_t score, before; /* before: UINT32_MAX where the run begins the chain */
    uint32_t cut;           /* words that the run before has taken of this one's beginning */
    bool used;
} link;

/* Whether run y may follow run x, at what cost in words, and how much of y is then left out. */
static bool follows(stm_run x, stm_run y, uint32_t *cost, uint32_t *cut) {
    if (x.a >= y.a || x.b >= y.b) return false;
    uint32_t a_end = x.a + x.len, b_end = x.b + x.len;
    *cut = most(a_end > y.a ? a_end - y.a : 0, b_end > y.b ? b_end - y.b : 0);
    if (*cut + KEPT_LEAST > y.len) return false;
    uint32_t a_gap = y.a + *cut - a_end, b_gap = y.b + *cut - b_end;
    *cost = most(a_gap, b_gap);
    return *cost <= STM_PASSAGE_GAP;
}

/* A gap must have twice its words matching on either side: so two thirds of a chain match. */
static link *link_runs(stm_arena *arena, runs all) {
    link *links = STM_TAKE(arena, link, all.len);
    for (uint32_t i = 0; i < all.len; i++) {
        links[i] = (link){.score = all.items[i].len, .before = UINT32_MAX};
        for (uint32_t j = i; j > 0 && i - j < LOOK_BACK; j--) {
            uint32_t cost, cut;
            if (!follows(all.items[j - 1], all.items[i], &cost, &cut)) continue;
            uint32_t own = all.items[i].len - cut, before = links[j - 1].score;
            if (2 * cost > own || 2 * cost > before) continue;
            if (before + own - cost <= links[i].score) continue;
            links[i].score = before + own - cost;
            links[i].before = j - 1;
            links[i].cut = cut;
        }
    }
    return links;
}

/* Words of a gap that match in order: the longest common subsequence, as runs, put behind chain. */
static void fill_gap(stm_arena *arena, sides s, stm_run gap, uint32_t b_len, stm_chain *chain) {
    const uint64_t *x = s.a->words + gap.a, *y = s.b->words + gap.b;
    const uint32_t n = gap.len, m = b_len;
    if (!n || !m) return;
    uint8_t best[STM_PASSAGE_GAP + 1][STM_PASSAGE_GAP + 1];
    for (uint32_t j = 0; j <= m; j++) best[n][j] = 0;
    for (uint32_t i = n; i-- > 0;) {
        best[i][m] = 0;
        for (uint32_t j = m; j-- > 0;) {
            uint8_t skip = best[i + 1][j] > best[i][j + 1] ? best[i + 1][j] : best[i][j + 1];
            best[i][j] = x[i] == y[j] ? (uint8_t)(best[i + 1][j + 1] + 1) : skip;
        }
    }
    for (uint32_t i = 0, j = 0; i < n && j < m;) {
        uint32_t len = 0;
        while (i + len < n && j + len < m && x[i + len] == y[j + len]) len++;
        if (len) stm_vec_put(arena, chain, (stm_run){gap.a + i, gap.b + j, len});
        i += len;
        j += len;
        if (i == n || j == m) break;
        if (best[i + 1][j] >= best[i][j + 1])
            i++;
        else
            j++;
    }
}

/* The nearest place within reach where words are equal again, and more of them than the edit has,
 * ahead of (a, b) or, when `back`, before it; len 0 where there is none. */
static stm_run resume(sides s, uint32_t a, uint32_t b, bool back) {
    const uint32_t a_most = back ? a : s.a->len - a, b_most = back ? b : s.b->len - b;
    for (uint32_t sum = 1; sum <= 2 * EDGE_REACH; sum++)
        for (uint32_t i = sum > EDGE_REACH ? sum - EDGE_REACH : 0; i <= least(sum, EDGE_REACH);
             i++) {
            uint32_t j = sum - i;
            if (i >= a_most || j >= b_most) continue;
            uint32_t len = back ? equal_behind(s, a - i, b - j) : equal_ahead(s, a + i, b + j);
            if (len <= most(i, j)) continue;
            return back ? (stm_run){a - i - len, b - j - len, len} : (stm_run){a + i, b + j, len};
        }
    return (stm_run){0};
}

/* Whether three quarters still match when run is put at an end of the chain, which has `words`. */
static bool stays_alike(stm_run first, stm_run last, uint32_t words) {
    uint32_t a = last.a + last.len - first.a, b = last.b + last.len - first.b;
    return 4 * (uint64_t)words >= 3 * (uint64_t)most(a, b);
}

static void grow_front(stm_arena *arena, sides s, stm_chain *chain, uint32_t *words) {
    stm_run first = chain->items[0], last = chain->items[chain->len - 1];
    runs before = {0};
    for (stm_run run; (run = resume(s, first.a, first.b, true)).len; first = run) {
        if (!stays_alike(run, last, *words + run.len)) break;
        *words += run.len;
        stm_vec_put(arena, &before, run);
    }
    if (!before.len) return;
    size_t len = chain->len;
    for (size_t i = 0; i < before.len; i++) stm_vec_put(arena, chain, before.items[i]);
    memmove(chain->items + before.len, chain->items, len * sizeof *chain->items);
    for (size_t i = 0; i < before.len; i++) chain->items[i] = before.items[before.len - 1 - i];
}

static void grow_back(stm_arena *arena, sides s, stm_chain *chain, uint32_t *words) {
    stm_run last = chain->items[chain->len - 1];
    for (stm_run run;; last = run) {
        run = resume(s, last.a + last.len, last.b + last.len, false);
        if (!run.len || !stays_alike(chain->items[0], run, *words + run.len)) return;
        *words += run.len;
        stm_vec_put(arena, chain, run);
    }
}

/* The chain that ends with run `end`, as far back as its runs are free, gaps filled and ends grown.
 */
static stm_chain trace(stm_arena *arena, sides s, runs all, link *links, uint32_t end) {
    runs back = {0};
    for (uint32_t i = end; i != UINT32_MAX && !links[i].used; i = links[i].before) {
        links[i].used = true;
        bool begins = links[i].before == UINT32_MAX || links[links[i].before].used;
        uint32_t cut = begins ? 0 : links[i].cut;
        stm_run run = all.items[i];
        stm_vec_put(arena, &back, (stm_run){run.a + cut, run.b + cut, run.len - cut});
    }
    stm_chain chain = {0};
    for (size_t i = back.len; i-- > 0;) {
        stm_run run = back.items[i];
        if (chain.len) {
            stm_run last = chain.items[chain.len - 1];
            uint32_t a = last.a + last.len, b = last.b + last.len;
            fill_gap(arena, s, (stm_run){a, b, run.a - a}, run.b - b, &chain);
        }
        stm_vec_put(arena, &chain, run);
    }
    uint32_t words = stm_chain_words(&chain);
    grow_front(arena, s, &chain, &words);
    grow_back(arena, s, &chain, &words);
    return chain;
}

uint32_t stm_chain_words(const stm_chain *chain) {
    uint32_t words = 0;
    for (size_t i = 0; i < chain->len; i++) words += chain->items[i].len;
    return words;
}

typedef struct {
    uint32_t score, run;
} candidate;

static int candidate_order(const void *left, const void *right) {
    const candidate *x = left, *y = right;
    if (x->score != y->score) return x->score > y->score ? -1 : 1;
    return (x->run > y->run) - (x->run < y->run);
}

static int chain_order(const void *left, const void *right) {
    const stm_chain *x = left, *y = right;
    uint32_t x_words = stm_chain_words(x), y_words = stm_chain_words(y);
    if (x_words != y_words) return x_words > y_words ? -1 : 1;
    return run_order(&x->items[0], &y->items[0]);
}

stm_chains stm_chains_make(stm_arena *arena, const stm_speech *a, const stm_speech *b,
                           const stm_seed *seeds, size_t count) {
    sides s = {a, b};
    stm_chains chains = {0};
    runs all = grow_runs(arena, s, seeds, count);
    link *links = link_runs(arena, all);
    candidate *ends = STM_TAKE(arena, candidate, all.len);
    for (uint32_t i = 0; i < all.len; i++) ends[i] = (candidate){links[i].score, i};
    if (all.len) qsort(ends, all.len, sizeof *ends, candidate_order);
    for (size_t i = 0; i < all.len; i++)
        if (!links[ends[i].run].used)
            stm_vec_put(arena, &chains, trace(arena, s, all, links, ends[i].run));
    if (chains.len) qsort(chains.items, chains.len, sizeof *chains.items, chain_order);
    return chains;
}
