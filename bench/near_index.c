/* near_index.c - what the index of near-copies takes, and what it finds, on made-up reports.
 *
 * usage: near_index write REPORTS          the reports as JSON lines
 *        near_index speed REPORTS JOBS     seconds of each step, and of all, as an object
 *        near_index plain REPORTS          the same of a plain MinHash with LSH
 *        near_index recall PAIRS WORDS     pairs with known edits, a line a similarity */
#include "base/json_write.h"
#include "base/pool.h"
#include "copy/near.h"
#include "near_set.h"
#include "prose.h"
#include "text/scan.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void write_set(const near_set *set) {
    stm_buf out;
    stm_buf_init(&out, 0);
    for (uint32_t i = 0; i < set->count; i++) {
        stm_json_writer json = {.out = &out};
        stm_json_open(&json, '{');
        stm_json_key(&json, "id");
        stm_json_uint(&json, i);
        stm_json_put_string(&json, "text", set->texts[i]);
        stm_json_close(&json, '}');
        stm_buf_put_byte(&out, '\n');
        fwrite(out.data, 1, out.len, stdout);
        stm_buf_clear(&out);
    }
    stm_buf_release(&out);
}

/* --- speed --- */

typedef struct {
    const near_set *set;
    uint32_t **words, *counts;
    stm_sketch *sketches;
} work;

enum { PORTION = 256, TEXT_MOST = 1 << 16 };

static void scan(void *context, size_t item, unsigned thread) {
    (void)thread;
    work *w = context;
    uint32_t *words = stm_alloc(stm_scan_most(TEXT_MOST) * sizeof *words);
    for (size_t i = item * PORTION; i < (item + 1) * PORTION && i < w->set->count; i++) {
        stm_slice text = w->set->texts[i];
        w->counts[i] = stm_scan_words(text, (stm_span){0, (uint32_t)text.len}, words);
        w->words[i] = stm_alloc(w->counts[i] * sizeof *words);
        memcpy(w->words[i], words, w->counts[i] * sizeof *words);
    }
    free(words);
}

static void sketch(void *context, size_t item, unsigned thread) {
    (void)thread;
    work *w = context;
    stm_arena *arena = stm_arena_new();
    for (size_t i = item * PORTION; i < (item + 1) * PORTION && i < w->set->count; i++)
        w->sketches[i] = stm_sketch_make(arena, w->words[i], w->counts[i]);
    stm_arena_free(arena);
}

static double index_all(const work *w, double least, uint32_t *groups, size_t *bytes) {
    double begun = near_seconds(false);
    stm_near *near = stm_near_new(least, NULL);
    for (uint32_t i = 0; i < w->set->count; i++)
        stm_near_add(near, w->words[i], w->counts[i], &w->sketches[i]);
    double took = near_seconds(false) - begun;
    *groups = 0;
    for (uint32_t i = 0; i < w->set->count; i++) *groups += stm_near_group(near, i) == i;
    *bytes = stm_near_size(near);
    stm_near_free(near);
    return took;
}

static void measure(const near_set *set, unsigned jobs) {
    stm_arena *arena = stm_arena_new();
    work w = {set, STM_TAKE(arena, uint32_t *, set->count), STM_TAKE(arena, uint32_t, set->count),
              STM_TAKE(arena, stm_sketch, set->count)};
    size_t portions = (set->count + PORTION - 1) / PORTION;
    double begun = near_seconds(false), wall = near_seconds(true);
    stm_pool_each(portions, jobs, scan, &w);
    double scanned = near_seconds(false);
    stm_pool_each(portions, jobs, sketch, &w);
    double sketched = near_seconds(false);
    uint32_t groups;
    size_t bytes;
    double indexed = index_all(&w, STM_NEAR_LEAST, &groups, &bytes);
    wall = near_seconds(true) - wall;
    uint32_t same;
    size_t unused;
    double bare = index_all(&w, 1, &same, &unused);
    uint64_t words = 0;
    for (uint32_t i = 0; i < set->count; i++) words += w.counts[i];
    printf("{\"words\":%.6f,\"sketch\":%.6f,\"lsh\":%.6f,\"verify\":%.6f,\"all\":%.6f,"
           "\"wall\":%.6f,\"groups\":%u,\"index_bytes\":%.1f,\"mean_words\":%.1f}\n",
           scanned - begun, sketched - scanned, bare, indexed > bare ? indexed - bare : 0,
           sketched - begun + indexed, wall, groups, (double)bytes / set->count,
           (double)words / set->count);
    for (uint32_t i = 0; i < set->count; i++) free(w.words[i]);
    stm_arena_free(arena);
}

/* --- recall --- */

