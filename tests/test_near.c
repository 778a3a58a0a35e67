/* test_near.c - near-copies against brute force, groups in any order, and what may be cut. */
#include "testing.h"

#include "base/buf.h"
#include "copy/cut.h"
#include "grouping.h"

#include <math.h>
#include <stdlib.h>

/* --- words --- */

static uint32_t scanned(const char *text, uint32_t words[64]) {
    stm_slice slice = stm_slice_of(text);
    return stm_scan_words(slice, (stm_span){0, (uint32_t)slice.len}, words);
}

static void assert_same_words(const char *x, const char *y) {
    uint32_t xs[64], ys[64], count = scanned(x, xs);
    assert_int_equal(count, scanned(y, ys));
    if (count) assert_memory_equal(xs, ys, count * sizeof *xs);
}

static void words_are_folded_and_parted(void **state) {
    (void)state;
    uint32_t words[64];
    assert_int_equal(scanned("", words), 0);
    assert_int_equal(scanned(" -- “ ” ... ", words), 0);
    assert_int_equal(scanned("one", words), 1);
    assert_same_words("Don’t rush off-the-charts", "don t RUSH: off the charts!");
    assert_same_words("Élan vital—now", "élan VITAL now");
    assert_same_words("Ärger “im Amt”", "ärger im amt");
    assert_same_words("東京 2", "東 京 2");
    assert_same_words("incomprehensibilities’", "Incomprehensibilities");
    assert_int_equal(scanned("a\xC3\xA9 \xFF\xFE b", words), 2);
    assert_true(scanned("ab ac", words) == 2 && words[0] != words[1]);
    assert_true(scanned("12345678 123456780", words) == 2 && words[0] != words[1]);
}

/* Whatever lies before a word, where blocks of bytes end, and whether the text ends there. */
static void words_are_the_same_at_any_place(void **state) {
    (void)state;
    static const char words[] =
        "The river rose, Norrand’s bridge gave way in 1987; nobodyatallwassurprised";
    uint32_t expected[64], found[64], count = scanned(words, expected);
    char text[400];
    for (size_t before = 0; before < 130; before++) {
        memset(text, ' ', sizeof text);
        memcpy(text + before, words, sizeof words - 1);
        size_t end = before + sizeof words - 1;
        for (size_t more = 0; more < 2; more++) {
            stm_slice slice = {text, more ? sizeof text : end};
            stm_span span = {(uint32_t)before, (uint32_t)end};
            assert_int_equal(stm_scan_words(slice, span, found), count);
            assert_memory_equal(found, expected, count * sizeof *found);
        }
    }
}

/* --- reports of random words --- */

typedef struct {
    uint32_t words[400], count;
} sample;

static uint32_t chance_state;

static uint32_t chance(uint32_t end) {
    chance_state = chance_state * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)(chance_state >> 4) * end >> 28);
}

static void make_own(sample *s, uint32_t count) {
    s->count = count;
    for (uint32_t i = 0; i < count; i++) s->words[i] = chance(30000) + 1;
}

static void make_copy(sample *s, const sample *of, uint32_t edits) {
    *s = *of;
    for (uint32_t i = 0; i < edits; i++) s->words[chance(s->count)] = chance(30000) + 1;
    if (chance(3) == 0) s->count -= s->count / 12;
}

static bool has_run(const sample *s, const uint32_t *run, uint32_t before) {
    for (uint32_t i = 0; i < before; i++)
        if (!memcmp(s->words + i, run, STM_SHINGLE_WORDS * sizeof *run)) return true;
    return false;
}

/* Sets of runs of words, each compared with each: nothing is hashed. */
static double similarity_of(const sample *x, const sample *y) {
    uint32_t xs = 0, ys = 0, both = 0;
    uint32_t x_runs = x->count - STM_SHINGLE_WORDS + 1, y_runs = y->count - STM_SHINGLE_WORDS + 1;
    for (uint32_t i = 0; i < y_runs; i++) ys += !has_run(y, y->words + i, i);
    for (uint32_t i = 0; i < x_runs; i++) {
        if (has_run(x, x->words + i, i)) continue;
        xs++;
        both += has_run(y, x->words + i, y_runs);
    }
    return both / ((double)xs + ys - both);
}

enum { SAMPLES = 240 };

