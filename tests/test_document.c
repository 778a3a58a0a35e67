/* test_document.c - tokens and sentences, by the cases in tests/cases/document. */
#include "testing.h"

#include "base/map.h"
#include "cases.h"
#include "text/document.h"
#include "text/word.h"

static void print_token(const stm_document *doc, uint32_t i, stm_buf *out) {
    const stm_token *t = &doc->tokens[i];
    if (t->kind == STM_PUNCT) stm_buf_put_byte(out, '<');
    stm_buf_put(out, stm_slice_at(doc->report->text, t->span));
    if (t->kind == STM_PUNCT) stm_buf_put_byte(out, '>');
    if (t->possessive) stm_buf_put_byte(out, '\'');
}

static void print(const stm_document *doc, stm_buf *out) {
    for (uint32_t s = 0; s < doc->sentence_count; s++) {
        for (uint32_t i = doc->sentences[s].first; i < doc->sentences[s].last; i++) {
            if (i > doc->sentences[s].first) stm_buf_put_byte(out, '|');
            print_token(doc, i, out);
        }
        stm_buf_put_byte(out, '\n');
    }
}

static void print_case(stm_arena *arena, const stm_case_text *c, stm_buf *out) {
    print(stm_document_new(arena, case_report(arena, c->text)), out);
}

static void cases_hold(void **state) {
    (void)state;
    const char *path = "tests/cases/document/tokens.txt";
    int count, wrong = cases_run(path, print_case, &count);
    assert_int_equal(wrong, 0);
    assert_true(count >= 16);
}

static void word_forms_are_one(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    const stm_document *doc = stm_document_new(
        arena, case_report(arena, STM_LIT("Trains TRAINS trains trains’s Training don’t don't.")));
    const stm_token *t = doc->tokens;
    assert_true(t[0].word == t[1].word && t[1].word == t[2].word && t[2].word == t[3].word);
    assert_int_equal(t[0].shape, STM_CAPITAL);
    assert_int_equal(t[1].shape, STM_UPPER);
    assert_int_equal(t[2].shape, STM_LOWER);
    assert_true(t[3].possessive);
    assert_true(t[4].word != t[0].word && t[4].stem == t[0].stem);
    assert_true(t[5].word == t[6].word && t[5].word == stm_word_hash(STM_LIT("don't")));
    assert_true(t[0].opens && !t[1].opens);
    stm_arena_free(arena);
}

static void a_sentence_that_runs_on_is_cut(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    stm_buf text;
    stm_buf_init(&text, 0);
    for (uint32_t i = 0; i < 2 * STM_SENTENCE_MOST + 1; i++) stm_buf_put_text(&text, "on ");
    const stm_document *doc = stm_document_new(arena, case_report(arena, stm_buf_get(&text)));
    assert_int_equal(doc->sentence_count, 3);
    assert_int_equal(doc->sentences[0].last, STM_SENTENCE_MOST);
    assert_int_equal(doc->sentences[2].last, doc->token_count);
    stm_buf_release(&text);
    stm_arena_free(arena);
}

static void lists_are_compiled_in(void **state) {
    (void)state;
    const stm_lexicon *english = stm_lexicon_get(STM_LIT("en-GB"));
    uint64_t word = stm_word_hash(STM_LIT("The"));
    assert_true(stm_lexicon_classes(english, word) >> STM_LEX_STOPWORDS & 1);
    uint64_t title = stm_word_hash(STM_LIT("Mr."));
    stm_lex_match m = stm_lexicon_match(english, STM_LEX_ABBREVIATIONS, &title, 1);
    assert_int_equal(m.words, 1);
    assert_slice(m.value, "title");
    const stm_lexicon *none = stm_lexicon_get(STM_LIT("xx"));
    assert_int_equal(stm_lexicon_classes(none, word), 0);
    assert_int_equal(stm_lexicon_match(none, STM_LEX_ABBREVIATIONS, &title, 1).words, 0);
}

static const char *const bits[] = {"\"", "U.S.", " ",        ".", "a",  "Mr.", "\n\n",
                                   "9",  "’s",   "\xC3\xA9", "-", "…",  "”",   "B",
                                   ",",  "?",    "x.y",      ":", "\t", "“"};

/* Tokens neither overlap nor leave out what is not white space; sentences part them all. */
static void any_text_is_covered(void **state) {
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 2000; round++) {
        stm_arena *arena = stm_arena_new();
        stm_buf text;
        stm_buf_init(&text, 0);
        for (int i = 0; i < 25; i++) {
            seed = seed * 1664525 + 1013904223;
            stm_buf_put_text(&text, bits[(seed >> 16) % (sizeof bits / sizeof *bits)]);
        }
        const stm_document *doc = stm_document_new(arena, case_report(arena, stm_buf_get(&text)));
        uint32_t at = 0, sentence = 0;
        for (uint32_t i = 0; i < doc->token_count; i++) {
            stm_span span = doc->tokens[i].span;
            assert_true(at <= span.start && span.start < span.end && span.end <= text.len);
            for (; at < span.start; at++) assert_true(strchr(" \n\t", text.data[at]) != NULL);
            at = span.end;
            assert_true(doc->sentence_of[i] == sentence || doc->sentence_of[i] == sentence + 1);
            sentence = doc->sentence_of[i];
            assert_true(stm_document_token_at(doc, span.start) == i);
        }
        stm_buf_release(&text);
        stm_arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases_hold),
        cmocka_unit_test(word_forms_are_one),
        cmocka_unit_test(a_sentence_that_runs_on_is_cut),
        cmocka_unit_test(lists_are_compiled_in),
        cmocka_unit_test(any_text_is_covered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
