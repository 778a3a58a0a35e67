/* test_weight.c - how telling words are within a story. */
#include "testing.h"

#include "collate/weight.h"

static stm_report report_of(stm_arena *arena, const char *text) {
    stm_report report = {.id = STM_LIT("r"), .text = stm_slice_of(text)};
    stm_vec_put(arena, &report.blocks,
                (stm_block){STM_BLOCK_PARAGRAPH, {0, (uint32_t)report.text.len}});
    return report;
}

static void test_log2(void **state) {
    (void)state;
    assert_int_equal(stm_weight_log2(1, 1), 0);
    assert_int_equal(stm_weight_log2(1, 2), 0);
    assert_int_equal(stm_weight_log2(8, 1), 3 * STM_WEIGHT_BIT);
    assert_int_equal(stm_weight_log2(3, 2), 149);
    assert_int_equal(stm_weight_log2(4294967295u, 1), 32 * STM_WEIGHT_BIT - 1);
}

static void test_rare_words_weigh_more(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    stm_report a =
        report_of(arena, "The bridge fell. The bridge was old. Nobody saw bridges burn.");
    stm_report b = report_of(arena, "The bridge fell. Bridge, bridge, bridge!");
    stm_account accounts[] = {{.doc = stm_document_new(arena, &a)},
                              {.doc = stm_document_new(arena, &b)}};
    stm_story story = {.accounts = accounts, .count = 2};
    const stm_weights *weights = stm_weights_make(arena, &story);
    assert_int_equal(weights->sentences, 5);
    const stm_token *tokens = accounts[0].doc->tokens; /* The bridge fell . */
    assert_int_equal(stm_weights_token(weights, &tokens[0]), STM_WEIGHT_STOPWORD);
    assert_int_equal(stm_weights_token(weights, &tokens[1]), stm_weight_log2(42, 5));
    assert_int_equal(stm_weights_token(weights, &tokens[2]), stm_weight_log2(39, 2));
    assert_int_equal(stm_weights_token(weights, &tokens[3]), 0);
    assert_int_equal(stm_weights_stem(weights, 12345), stm_weight_log2(38, 1));
    stm_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_log2),
        cmocka_unit_test(test_rare_words_weigh_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