/* Families of copies of copies, about the threshold, beside reports of their own. */
static void make_samples(sample samples[SAMPLES]) {
    for (uint32_t i = 0; i < SAMPLES; i++) {
        if (i && chance(3))
            make_copy(&samples[i], &samples[i - 1 - chance(i < 3 ? i : 3)], chance(6));
        else
            make_own(&samples[i], 10 + chance(250));
    }
}

static stm_near_matches add(stm_near *near, stm_arena *arena, const sample *s) {
    stm_sketch sketch = stm_sketch_make(arena, s->words, s->count);
    return stm_near_add(near, s->words, s->count, &sketch);
}

static uint32_t root_of(const uint32_t *up, uint32_t at) {
    while (up[at] != at) at = up[at];
    return at;
}

static void groups_are_those_of_brute_force(void **state) {
    (void)state;
    static sample samples[SAMPLES];
    stm_arena *arena = stm_arena_new();
    stm_near *near = stm_near_new(STM_NEAR_LEAST, NULL);
    uint32_t up[SAMPLES], joined = 0;
    chance_state = 1;
    make_samples(samples);
    for (uint32_t i = 0; i < SAMPLES; i++) {
        up[i] = i;
        stm_near_matches found = add(near, arena, &samples[i]);
        for (uint32_t k = 0; k < found.count; k++) {
            double s = similarity_of(&samples[i], &samples[found.items[k].report]);
            assert_true(s >= STM_NEAR_LEAST);
            assert_true(fabs(s - found.items[k].similarity) < 1e-12);
        }
        for (uint32_t k = 0; k < i; k++)
            if (similarity_of(&samples[i], &samples[k]) >= STM_NEAR_LEAST)
                up[root_of(up, i)] = root_of(up, k);
    }
    for (uint32_t i = 0; i < SAMPLES; i++)
        for (uint32_t k = 0; k < i; k++) {
            bool brute = root_of(up, i) == root_of(up, k);
            assert_int_equal(brute, stm_near_group(near, i) == stm_near_group(near, k));
            joined += brute;
        }
    stm_near_free(near);
    assert_true(joined > SAMPLES / 2);
    stm_arena_free(arena);
}

static void the_order_of_adding_does_not_matter(void **state) {
    (void)state;
    static sample samples[SAMPLES];
    stm_arena *arena = stm_arena_new();
    chance_state = 7;
    make_samples(samples);
    stm_near *there = stm_near_new(STM_NEAR_LEAST, NULL),
             *back = stm_near_new(STM_NEAR_LEAST, NULL);
    for (uint32_t i = 0; i < SAMPLES; i++) add(there, arena, &samples[i]);
    for (uint32_t i = SAMPLES; i-- > 0;) add(back, arena, &samples[i]);
    for (uint32_t i = 0; i < SAMPLES; i++)
        for (uint32_t k = 0; k < i; k++) {
            bool one = stm_near_group(there, i) == stm_near_group(there, k);
            bool other =
                stm_near_group(back, SAMPLES - 1 - i) == stm_near_group(back, SAMPLES - 1 - k);
            assert_int_equal(one, other);
        }
    stm_near_free(there);
    stm_near_free(back);
    stm_arena_free(arena);
}

/* Bands that pairs have in common, beside what s^r promises; short reports and long ones. */
static void bands_keep_their_promise(void **state) {
    (void)state;
    enum { PAIRS = 1500 };
    static sample x, y;
    stm_arena *arena = stm_arena_new();
    chance_state = 3;
    for (uint32_t count = 12; count <= 300; count *= 5) {
        double expected = 0, found = 0;
        for (int i = 0; i < PAIRS; i++) {
            make_own(&x, count);
            make_copy(&y, &x, 1 + chance(count / 6));
            stm_sketch a = stm_sketch_make(arena, x.words, x.count);
            stm_sketch b = stm_sketch_make(arena, y.words, y.count);
            expected += pow(similarity_of(&x, &y), STM_SKETCH_ROWS);
            for (int k = 0; k < STM_SKETCH_BANDS; k++)
                found += (double)(a.bands[k] == b.bands[k]) / STM_SKETCH_BANDS;
        }
        assert_true(fabs(found - expected) < 0.02 * PAIRS);
    }
    stm_arena_free(arena);
}

