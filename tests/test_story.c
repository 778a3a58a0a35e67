/* test_story.c - reports sorted into stories, by the cases in tests/cases/story and by what must
 * hold of any. */
#include "testing.h"

#include "cases.h"
#include "story/gather.h"
#include "story/link.h"
#include "story/part.h"
#include "story/rarity.h"
#include "story/stories.h"

#include <stdio.h>

enum { MOST = 4096 };

typedef struct {
    const stm_report *reports[MOST];
    stm_vector vectors[MOST];
    uint32_t count;
} set;

static void add(stm_arena *arena, set *s, stm_report *report) {
    s->vectors[s->count] = stm_vector_make(arena, report);
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
            add(arena, s, report);
        }
        if (!more) return;
        head = line;
        start = at;
    }
}

static void put_story(stm_buf *out, const stm_gathering *story) {
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
        stm_buf_put(out, story->reports[i]->id);
    }
    stm_buf_put_byte(out, '\n');
}

static void put_stories(stm_arena *arena, const set *s, stm_buf *out) {
    stm_gatherings stories = stm_gather(arena, s->reports, s->vectors, s->count);
    for (uint32_t i = 0; i < stories.count; i++) put_story(out, &stories.items[i]);
}

static void print_case(stm_arena *arena, const stm_case_text *c, stm_buf *out) {
    set *s = STM_TAKE(arena, set, 1);
    read_set(arena, c->text, s);
    put_stories(arena, s, out);
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
            add(arena, s, make_report(arena, story, s->count, dates));
}

static void shuffle(set *s) {
    uint32_t seed = 5;
    for (uint32_t i = s->count; i > 1; i--) {
        uint32_t k = dice(&seed, i);
        const stm_report *report = s->reports[i - 1];
        stm_vector vector = s->vectors[i - 1];
        s->reports[i - 1] = s->reports[k];
        s->vectors[i - 1] = s->vectors[k];
        s->reports[k] = report;
        s->vectors[k] = vector;
    }
}

/* Each report in one story, stories found as they were made, and all the same in any order. */
static void test_made_up(void **state) {
    (void)state;
    for (int dates = UNDATED; dates <= DATED; dates++) {
        stm_arena *arena = stm_arena_new();
        set *s = STM_TAKE(arena, set, 1);
        stm_buf before, after;
        stm_buf_init(&before, 0);
        stm_buf_init(&after, 0);
        make_set(arena, s, 140, dates);
        stm_gatherings stories = stm_gather(arena, s->reports, s->vectors, s->count);
        uint32_t reports = 0;
        for (uint32_t i = 0; i < stories.count; i++) reports += stories.items[i].count;
        assert_int_equal(reports, s->count);
        assert_int_equal(stories.count, 140);
        put_stories(arena, s, &before);
        shuffle(s);
        put_stories(arena, s, &after);
        assert_true(stm_slice_is(stm_buf_get(&before), stm_buf_get(&after)));
        stm_buf_release(&before);
        stm_buf_release(&after);
        stm_arena_free(arena);
    }
}

/* A story of more reports than are divided at once stays together. */
static void test_large_story(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    set *s = STM_TAKE(arena, set, 1);
    for (uint32_t i = 0; i < 2000; i++)
        add(arena, s, make_report(arena, i < 1990 ? 3 : i, i, ONE_DAY));
    stm_gatherings stories = stm_gather(arena, s->reports, s->vectors, s->count);
    uint32_t largest = 0;
    for (uint32_t i = 0; i < stories.count; i++)
        if (largest < stories.items[i].count) largest = stories.items[i].count;
    assert_true(largest > 1900 && largest <= 1990);
    stm_arena_free(arena);
}

static void test_none(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    assert_int_equal(stm_gather(arena, NULL, NULL, 0).count, 0);
    stm_arena_free(arena);
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
        bool found = false;
        for (uint32_t k = 0; k < COUNT; k++)
            heavier += terms[k].weight > terms[i].weight ||
                       (terms[k].weight == terms[i].weight && terms[k].key < terms[i].key);
        for (uint32_t k = 0; k < KEPT; k++) found = found || kept[k].key == terms[i].key;
        assert_int_equal(found, heavier < KEPT);
    }
}

/* A term that few hold weighs more; a weighed vector is one long. */
static void test_rarity(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    stm_rarity *rarity = STM_TAKE(arena, stm_rarity, 1);
    stm_term common[] = {{1, 1}}, both[] = {{1, 1}, {2, 1}}, out[STM_RARITY_TERMS];
    for (int i = 0; i < 50; i++) stm_rarity_learn(arena, rarity, (stm_vector){common, 1});
    stm_rarity_learn(arena, rarity, (stm_vector){both, 2});
    stm_vector weighed = stm_rarity_weigh(rarity, (stm_vector){both, 2}, out);
    assert_int_equal(weighed.count, 2);
    assert_true(out[0].weight < out[1].weight);
    double length = stm_vector_dot(weighed, weighed);
    assert_true(length > 0.999 && length < 1.001);
    assert_int_equal(stm_rarity_weigh(rarity, (stm_vector){NULL, 0}, out).count, 0);
    stm_arena_free(arena);
}

/* By hand: 0 and 1 join at 0.9, then 2 has a mean of 0.5 with them; 3 stays alone. */
static void test_link(void **state) {
    (void)state;
    const double pairs[16] = {0, .9, .4, 0, .9, 0, .6, .1, .4, .6, 0, .1, 0, .1, .1, 0};
    const uint32_t weights[4] = {1, 1, 1, 1};
    for (int high = 0; high < 2; high++) {
        stm_arena *arena = stm_arena_new();
        double own[16];
        uint32_t group[4];
        memcpy(own, pairs, sizeof own);
        stm_link(arena, own, weights, 4, high ? 0.51 : 0.49, group);
        const uint32_t want[2][4] = {{0, 0, 0, 3}, {0, 0, 2, 3}};
        assert_memory_equal(group, want[high], sizeof group);
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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),       cmocka_unit_test(test_made_up),
        cmocka_unit_test(test_large_story), cmocka_unit_test(test_none),
        cmocka_unit_test(test_terms),       cmocka_unit_test(test_rarity),
        cmocka_unit_test(test_link),        cmocka_unit_test(test_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