/* The similarity of two reports by sorting their shingles: nothing is shared with the index. */
static int by_number(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

typedef struct {
    uint32_t words[1 << 14], count;
    uint64_t runs[1 << 14];
    uint32_t run_count;
    stm_sketch sketch;
} sample;

static void read_sample(sample *s, stm_slice text) {
    s->count = stm_scan_words(text, (stm_span){0, (uint32_t)text.len}, s->words);
    uint32_t runs = s->count < STM_SHINGLE_WORDS ? 0 : s->count - STM_SHINGLE_WORDS + 1;
    for (uint32_t i = 0; i < runs; i++) s->runs[i] = stm_shingle(s->words + i);
    qsort(s->runs, runs, sizeof *s->runs, by_number);
    s->run_count = 0;
    for (uint32_t i = 0; i < runs; i++)
        if (!i || s->runs[i] != s->runs[s->run_count - 1]) s->runs[s->run_count++] = s->runs[i];
    stm_arena *arena = stm_arena_new();
    s->sketch = stm_sketch_make(arena, s->words, s->count);
    stm_arena_free(arena);
}

static double similarity_of(const sample *x, const sample *y) {
    uint32_t shared = 0;
    for (uint32_t i = 0, k = 0; i < x->run_count && k < y->run_count;) {
        if (x->runs[i] == y->runs[k])
            shared++, i++, k++;
        else if (x->runs[i] < y->runs[k])
            i++;
        else
            k++;
    }
    return shared / ((double)x->run_count + y->run_count - shared);
}

/* How many words to change for a similarity: each changed word takes three runs with it. */
static double edits_for(double similarity) {
    return (1 - pow(2 * similarity / (1 + similarity), 1.0 / STM_SHINGLE_WORDS));
}

enum { STEPS = 10 };

typedef struct {
    uint32_t pairs, found, near, near_found, wrong;
    double expected;
} tally;

/* Two reports by themselves: what the index finds with a threshold so low that bands alone decide,
 * and with its own. */
static void try_pair(const sample *x, const sample *y, tally *tallies) {
    double s = similarity_of(x, y);
    int step = (int)(s * 20 + 0.5) - 10;
    bool found[2];
    for (int own = 0; own < 2; own++) {
        stm_near *near = stm_near_new(own ? STM_NEAR_LEAST : 0.01, NULL);
        stm_near_add(near, x->words, x->count, &x->sketch);
        found[own] = stm_near_add(near, y->words, y->count, &y->sketch).count > 0;
        stm_near_free(near);
    }
    if (step < 0 || step >= STEPS) return;
    tally *t = &tallies[step];
    t->pairs++;
    t->found += found[0];
    t->near += s >= STM_NEAR_LEAST;
    t->near_found += found[1] && s >= STM_NEAR_LEAST;
    t->wrong += found[1] && s < STM_NEAR_LEAST;
    t->expected += 1 - pow(1 - pow(s, STM_SKETCH_ROWS), STM_SKETCH_BANDS);
}

static void try_pairs(uint32_t pairs, uint32_t words) {
    static sample x, y;
    tally tallies[STEPS] = {0};
    prose_init();
    stm_buf text, edited;
    stm_buf_init(&text, 0);
    stm_buf_init(&edited, 0);
    for (uint32_t i = 0; i < pairs * STEPS; i++) {
        dice d = dice_of(3, i);
        prose_topic topic;
        prose_topic_make(&topic, 3, i);
        stm_buf_clear(&text);
        stm_buf_clear(&edited);
        for (uint32_t count = 0; count < words; count++) {
            prose_put_word(&text, (uint32_t)(exp(dice_share(&d) * 11)), false);
            stm_buf_put_byte(&text, ' ');
        }
        prose_put_edited(&edited, &d, stm_buf_get(&text), edits_for(0.5 + 0.05 * (i % STEPS)));
        read_sample(&x, stm_buf_get(&text));
        read_sample(&y, stm_buf_get(&edited));
        try_pair(&x, &y, tallies);
    }
    for (int i = 0; i < STEPS; i++) {
        const tally *t = &tallies[i];
        printf("{\"similarity\":%.2f,\"pairs\":%u,\"found\":%u,\"expected\":%.4f,\"near\":%u,"
               "\"near_found\":%u,\"wrong\":%u}\n",
               0.5 + 0.05 * i, t->pairs, t->found, t->pairs ? t->expected / t->pairs : 0, t->near,
               t->near_found, t->wrong);
    }
    stm_buf_release(&text);
    stm_buf_release(&edited);
}

static uint32_t number(const char *text) {
    return (uint32_t)strtoul(text, NULL, 10);
}

int main(int count, char **words) {
    if (count < 3 || ((words[1][0] == 's' || words[1][0] == 'r') && count < 4)) return 2;
    if (words[1][0] == 'r') {
        try_pairs(number(words[2]), number(words[3]));
        return 0;
    }
    near_set set = near_set_make(number(words[2]));
    if (words[1][0] == 'w') write_set(&set);
    if (words[1][0] == 's') measure(&set, number(words[3]));
    if (words[1][0] == 'p') near_plain(&set);
    near_set_free(&set);
    return 0;
}
