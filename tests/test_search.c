/* test_search.c - copies among many reports: on disk as in memory, in any order, and what an outlet
 * prints again and again kept apart. The texts are made up of words drawn by a fixed dice. */
#include "testing.h"

#include "base/buf.h"
#include "copy/search.h"
#include "disk.h"

#include <stdio.h>
#include <stdlib.h>

enum { REPORTS = 400 };

typedef struct {
    stm_arena *arena;
    stm_buf packed[REPORTS];
    uint32_t count;
} corpus;

static uint32_t dice(uint32_t *seed, uint32_t sides) {
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 8) % sides;
}

static void put_words(stm_buf *text, uint32_t *seed, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        stm_buf_put_byte(text, (char)('a' + dice(seed, 26)));
        stm_buf_put_uint(text, dice(seed, 5000));
        stm_buf_put_text(text, dice(seed, 12) ? " " : ". ");
    }
}

/* A report an hour. */
static void add(corpus *c, const char *outlet, const stm_buf *text) {
    stm_arena *arena = stm_arena_new();
    stm_report report = {.source = STM_LIT("made-up"), .outlet = stm_slice_of(outlet)};
    char id[16], when[32];
    snprintf(id, sizeof id, "r%04u", c->count);
    snprintf(when, sizeof when, "2031-05-%02uT%02u:00:00Z", c->count / 24 % 28 + 1, c->count % 24);
    report.id = stm_slice_of(id);
    report.published = stm_slice_of(when);
    report.text = stm_buf_get(text);
    stm_vec_put(arena, &report.blocks,
                (stm_block){STM_BLOCK_PARAGRAPH, {0, (uint32_t)report.text.len}});
    const stm_document *doc = stm_document_new(arena, &report);
    stm_buf_init(&c->packed[c->count], 0);
    stm_pack_put(arena, doc, stm_marks_find(arena, doc), &c->packed[c->count++]);
    stm_arena_free(arena);
}

static void release(corpus *c) {
    for (uint32_t i = 0; i < c->count; i++) stm_buf_release(&c->packed[i]);
}

/* Reports of their own words, most with a stretch of an earlier one. */
static void make_corpus(corpus *c, uint32_t seed) {
    stm_buf pool, text;
    stm_buf_init(&pool, 0);
    stm_buf_init(&text, 0);
    put_words(&pool, &seed, 30000);
    for (uint32_t i = 0; i < REPORTS; i++) {
        static const char *const outlets[] = {"Harbour Gazette", "Alder Evening Star",
                                              "Norrand Post"};
        stm_buf_clear(&text);
        put_words(&text, &seed, 20 + dice(&seed, 500));
        size_t from = dice(&seed, (uint32_t)pool.len - 3000);
        stm_buf_put(&text, (stm_slice){pool.data + from, dice(&seed, 3000)});
        stm_buf_put_byte(&text, ' ');
        put_words(&text, &seed, dice(&seed, 100));
        add(c, outlets[dice(&seed, 3)], &text);
    }
    stm_buf_release(&pool);
    stm_buf_release(&text);
}

static void put_pair(void *context, const stm_standing *standings, const stm_pair *pair,
                     stm_buf *out) {
    (void)context;
    stm_buf_put(out, standings[pair->a].id);
    stm_buf_put(out, standings[pair->b].id);
    stm_buf_put_uint(out, (uint64_t)pair->relation);
    for (size_t i = 0; i < pair->passages.len; i++) {
        stm_buf_put_byte(out, ' ');
        stm_buf_put_uint(out, pair->passages.items[i].a.start);
        stm_buf_put_byte(out, '-');
        stm_buf_put_uint(out, pair->passages.items[i].b.end);
    }
    for (size_t i = 0; i < pair->why.len; i++) {
        stm_buf_put_text(out, "; ");
        stm_buf_put(out, pair->why.items[i].words);
    }
    stm_buf_put_byte(out, '\n');
}

static bool append(void *context, const stm_buf *out) {
    stm_buf_put(context, stm_buf_get(out));
    return true;
}

static void count_left(void *context, stm_slice source, uint64_t offset) {
    (void)offset;
    assert_slice(source, "made-up");
    ++*(uint32_t *)context;
}

/* The pairs as text; absent where the disk failed. step: through the reports, prime to their count.
 */
static stm_buf found(const corpus *c, size_t memory, unsigned jobs, uint32_t step, uint32_t *left,
                     stm_error *error) {
    stm_search *search = stm_search_new(memory);
    stm_status status = STM_OK;
    stm_buf all;
    stm_buf_init(&all, 0);
    for (uint32_t i = 0; i < c->count && status == STM_OK; i++)
        status = stm_search_put(search, stm_buf_get(&c->packed[i * step % c->count]), error);
    if (status == STM_OK) stm_search_sort(search, count_left, left);
    if (status == STM_OK) status = stm_search_run(search, jobs, error);
    const stm_search_work work = {put_pair, append, &all};
    if (status == STM_OK) status = stm_search_write(search, jobs, &work, error);
    stm_search_free(search);
    if (status == STM_OK) return all;
    stm_buf_release(&all);
    return (stm_buf){0};
}