/* Thousands that resemble each other and are no copies, and a copy of the first of them. */
static void a_crowd_stays_cheap(void **state) {
    (void)state;
    enum { CROWD = 5000 };
    stm_arena *arena = stm_arena_new();
    sample *samples = STM_TAKE(arena, sample, CROWD);
    stm_near *near = stm_near_new(STM_NEAR_LEAST, NULL);
    chance_state = 5;
    make_own(&samples[0], 200);
    for (uint32_t i = 1; i < CROWD; i++) {
        samples[i] = samples[0];
        for (uint32_t k = 150; k < 200; k++) samples[i].words[k] = chance(30000) + 1;
    }
    for (uint32_t i = 0; i < CROWD; i++) assert_int_equal(add(near, arena, &samples[i]).count, 0);
    stm_near_matches found = add(near, arena, &samples[17]);
    assert_true(found.count == 1 && found.items[0].report == 17);
    assert_int_equal(stm_near_group(near, CROWD), 17);
    assert_int_equal(stm_near_count(near), CROWD + 1);
    assert_true(stm_near_size(near) / CROWD < 1000);
    stm_near_free(near);
    stm_arena_free(arena);
}

/* Words that lie in a file find what words in memory do; those that are cut off are told. */
static void words_may_lie_on_disk(void **state) {
    (void)state;
    static sample samples[SAMPLES];
    stm_arena *arena = stm_arena_new();
    stm_spill *words = stm_spill_new(0);
    stm_near *held = stm_near_new(STM_NEAR_LEAST, NULL), *put = stm_near_new(STM_NEAR_LEAST, words);
    stm_error error;
    uint64_t at[SAMPLES];
    chance_state = 3;
    make_samples(samples);
    for (uint32_t i = 0; i < SAMPLES; i++) {
        stm_slice bytes = {(const char *)samples[i].words, samples[i].count * sizeof(uint32_t)};
        assert_int_equal(stm_spill_put(words, bytes, &at[i], &error), STM_OK);
    }
    for (uint32_t i = 0; i < SAMPLES; i++) {
        stm_sketch sketch = stm_sketch_make(arena, samples[i].words, samples[i].count);
        uint32_t one = add(held, arena, &samples[i]).count;
        assert_int_equal(stm_near_add_put(put, at[i], samples[i].count, &sketch).count, one);
        assert_int_equal(stm_near_group(put, i), stm_near_group(held, i));
    }
    assert_int_equal(stm_near_status(put, &error), STM_OK);
    stm_near_free(held);
    stm_near_free(put);
    stm_spill_free(words);
    stm_arena_free(arena);
}

static void too_few_words_tell_nothing(void **state) {
    (void)state;
    sample few = {.count = STM_SKETCH_LEAST - 1}, enough = {.count = STM_SKETCH_LEAST};
    stm_arena *arena = stm_arena_new();
    stm_near *near = stm_near_new(STM_NEAR_LEAST, NULL);
    add(near, arena, &few);
    assert_int_equal(add(near, arena, &few).count, 0);
    add(near, arena, &enough);
    assert_int_equal(add(near, arena, &enough).count, 1);
    stm_near_free(near);
    stm_arena_free(arena);
}

/* --- which to keep, and what to cut --- */

typedef struct {
    const stm_document *docs[4];
    stm_cut_sentences sentences[4];
    stm_rank ranks[4];
    uint32_t count;
    stm_groups groups;
    stm_cuts cuts;
} desk;

static void put_report(desk *d, stm_arena *arena, const char *published, const char *text) {
    stm_report *report = STM_TAKE(arena, stm_report, 1);
    report->text = stm_slice_of(text);
    report->published = stm_slice_of(published);
    report->language = STM_LIT("en");
    stm_block block = {STM_BLOCK_PARAGRAPH, {0, (uint32_t)report->text.len}};
    stm_vec_put(arena, &report->blocks, block);
    d->docs[d->count] = stm_document_new(arena, report);
    d->ranks[d->count] = (stm_rank){stm_when_read(report->published), (uint32_t)report->text.len};
    d->sentences[d->count] = stm_cut_sentences_find(arena, d->docs[d->count]);
    d->count++;
}

static void edit(desk *d, stm_arena *arena) {
    d->groups = grouping_of(arena, d->docs, d->count);
    d->cuts = stm_cuts_find(arena, d->sentences, d->count, d->ranks, d->groups);
}

