/* test_number.c - numbers and quantities, by the cases in tests/cases/number. */
#include "testing.h"

#include "cases.h"
#include "text/number.h"
#include "text/timex.h"

#include <math.h>

static void put_value(stm_buf *out, double value) {
    char text[64];
    snprintf(text, sizeof text, "%.12g", value);
    stm_buf_put_text(out, text);
}

static void print(const stm_document *doc, stm_buf *out) {
    stm_arena *arena = stm_arena_new();
    stm_timexes times = stm_timexes_find(arena, doc);
    stm_quantities found = stm_quantities_find(arena, doc, times.items, times.count);
    static const char *const bounds[] = {"", "~", ">", "<"};
    for (uint32_t i = 0; i < found.count; i++) {
        const stm_quantity *q = &found.items[i];
        stm_buf_put(out, stm_slice_at(doc->report->text, q->span));
        stm_buf_put_text(out, " | ");
        stm_buf_put_text(out, bounds[q->bound]);
        put_value(out, q->value);
        if (q->of > 0) {
            stm_buf_put_text(out, q->is_share ? " / " : " of ");
            put_value(out, q->of);
        }
        stm_buf_put_text(out, " | ");
        stm_buf_put(out, stm_slice_at(doc->report->text, q->unit_span));
        stm_buf_put_byte(out, '\n');
    }
    stm_arena_free(arena);
}

static void print_case(stm_arena *arena, const stm_case_text *c, stm_buf *out) {
    print(stm_document_new(arena, case_report(arena, c->text)), out);
}

static void cases_hold(void **state) {
    (void)state;
    const char *path = "tests/cases/number/quantities.txt";
    int count, wrong = cases_run(path, print_case, &count);
    assert_int_equal(wrong, 0);
    assert_true(count > 20);
}

/* A number alone: its value and how many tokens it takes; "-" where there is none. */
static void numbers_are_read(void **state) {
    (void)state;
    const char *path = "tests/cases/number/numbers.txt";
    stm_arena *arena = stm_arena_new();
    stm_case_reader reader = {case_file(arena, path), 0};
    stm_case_text c;
    int wrong = 0;
    while (case_next(&reader, &c)) {
        stm_buf out;
        stm_buf_init(&out, 0);
        size_t at = 0;
        for (stm_slice line; case_line(c.text, &at, &line);) {
            const stm_document *doc = stm_document_new(arena, case_report(arena, line));
            double value = 0;
            uint32_t used = stm_number_read(doc, 0, doc->token_count, &value);
            if (used)
                put_value(&out, value);
            else
                stm_buf_put_byte(&out, '-');
            stm_buf_put_byte(&out, ' ');
            stm_buf_put_uint(&out, used);
            stm_buf_put_byte(&out, '\n');
        }
        wrong += case_differs(path, &c, stm_buf_get(&out));
        stm_buf_release(&out);
    }
    assert_int_equal(wrong, 0);
    stm_arena_free(arena);
}

static const char *const bits[] = {"a",   "one", "hundred", "million", "and", "of",   "-",  "1/2",
                                   "$",   "3",   "1.5bn",   "half",    "to",  "%",    "in", "the",
                                   "ten", "½",   "people",  "about",   ".",   "2,000"};

/* Quantities lie in order, in the text, and never overlap, whatever is written. */
static void any_text_is_well_formed(void **state) {
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 2000; round++) {
        stm_arena *arena = stm_arena_new();
        stm_buf text;
        stm_buf_init(&text, 0);
        for (int i = 0; i < 40; i++) {
            seed = seed * 1664525 + 1013904223;
            stm_buf_put_text(&text, bits[(seed >> 16) % (sizeof bits / sizeof *bits)]);
            if (seed >> 29) stm_buf_put_byte(&text, ' ');
        }
        const stm_document *doc = stm_document_new(arena, case_report(arena, stm_buf_get(&text)));
        stm_quantities found = stm_quantities_find(arena, doc, NULL, 0);
        uint32_t before = 0;
        for (uint32_t i = 0; i < found.count; i++) {
            const stm_quantity *q = &found.items[i];
            assert_true(q->first >= before && q->first < q->last && q->last <= doc->token_count);
            assert_true(isfinite(q->value) && q->value >= 0);
            before = q->last;
        }
        stm_buf_release(&text);
        stm_arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases_hold),
        cmocka_unit_test(numbers_are_read),
        cmocka_unit_test(any_text_is_well_formed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