static void disk_threads_and_order_change_nothing(void **state) {
    (void)state;
    static corpus c;
    stm_error error;
    uint32_t left = 0;
    make_corpus(&c, 5);
    stm_buf one = found(&c, SIZE_MAX, 1, 1, &left, &error);
    assert_true(one.len > 100000);
    static const struct {
        size_t memory;
        unsigned jobs;
        uint32_t step;
    } ways[] = {{0, 1, 1}, {0, 3, 7}, {8 << 20, 2, 399}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        stm_buf other = found(&c, ways[i].memory, ways[i].jobs, ways[i].step, &left, &error);
        assert_int_equal(one.len, other.len);
        assert_memory_equal(one.data, other.data, one.len);
        stm_buf_release(&other);
    }
    assert_int_equal(left, 0);
    stm_buf_release(&one);
    release(&c);
}

static void a_disk_that_fails_ends_it(void **state) {
    (void)state;
    static corpus c;
    stm_error error;
    uint32_t left = 0;
    make_corpus(&c, 6);
    char *folder = take_disk();
    assert_null(found(&c, 0, 2, 1, &left, &error).data);
    assert_string_equal(error.message, no_disk);
    give_disk(folder);
    release(&c);
}

/* Of two reports with one id, one stays. */
static void an_id_stands_for_one_report(void **state) {
    (void)state;
    static corpus c;
    stm_error error;
    uint32_t left = 0, seed = 9;
    stm_buf text;
    stm_buf_init(&text, 0);
    put_words(&text, &seed, 100);
    for (int i = 0; i < 3; i++) add(&c, "Norrand Post", &text);
    stm_buf_put(&c.packed[0], stm_buf_get(&c.packed[1]));
    stm_buf all = found(&c, SIZE_MAX, 1, 1, &left, &error);
    assert_int_equal(left, 1);
    uint32_t lines = 0;
    for (size_t i = 0; i < all.len; i++) lines += all.data[i] == '\n';
    assert_int_equal(lines, 3);
    stm_buf_release(&all);
    stm_buf_release(&text);
    release(&c);
}

typedef struct {
    uint32_t pairs, related, recurring;
} tally;

static void count_pair(void *context, const stm_standing *standings, const stm_pair *pair,
                       stm_buf *out) {
    (void)standings;
    (void)out;
    tally *t = context;
    t->pairs++;
    t->related += pair->relation != STM_UNKNOWN;
    t->recurring += pair->recurring > 0;
}

static bool go_on(void *context, const stm_buf *out) {
    (void)context;
    (void)out;
    return true;
}

/* Reports that all end with the same words. */
typedef struct {
    uint32_t count, own, closing; /* words */
    uint32_t shorter;             /* one in so many has a tenth of its own words; 0: none */
    enum { NO_OUTLET, ONE_OUTLET, MANY_OUTLETS } outlets;
} closings;

static void make_closings(corpus *c, closings of) {
    uint32_t seed = 11, same;
    stm_buf text;
    stm_buf_init(&text, 0);
    for (uint32_t i = 0; i < of.count; i++) {
        char outlet[32] = "";
        if (of.outlets != NO_OUTLET)
            snprintf(outlet, sizeof outlet, "Outlet Number %u", of.outlets == ONE_OUTLET ? 1 : i);
        bool is_short = of.shorter && i % of.shorter == 0;
        stm_buf_clear(&text);
        put_words(&text, &seed, is_short ? of.own / 10 : of.own);
        same = 77;
        put_words(&text, &same, of.closing);
        add(c, outlet, &text);
    }
    stm_buf_release(&text);
}

static tally count_closings(closings of) {
    static corpus c;
    c.count = 0;
    make_closings(&c, of);
    stm_search *search = stm_search_new(SIZE_MAX);
    stm_error error;
    tally t = {0};
    for (uint32_t i = 0; i < of.count; i++)
        assert_int_equal(stm_search_put(search, stm_buf_get(&c.packed[i]), &error), STM_OK);
    assert_int_equal(stm_search_run(search, 2, &error), STM_OK);
    const stm_search_work work = {count_pair, go_on, &t};
    assert_int_equal(stm_search_write(search, 1, &work, &error), STM_OK);
    stm_search_free(search);
    release(&c);
    return t;
}

static void what_an_outlet_always_prints_is_no_copy(void **state) {
    (void)state;
    enum { CLOSING = 60, OWN = 100, ALL = 12, PAIRS = ALL * (ALL - 1) / 2 };
    assert_int_equal(count_closings((closings){ALL, OWN, CLOSING, 0, ONE_OUTLET}).pairs, 0);
    assert_int_equal(count_closings((closings){300, OWN, CLOSING, 0, ONE_OUTLET}).pairs, 0);
    assert_int_equal(count_closings((closings){ALL, OWN, CLOSING, 0, NO_OUTLET}).pairs, 0);
    /* what many outlets print was taken */
    tally many = count_closings((closings){ALL, OWN, CLOSING, 0, MANY_OUTLETS});
    assert_int_equal(many.related, PAIRS);
    assert_int_equal(many.recurring, 0);
    /* too few to tell */
    assert_int_equal(count_closings((closings){9, OWN, CLOSING, 0, ONE_OUTLET}).pairs, 36);
    /* round a short report among longer ones */
    assert_int_equal(count_closings((closings){ALL, OWN, CLOSING, 4, ONE_OUTLET}).pairs, 0);
    /* versions of one report */
    tally versions = count_closings((closings){ALL, 30, 300, 0, ONE_OUTLET});
    assert_int_equal(versions.related, PAIRS);
    assert_int_equal(versions.recurring, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(disk_threads_and_order_change_nothing),
        cmocka_unit_test(a_disk_that_fails_ends_it),
        cmocka_unit_test(an_id_stands_for_one_report),
        cmocka_unit_test(what_an_outlet_always_prints_is_no_copy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
