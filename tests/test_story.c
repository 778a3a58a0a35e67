/* test_story.c - reports sorted into stories, by the cases in tests/cases/story and by what must
 * hold of any. */
#include "testing.h"

#include "cases.h"
#include "story/divide.h"
#include "story/gather.h"
#include "story/link.h"
#include "story/part.h"
#include "story/rarity.h"
#include "story/stories.h"

#include <stdio.h>

enum { MOST = 4096 };

typedef struct {
    const stm_report *reports[MOST];
    uint32_t count;
} set;

static void add(set *s, stm_report *report) {
    s->reports[s->count++] = report;
}

static void read_facts(stm_report *report, stm_slice line) {
    for (size_t at = 2, end; at < line.len; at = end + 2) {
        for (end = at; end < line.len && line.data[end] != ';'; end++) continue;
        stm_slice fact = {line.data + at, end - at};
        if (stm_slice_begins(fact, STM_LIT("title=")))
            report->title = (stm_slice){fact.data + 6, fact.len - 6};
        else if (stm_slice_begins(fact, STM_LIT("published=")))
            report->published = (stm_slice){fact.data + 10, fact.len - 10};
        else
            report->id = fact;
    }
}

static void read_set(stm_arena *arena, stm_slice text, set *s) {
    stm_slice line;
    size_t start = 0;
    stm_slice head = {NULL, 0};
    for (size_t at = 0, before = 0;; before = at) {
        bool more = case_line(text, &at, &line);
        if (more && !stm_slice_begins(line, STM_LIT("@ "))) continue;
        if (head.data) {
            size_t end = more ? before : text.len;
            while (end > start && text.data[end - 1] == '\n') end--;
            stm_report *report = case_report(arena, (stm_slice){text.data + start, end - start});
            read_facts(report, head);
            add(s, report);
        }
        if (!more) return;
        head = line;
        start = at;
    }
}

/* What was found: a line a story. */
typedef struct {
    stm_buf lines;
    uint32_t stories, reports, largest, origins;
} found;

static void put_story(void *context, const stm_gathering *story, stm_buf *out) {
    (void)context;
    if (story->first.data) {
        stm_buf_put(out, story->first);
        stm_buf_put_text(out, "..");
        stm_buf_put(out, story->last);
        stm_buf_put_byte(out, ' ');
    }
    stm_buf_put(out, story->title);
    stm_buf_put_byte(out, ':');
    for (uint32_t i = 0; i < story->count; i++) {
        stm_buf_put_byte(out, ' ');
        stm_buf_put(out, story->reports[i]);
    }
    stm_buf_put_byte(out, '\n');
}

/* On one thread. */
static void count_story(void *context, const stm_gathering *story, stm_buf *out) {
    found *f = context;
    f->stories++;
    f->reports += story->count;
    f->origins += story->origins;
    if (f->largest < story->count) f->largest = story->count;
    put_story(context, story, out);
}

static bool take(void *context, const stm_buf *out) {
    found *f = context;
    stm_buf_put(&f->lines, stm_buf_get(out));
    return true;
}

static void leave(void *context, stm_slice source, uint64_t offset) {
    (void)context;
    (void)source;
    fail_msg("a report at %ju is left out", (uintmax_t)offset);
}

/* memory: as stm_gather_new has it. */
static found gather(const set *s, size_t memory, unsigned jobs) {
    found f = {.stories = 0};
    stm_error error;
    stm_buf packed;
    stm_buf_init(&f.lines, 0);
    stm_buf_init(&packed, 0);
    stm_arena *arena = stm_arena_new();
    for (uint32_t i = 0; i < s->count; i++) stm_gather_pack(arena, s->reports[i], &packed);
    stm_gather *all = stm_gather_new(memory);
    assert_int_equal(stm_gather_put(all, stm_buf_get(&packed), &error), STM_OK);
    assert_int_equal(stm_gather_file(all, leave, NULL, &error), STM_OK);
    const stm_gather_work work = {jobs == 1 ? count_story : put_story, take, &f};
    assert_int_equal(stm_gather_write(all, jobs, &work, &error), STM_OK);
    stm_gather_free(all);
    stm_buf_release(&packed);
    stm_arena_free(arena);
    return f;
}