static void assert_cut(const desk *d, uint32_t at, const char *words, uint32_t of) {
    const stm_cut *cut = &d->cuts.items[at];
    stm_slice here = stm_slice_at(d->docs[cut->report]->report->text, cut->span);
    assert_true(stm_slice_is(here, stm_slice_of(words)));
    assert_int_equal(cut->of_report, of);
    uint32_t xs[64], ys[64];
    stm_slice there = d->docs[of]->report->text;
    uint32_t count = scanned(words, xs);
    assert_int_equal(stm_scan_words(there, cut->of_span, ys), count);
    assert_memory_equal(xs, ys, count * sizeof *xs);
}

#define DAM   "The dam above Norrand held through the night. "
#define MEN   "Forty men carried sand to it until the morning. "
#define BUS   "A bus waited. "
#define MAYOR "The mayor thanked all of them for it by name. "

static void the_earliest_is_kept(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    desk d = {.count = 0};
    put_report(&d, arena, "", DAM MEN BUS MAYOR);
    put_report(&d, arena, "2031-06-02", DAM MEN BUS MAYOR);
    put_report(&d, arena, "2031-06-01", DAM MEN BUS MAYOR);
    edit(&d, arena);
    assert_int_equal(d.groups.count, 1);
    assert_int_equal(d.groups.items[0].keep, 2);
    assert_int_equal(d.groups.items[0].count, 3);
    assert_int_equal(d.cuts.from[3], 2);
    assert_cut(&d, 0,
               "The dam above Norrand held through the night. Forty men carried sand to it "
               "until the morning. A bus waited. The mayor thanked all of them for it by name.",
               2);
    stm_arena_free(arena);
}

/* Sentences in a row are one cut, short ones among them; a short one alone is none. */
static void sentences_are_cut_whole(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    desk d = {.count = 0};
    put_report(&d, arena, "2031-06-01",
               "Rain fell for a week on all of the lower valley. " DAM BUS "So it ended.");
    put_report(&d, arena, "2031-06-02",
               BUS "Nobody slept in any of the houses below it. " DAM BUS
                   "Snow is next, they say.");
    put_report(&d, arena, "2031-06-03",
               "The DAM above Norrand held, through the night! Other matters were put off until "
               "the autumn.");
    edit(&d, arena);
    assert_int_equal(d.groups.count, 3);
    assert_int_equal(d.cuts.from[1], 0);
    assert_int_equal(d.cuts.from[3], 2);
    assert_cut(&d, 0, "The dam above Norrand held through the night. A bus waited.", 0);
    assert_cut(&d, 1, "The DAM above Norrand held, through the night!", 0);
    stm_arena_free(arena);
}

/* A report that will be dropped must not be the one that has what another was cut of. */
static void what_is_kept_owns_what_it_says(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    desk d = {.count = 0};
    const char *copied =
        DAM MEN "Trucks came from Ellery and from as far away as Tessing with more of it. "
                "They were sent home again at noon when the rain had stopped for good. ";
    stm_buf longer;
    stm_buf_init(&longer, 0);
    stm_buf_put_text(&longer, copied);
    stm_buf_put_text(&longer, MAYOR);
    stm_buf_put_byte(&longer, 0);
    put_report(&d, arena, "2031-06-01", copied);
    put_report(&d, arena, "2031-06-02", longer.data);
    put_report(&d, arena, "2031-06-03",
               "Elections are near, and not only there. " MAYOR "He will run.");
    edit(&d, arena);
    assert_int_equal(d.groups.count, 2);
    assert_int_equal(d.groups.items[0].keep, 0);
    assert_int_equal(d.groups.items[1].keep, 2);
    assert_int_equal(d.cuts.from[3], d.cuts.from[2]);
    assert_int_equal(d.cuts.items[d.cuts.from[2] - 1].of_report, 2);
    stm_buf_release(&longer);
    stm_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_folded_and_parted),
        cmocka_unit_test(words_are_the_same_at_any_place),
        cmocka_unit_test(groups_are_those_of_brute_force),
        cmocka_unit_test(the_order_of_adding_does_not_matter),
        cmocka_unit_test(bands_keep_their_promise),
        cmocka_unit_test(a_crowd_stays_cheap),
        cmocka_unit_test(words_may_lie_on_disk),
        cmocka_unit_test(too_few_words_tell_nothing),
        cmocka_unit_test(the_earliest_is_kept),
        cmocka_unit_test(sentences_are_cut_whole),
        cmocka_unit_test(what_is_kept_owns_what_it_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
