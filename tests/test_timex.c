/* test_timex.c - time expressions, by the cases in tests/cases/timex, and the calendar. */
#include "testing.h"

#include "cases.h"
#include "text/calendar.h"
#include "text/timex.h"

#include <time.h>

/* "weekdays @2025-01-10": what follows @ in a case's name is when the report was published. */
static const stm_document *document_of(stm_arena *arena, const stm_case_text *c) {
    stm_report *report = case_report(arena, c->text);
    const char *mark = memchr(c->name.data, '@', c->name.len);
    if (mark)
        report->published = (stm_slice){mark + 1, (size_t)(c->name.data + c->name.len - mark - 1)};
    return stm_document_new(arena, report);
}

static void print(stm_arena *arena, const stm_document *doc, stm_buf *out) {
    static const char *const types[] = {"DATE", "TIME", "DURATION", "SET"};
    stm_timexes found = stm_timexes_find(arena, doc);
    for (uint32_t i = 0; i < found.count; i++) {
        stm_buf_put(out, stm_slice_at(doc->report->text, found.items[i].span));
        stm_buf_put_text(out, " | ");
        stm_buf_put_text(out, types[found.items[i].type]);
        stm_buf_put_byte(out, ' ');
        stm_buf_put(out, found.items[i].value);
        stm_buf_put_byte(out, '\n');
    }
}

static void print_case(stm_arena *arena, const stm_case_text *c, stm_buf *out) {
    print(arena, document_of(arena, c), out);
}

static int run(const char *path, int at_least) {
    int count, wrong = cases_run(path, print_case, &count);
    assert_true(count >= at_least);
    return wrong;
}

static void dates_hold(void **state) {
    (void)state;
    assert_int_equal(run("tests/cases/timex/dates.txt", 10), 0);
}

static void relative_times_hold(void **state) {
    (void)state;
    assert_int_equal(run("tests/cases/timex/relative.txt", 10), 0);
}

static void durations_hold(void **state) {
    (void)state;
    assert_int_equal(run("tests/cases/timex/durations.txt", 5), 0);
}

static void unpublished_reports_hold(void **state) {
    (void)state;
    assert_int_equal(run("tests/cases/timex/unpublished.txt", 5), 0);
}

static const char *const bits[] = {
    "Friday",  "last",  "year", "two",       "weeks", "ago",        "Jan.",     "20",
    "2025",    ",",     "the",  "quarter",   "third", "'90s",       "-",        "3:15",
    "p.m",     "in",    "to",   "May",       "half",  "a",          "every",    "tomorrow",
    "noon",    "1990s", "of",   "and",       "now",   "2025-13-45", "99/99/99", ".",
    "earlier", "week",  "old",  "Christmas", "night", "this",       "before",
};

/* Times lie in order, in the text, and have a value, whatever is written. */
static void any_text_is_well_formed(void **state) {
    (void)state;
    uint32_t seed = 3;
    for (int round = 0; round < 4000; round++) {
        stm_arena *arena = stm_arena_new();
        stm_buf text;
        stm_buf_init(&text, 0);
        for (int i = 0; i < 30; i++) {
            seed = seed * 1664525 + 1013904223;
            stm_buf_put_text(&text, bits[(seed >> 16) % (sizeof bits / sizeof *bits)]);
            if (seed >> 29) stm_buf_put_byte(&text, ' ');
        }
        stm_report *report = case_report(arena, stm_buf_get(&text));
        if (round % 2) report->published = STM_LIT("2025-01-10");
        stm_timexes found = stm_timexes_find(arena, stm_document_new(arena, report));
        uint32_t before = 0;
        for (uint32_t i = 0; i < found.count; i++) {
            const stm_timex *t = &found.items[i];
            assert_true(t->span.start >= before && t->span.start < t->span.end);
            assert_true(t->span.end <= text.len && t->first < t->last);
            assert_true(t->value.len > 0);
            before = t->span.end;
        }
        stm_buf_release(&text);
        stm_arena_free(arena);
    }
}

/* Every day of four centuries follows the one before it, and comes back from its date. */
static void days_follow_each_other(void **state) {
    (void)state;
    stm_day first = stm_day_of((stm_date){1700, 1, 1}), last = stm_day_of((stm_date){2100, 12, 31});
    assert_int_equal(stm_day_of((stm_date){1970, 1, 1}), 0);
    assert_int_equal(stm_weekday_of(0), 4);
    for (stm_day day = first; day <= last; day++) {
        stm_date date = stm_date_of(day);
        assert_true(stm_date_is_valid(date));
        assert_int_equal(stm_day_of(date), day);
        assert_int_equal(stm_weekday_of(day + 1), stm_weekday_of(day) % 7 + 1);
    }
}

static void weeks_and_feasts(void **state) {
    (void)state;
    int year = 0;
    assert_int_equal(stm_week_of(stm_day_of((stm_date){2024, 12, 30}), &year), 1);
    assert_int_equal(year, 2025);
    assert_int_equal(stm_week_of(stm_day_of((stm_date){2021, 1, 3}), &year), 53);
    assert_int_equal(year, 2020);
    assert_int_equal(stm_easter_of(2000), stm_day_of((stm_date){2000, 4, 23}));
    assert_int_equal(stm_easter_of(2038), stm_day_of((stm_date){2038, 4, 25}));
    assert_int_equal(stm_nth_weekday(2024, 11, 4, 4), stm_day_of((stm_date){2024, 11, 28}));
    assert_int_equal(stm_nth_weekday(2025, 5, -1, 1), stm_day_of((stm_date){2025, 5, 26}));
    assert_int_equal(stm_day_months_on(stm_day_of((stm_date){2024, 3, 31}), -1),
                     stm_day_of((stm_date){2024, 2, 29}));
}

/* Twice the text may cost little more than twice the time; the bound is loose, for slow machines.
 */
static void hostile_text_is_linear(void **state) {
    (void)state;
    static const char *const units[] = {"last ",       "1990-",           "20",
                                        "a-",          "two and a half ", "'",
                                        "of ",         "May 1 to ",       "the third quarter ",
                                        "every other "};
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        stm_arena *arena = stm_arena_new();
        stm_buf text;
        stm_buf_init(&text, 0);
        while (text.len < 400000) stm_buf_put_text(&text, units[u]);
        clock_t start = clock();
        stm_report *report = case_report(arena, stm_buf_get(&text));
        report->published = STM_LIT("2025-01-10");
        stm_timexes_find(arena, stm_document_new(arena, report));
        assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 20);
        stm_buf_release(&text);
        stm_arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_hold),
        cmocka_unit_test(relative_times_hold),
        cmocka_unit_test(durations_hold),
        cmocka_unit_test(unpublished_reports_hold),
        cmocka_unit_test(any_text_is_well_formed),
        cmocka_unit_test(days_follow_each_other),
        cmocka_unit_test(weeks_and_feasts),
        cmocka_unit_test(hostile_text_is_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