/* Whether both found the same; ends them. */
static bool are_same(found a, found b) {
    bool same = stm_slice_is(stm_buf_get(&a.lines), stm_buf_get(&b.lines));
    stm_buf_release(&a.lines);
    stm_buf_release(&b.lines);
    return same;
}

static void print_case(stm_arena *arena, const stm_case_text *c, stm_buf *out) {
    set *s = STM_TAKE(arena, set, 1);
    read_set(arena, c->text, s);
    found f = gather(s, SIZE_MAX, 1);
    stm_buf_put(out, stm_buf_get(&f.lines));
    stm_buf_release(&f.lines);
}

static void test_cases(void **state) {
    (void)state;
    int count;
    assert_int_equal(cases_run("tests/cases/story/stories.txt", print_case, &count), 0);
    assert_true(count >= 5);
}

/* --- a made-up set: stories of some reports each, which share words of their own --- */

static uint32_t dice(uint32_t *seed, uint32_t below) {
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

static stm_report *make_report(stm_arena *arena, uint32_t story, uint32_t number, int dates) {
    char text[2048], id[32], day[32];
    uint32_t seed = story * 7919 + number;
    int len = 0;
    for (int i = 0; i < 60; i++) {
        uint32_t own = dice(&seed, 12), common = dice(&seed, 300);
        len += i % 3 ? sprintf(text + len, "w%uq ", common)
                     : sprintf(text + len, "S%ux%u ", story, own);
    }
    sprintf(id, "r%04u", number);
    sprintf(day, "2024-%02u-%02u", dates == 1 ? 1 : 1 + story % 12,
            dates == 1 ? 1 : 1 + story % 27);
    stm_report *report = case_report(arena, stm_arena_copy(arena, stm_slice_of(text)));
    report->id = stm_arena_copy(arena, stm_slice_of(id));
    if (dates) report->published = stm_arena_copy(arena, stm_slice_of(day));
    return report;
}

enum { UNDATED, ONE_DAY, DATED };

/* Stories of 1 to 7 reports. */
static void make_set(stm_arena *arena, set *s, uint32_t stories, int dates) {
    s->count = 0;
    for (uint32_t story = 0; story < stories; story++)
        for (uint32_t i = 0; i <= story % 7; i++)
            add(s, make_report(arena, story, s->count, dates));
}

static void shuffle(set *s) {
    uint32_t seed = 5;
    for (uint32_t i = s->count; i > 1; i--) {
        uint32_t k = dice(&seed, i);
        const stm_report *report = s->reports[i - 1];
        s->reports[i - 1] = s->reports[k];
        s->reports[k] = report;
    }
}

/* Each report in one story, stories found as they were made but for one or two, and all the same in
 * any order, on any number of threads, in memory and on disk. */
static void test_made_up(void **state) {
    (void)state;
    for (int dates = UNDATED; dates <= DATED; dates++) {
        stm_arena *arena = stm_arena_new();
        set *s = STM_TAKE(arena, set, 1);
        make_set(arena, s, 140, dates);
        found f = gather(s, SIZE_MAX, 1);
        assert_int_equal(f.reports, s->count);
        assert_in_range(f.stories, 140, 142);
        shuffle(s);
        assert_true(are_same(f, gather(s, 0, 3)));
        stm_arena_free(arena);
    }
}

/* A story of more reports than are divided at once stays together. */
static void test_large_story(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    set *s = STM_TAKE(arena, set, 1);
    for (uint32_t i = 0; i < 2000; i++) add(s, make_report(arena, i < 1990 ? 3 : i, i, ONE_DAY));
    found f = gather(s, SIZE_MAX, 1);
    assert_in_range(f.largest, 1900, 1990);
    stm_buf_release(&f.lines);
    stm_arena_free(arena);
}

/* Three reports, two of which are one text. */
static void test_origins(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    set *s = STM_TAKE(arena, set, 1);
    for (uint32_t i = 0; i < 3; i++) {
        stm_report *report = make_report(arena, 1, i ? 1 : 0, ONE_DAY);
        report->id = stm_slice_of(i ? i > 1 ? "c" : "b" : "a");
        add(s, report);
    }
    found f = gather(s, SIZE_MAX, 1);
    assert_int_equal(f.stories, 1);
    assert_int_equal(f.origins, 2);
    stm_buf_release(&f.lines);
    stm_arena_free(arena);
}

static void test_none(void **state) {
    (void)state;
    found f = gather(&(set){.count = 0}, 0, 1);
    assert_int_equal(f.stories, 0);
    stm_buf_release(&f.lines);
}

/* --- parts --- */

static void test_terms(void **state) {
    (void)state;
    enum { COUNT = 700, KEPT = 90 };
    stm_term terms[COUNT], kept[COUNT];
    uint32_t seed = 1;
    for (uint32_t i = 0; i < COUNT; i++)
        terms[i] = (stm_term){i * 2654435761u, 1 + (float)dice(&seed, 40)};
    memcpy(kept, terms, sizeof kept);
    assert_int_equal(stm_terms_select(kept, COUNT, KEPT), KEPT);
    stm_terms_sort(kept, KEPT);
    for (uint32_t i = 1; i < KEPT; i++) assert_true(kept[i - 1].key < kept[i].key);
    for (uint32_t i = 0; i < COUNT; i++) {
        uint32_t heavier = 0;
        bool is_kept = false;
        for (uint32_t k = 0; k < COUNT; k++)
            heavier += terms[k].weight > terms[i].weight ||
                       (terms[k].weight == terms[i].weight && terms[k].key < terms[i].key);
        for (uint32_t k = 0; k < KEPT; k++) is_kept = is_kept || kept[k].key == terms[i].key;
        assert_int_equal(is_kept, heavier < KEPT);
    }
}

/* A term that few hold weighs more; a weighed vector is one long. */
static void test_rarity(void **state) {
    (void)state;
    stm_rarity rarity = {.reports = 0};
    stm_term common[] = {{1, 1}}, both[] = {{1, 1}, {2, 1}}, out[STM_RARITY_TERMS];
    for (int i = 0; i < 50; i++) stm_rarity_expect(&rarity, (stm_vector){common, 1});
    stm_rarity_expect(&rarity, (stm_vector){both, 2});
    stm_vector weighed = stm_rarity_weigh(&rarity, (stm_vector){both, 2}, out);
    assert_int_equal(weighed.count, 2);
    assert_true(out[0].weight < out[1].weight);
    double length = stm_vector_dot(weighed, weighed);
    assert_true(length > 0.999 && length < 1.001);
    assert_int_equal(stm_rarity_weigh(&rarity, (stm_vector){NULL, 0}, out).count, 0);
    stm_glossary_release(&rarity.terms);
}

/* By hand: 0 and 1 join at 0.9, then 2 has a mean of 0.5 with them; 3 stays alone. */
static void test_link(void **state) {
    (void)state;
    const double pairs[16] = {0, .9, .4, 0, .9, 0, .6, .1, .4, .6, 0, .1, 0, .1, .1, 0};
    stm_node nodes[4];
    for (uint32_t i = 0; i < 4; i++) nodes[i] = (stm_node){{NULL, 0}, 1, i, STM_UNDATED};
    for (int high = 0; high < 2; high++) {
        stm_arena *arena = stm_arena_new();
        double own[16];
        uint32_t group[4];
        memcpy(own, pairs, sizeof own);
        stm_link(arena, nodes, own, 4, high ? 0.51 : 0.49, group);
        const uint32_t want[2][4] = {{0, 0, 0, 3}, {0, 0, 2, 3}};
        assert_memory_equal(group, want[high], sizeof group);
        stm_arena_free(arena);
    }
}

/* Reports that are all as like make one story where one comes each day, however many days that
 * takes, and two where the days of none are as many. */
static void test_link_days(void **state) {
    (void)state;
    enum { COUNT = 10 };
    for (uint32_t pause = 0; pause < 2; pause++) {
        stm_arena *arena = stm_arena_new();
        stm_node nodes[COUNT];
        double pairs[COUNT * COUNT];
        uint32_t group[COUNT];
        for (uint32_t i = 0; i < COUNT * COUNT; i++) pairs[i] = i % (COUNT + 1) ? 0.4 : 0;
        for (uint32_t i = 0; i < COUNT; i++) {
            uint32_t day = i + (i < COUNT / 2 ? 0 : pause * COUNT);
            nodes[i] = (stm_node){{NULL, 0}, 1, i, (int64_t)day * 86400};
        }
        stm_link(arena, nodes, pairs, COUNT, 0.2, group);
        for (uint32_t i = 0; i < COUNT; i++)
            assert_int_equal(group[i], pause && i >= COUNT / 2 ? COUNT / 2 : 0);
        stm_arena_free(arena);
    }
}

/* Eight reports that share a topic's words: four have words of one event, four of another. */
static void test_part(void **state) {
    (void)state;
    enum { COUNT = 8, TERMS = 6 };
    stm_term terms[COUNT][TERMS];
    stm_node nodes[COUNT];
    const stm_node *given[COUNT];
    bool second[COUNT];
    for (uint32_t events = 1; events <= 2; events++) {
        for (uint32_t i = 0; i < COUNT; i++) {
            uint32_t event = i % events;
            for (uint32_t k = 0; k < TERMS; k++)
                terms[i][k] = (stm_term){k < 3 ? 10 + k : 20 + 10 * event + (k + i) % 5, 0.4F};
            stm_terms_sort(terms[i], TERMS);
            nodes[i] = (stm_node){{terms[i], TERMS}, 1, i, STM_UNDATED};
            given[i] = &nodes[i];
        }
        assert_int_equal(stm_part_find(given, COUNT, second), events == 2);
        for (uint32_t i = 0; events == 2 && i < COUNT; i++)
            assert_int_equal(second[i] == second[0], i % 2 == 0);
    }
    assert_false(stm_part_find(given, 3, second));
}

/* Two groups, and a report that is a little like one of them or both: it stays alone. */
static void test_singleton(void **state) {
    (void)state;
    enum { COUNT = 5 };
    for (int torn = 0; torn < 2; torn++) {
        stm_term one[] = {{1, .9F}, {2, .4F}}, other[] = {{3, .9F}, {4, .4F}};
        stm_term single[] = {{2, .4F}, {4, torn ? .4F : .1F}, {9, .8F}};
        stm_vector vectors[COUNT] = {{single, 3}, {one, 2}, {one, 2}, {other, 2}, {other, 2}};
        stm_node nodes[COUNT];
        uint32_t group[COUNT];
        for (uint32_t i = 0; i < COUNT; i++) nodes[i] = (stm_node){vectors[i], 1, i, STM_UNDATED};
        stm_divide(nodes, COUNT, group);
        const uint32_t want[COUNT] = {0, 1, 1, 3, 3};
        assert_memory_equal(group, want, sizeof group);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),       cmocka_unit_test(test_made_up),
        cmocka_unit_test(test_large_story), cmocka_unit_test(test_origins),
        cmocka_unit_test(test_none),        cmocka_unit_test(test_terms),
        cmocka_unit_test(test_rarity),      cmocka_unit_test(test_link),
        cmocka_unit_test(test_link_days),   cmocka_unit_test(test_part),
        cmocka_unit_test(test_singleton),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
