/* test_quote.c - quotations, by the cases in tests/cases/quote. */
#include "testing.h"

#include "cases.h"
#include "quote/quote.h"

static stm_quotes find(stm_arena *arena, stm_slice text, const stm_document **doc,
                       const stm_names **names) {
    *doc = stm_document_new(arena, case_report(arena, text));
    *names = stm_names_find(arena, doc, 1);
    return stm_quotes_find(arena, *doc, stm_marks_find(arena, *doc), *names, 0);
}

static void put_spans(stm_buf *out, stm_slice text, stm_spans spans) {
    if (spans.count == 0) stm_buf_put_byte(out, '-');
    for (uint32_t i = 0; i < spans.count; i++) {
        if (i > 0) stm_buf_put_text(out, " / ");
        stm_buf_put(out, stm_slice_at(text, spans.items[i]));
    }
}

static void print(stm_slice text, const stm_names *names, stm_quotes quotes, stm_buf *out) {
    static const char *const forms[] = {"direct", "indirect", "mixed"};
    for (uint32_t i = 0; i < quotes.count; i++) {
        const stm_quote *q = &quotes.items[i];
        stm_buf_put_text(out, forms[q->form]);
        if (q->negated) stm_buf_put_text(out, " not");
        stm_buf_put_text(out, " | ");
        if (q->speaker == STM_NOBODY)
            stm_buf_put_byte(out, '-');
        else
            stm_buf_put(out, names->entities[q->speaker].name);
        stm_buf_put_text(out, " | ");
        put_spans(out, text, q->source);
        stm_buf_put_text(out, " | ");
        put_spans(out, text, q->cue);
        stm_buf_put_text(out, " | ");
        put_spans(out, text, q->content);
        stm_buf_put_byte(out, '\n');
    }
}

static void print_case(stm_arena *arena, const stm_case_text *c, stm_buf *out) {
    const stm_document *doc;
    const stm_names *names;
    stm_quotes quotes = find(arena, c->text, &doc, &names);
    print(c->text, names, quotes, out);
}

static void hold(const char *path, int least) {
    int count, wrong = cases_run(path, print_case, &count);
    assert_int_equal(wrong, 0);
    assert_true(count >= least);
}

static void direct_cases_hold(void **state) {
    (void)state;
    hold("tests/cases/quote/direct.txt", 15);
}

static void indirect_cases_hold(void **state) {
    (void)state;
    hold("tests/cases/quote/indirect.txt", 15);
}

static const char *const bits[] = {
    "\"",   "“",    "” ",     "'",    "Jane Rowe ", "said ",  "that ",  "the bridge ", "is ",
    ", ",   ". ",   "to ",    "he ",  "and ",       "who ",   "claim ", "saying ",     "told ",
    "of ",  "was ", "\n\n",   ": ",   "- ",         "(",      ") ",     "; ",          "on Friday ",
    "not ", "but ", "while ", "the ", "according ", "asked ", "plan ",  "criticised "};

/* Content, source and cue lie inside the text; the runs are in order and apart; so are the
 * quotations. */
static void any_text_is_well_formed(void **state) {
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 3000; round++) {
        stm_arena *arena = stm_arena_new();
        stm_buf text;
        stm_buf_init(&text, 0);
        for (int i = 0; i < 60; i++) {
            seed = seed * 1664525 + 1013904223;
            stm_buf_put_text(&text, bits[(seed >> 16) % (sizeof bits / sizeof *bits)]);
        }
        const stm_document *doc;
        const stm_names *names;
        stm_quotes quotes = find(arena, stm_buf_get(&text), &doc, &names);
        uint32_t before = 0;
        for (uint32_t i = 0; i < quotes.count; i++) {
            const stm_quote *q = &quotes.items[i];
            assert_true(q->content.count > 0);
            assert_true(q->content.items[0].start >= before);
            before = q->content.items[0].start;
            uint32_t end = 0;
            for (uint32_t k = 0; k < q->content.count; k++) {
                assert_true(q->content.items[k].start >= end);
                assert_true(q->content.items[k].end > q->content.items[k].start);
                end = q->content.items[k].end;
            }
            assert_true(end <= text.len);
            assert_true(q->source.count == 0 || q->source.items[0].end <= text.len);
            assert_true(q->cue.count == 0 || q->cue.items[0].end <= text.len);
            assert_true(q->speaker == STM_NOBODY || q->speaker < names->entity_count);
            assert_true(q->sentence < doc->sentence_count);
        }
        stm_buf_release(&text);
        stm_arena_free(arena);
    }
}

/* Long stretches without a full stop, of every kind that is looked back or ahead over. */
static void long_sentences_are_read_at_once(void **state) {
    (void)state;
    static const char *const kinds[] = {
        "said ",     "\"said\" ", "bread ",         "he said that ",
        "of bread ", ", bread",   "said, ",         "“a, ” he said ",
        "to say ",   "and said ", "claim that ",    "according to him, ",
        "who said ", "“x.\n\n",   "said:\n\n“x.” ", "; he said "};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        stm_arena *arena = stm_arena_new();
        stm_buf text;
        stm_buf_init(&text, 0);
        for (int i = 0; i < 30000; i++) stm_buf_put_text(&text, kinds[k]);
        const stm_document *doc;
        const stm_names *names;
        stm_quotes quotes = find(arena, stm_buf_get(&text), &doc, &names);
        assert_true(quotes.count <= doc->token_count);
        stm_buf_release(&text);
        stm_arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(direct_cases_hold),
        cmocka_unit_test(indirect_cases_hold),
        cmocka_unit_test(any_text_is_well_formed),
        cmocka_unit_test(long_sentences_are_read_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
