/* test_marks.c - quotation marks, by the cases in tests/cases/marks. */
#include "testing.h"

#include "cases.h"
#include "text/marks.h"

static void print(stm_slice text, stm_marks marks, stm_buf *out) {
    for (uint32_t i = 0; i < marks.count; i++) {
        const stm_marked *m = &marks.items[i];
        stm_buf_put_uint(out, m->depth);
        stm_buf_put_text(out, m->continues ? "+ " : m->unclosed ? "! " : "  ");
        stm_buf_put(out, stm_slice_at(text, m->inner));
        stm_buf_put_byte(out, '\n');
    }
}

static void print_case(stm_arena *arena, const stm_case_text *c, stm_buf *out) {
    const stm_document *doc = stm_document_new(arena, case_report(arena, c->text));
    print(c->text, stm_marks_find(arena, doc), out);
}

static void cases_hold(void **state) {
    (void)state;
    const char *path = "tests/cases/marks/marks.txt";
    int count, wrong = cases_run(path, print_case, &count);
    assert_int_equal(wrong, 0);
    assert_true(count > 20);
}

static const char *const bits[] = {"\"", "'", "“", "”", "‘", "’", "«", "»",  "a",
                                   "s",  " ", ".", ",", "—", "[", "5", "''", "\n\n"};

/* Passages nest, lie inside the text and keep their order, whatever the marks. */
static void any_text_is_well_formed(void **state) {
    (void)state;
    uint32_t seed = 1;
    for (int round = 0; round < 3000; round++) {
        stm_arena *arena = stm_arena_new();
        stm_buf text;
        stm_buf_init(&text, 0);
        for (int i = 0; i < 30; i++) {
            seed = seed * 1664525 + 1013904223;
            stm_buf_put_text(&text, bits[(seed >> 16) % (sizeof bits / sizeof *bits)]);
        }
        const stm_document *doc = stm_document_new(arena, case_report(arena, stm_buf_get(&text)));
        stm_marks marks = stm_marks_find(arena, doc);
        uint32_t holds[16] = {0};
        uint32_t before = 0;
        for (uint32_t i = 0; i < marks.count; i++) {
            stm_marked m = marks.items[i];
            assert_true(stm_span_holds(m.outer, m.inner));
            assert_true(m.inner.start < m.inner.end && m.outer.end <= text.len);
            assert_true(m.outer.start >= before);
            assert_true(m.depth < 16);
            if (m.depth > 0) assert_true(m.outer.end <= holds[m.depth - 1]);
            holds[m.depth] = m.outer.end;
            before = m.outer.start;
        }
        bool *cover = stm_marks_cover(arena, doc, marks);
        for (uint32_t i = 0; i < doc->token_count; i++) {
            bool inside = false;
            for (uint32_t k = 0; k < marks.count; k++)
                inside |= marks.items[k].depth == 0 &&
                          stm_span_overlaps(marks.items[k].outer, doc->tokens[i].span);
            assert_int_equal(cover[i], inside);
        }
        stm_buf_release(&text);
        stm_arena_free(arena);
    }
}

static void a_million_marks_are_read_at_once(void **state) {
    (void)state;
    static const char *const kinds[] = {"\"", "“", "”", "'x", " '", "“x ", "x” ", " \"a"};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        stm_arena *arena = stm_arena_new();
        stm_buf text;
        stm_buf_init(&text, 0);
        for (int i = 0; i < 200000; i++) stm_buf_put_text(&text, kinds[k]);
        const stm_document *doc = stm_document_new(arena, case_report(arena, stm_buf_get(&text)));
        stm_marks marks = stm_marks_find(arena, doc);
        assert_true(marks.count <= 200000);
        stm_buf_release(&text);
        stm_arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases_hold),
        cmocka_unit_test(any_text_is_well_formed),
        cmocka_unit_test(a_million_marks_are_read_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
