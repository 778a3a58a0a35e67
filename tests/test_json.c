/* test_json.c - JSON in and out. */
#include "testing.h"

#include "base/file.h"
#include "base/json_read.h"
#include "base/json_write.h"

static bool reads(stm_slice text, stm_error *error) {
    stm_arena *arena = stm_arena_new();
    stm_json_reader json;
    stm_json_read_init(&json, arena, text, error);
    stm_json_event event;
    do event = stm_json_next(&json);
    while (event != STM_JSON_BAD && event != STM_JSON_END);
    stm_arena_free(arena);
    return event == STM_JSON_END;
}

static void test_events_and_values(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    stm_error error = {0};
    stm_json_reader json;
    stm_json_read_init(
        &json, arena,
        STM_LIT("{\"a\\u00e9\\ud83d\\ude00\": [1, -2.5e3, true, null], \"b\": \"x\"}"), &error);
    assert_int_equal(stm_json_next(&json), STM_JSON_OBJECT);
    assert_int_equal(stm_json_next(&json), STM_JSON_KEY);
    assert_slice(json.value, "a\xC3\xA9\xF0\x9F\x98\x80");
    assert_int_equal(stm_json_next(&json), STM_JSON_ARRAY);
    assert_int_equal(stm_json_next(&json), STM_JSON_NUMBER);
    uint64_t number = 0;
    assert_true(stm_json_get_uint(&json, &number));
    assert_int_equal(number, 1);
    assert_int_equal(stm_json_next(&json), STM_JSON_NUMBER);
    assert_false(stm_json_get_uint(&json, &number));
    assert_slice(json.value, "-2.5e3");
    assert_int_equal(stm_json_next(&json), STM_JSON_TRUE);
    assert_int_equal(stm_json_next(&json), STM_JSON_NULL);
    assert_int_equal(stm_json_next(&json), STM_JSON_ARRAY_END);
    assert_int_equal(stm_json_next(&json), STM_JSON_KEY);
    assert_int_equal(stm_json_next(&json), STM_JSON_STRING);
    assert_slice(json.value, "x");
    assert_int_equal(stm_json_next(&json), STM_JSON_OBJECT_END);
    assert_int_equal(stm_json_next(&json), STM_JSON_END);
    stm_arena_free(arena);
}

static void test_errors_blame_a_byte(void **state) {
    (void)state;
    static const struct {
        const char *text;
        uint64_t offset;
    } cases[] = {
        {"", 0},           {"[1,]", 3},           {"{\"a\" 1}", 5},     {"[1 2]", 3},
        {"[\"a\nb\"]", 3}, {"[\"\\x\"]", 2},      {"[\"\\ud800\"]", 2}, {"[01]", 1},
        {"[1.]", 3},       {"[\"\xFF\"]", 2},     {"{\"a\":1", 6},      {"[}", 1},
        {"1 2", 2},        {"\xEF\xBB\xBF[]", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        stm_error error = {0};
        assert_false(reads(stm_slice_of(cases[i].text), &error));
        assert_int_equal(error.status, STM_BAD_INPUT);
        if (error.offset != cases[i].offset)
            fail_msg("%s: blamed byte %ju", cases[i].text, (uintmax_t)error.offset);
    }
}

static void test_depth_is_bounded(void **state) {
    (void)state;
    char deep[300];
    memset(deep, '[', sizeof deep);
    stm_error error = {0};
    assert_false(reads((stm_slice){deep, sizeof deep}, &error));
    assert_int_equal(error.status, STM_LIMIT);
    assert_int_equal(error.offset, STM_JSON_DEPTH);
}

static void test_writer_escapes_and_commas(void **state) {
    (void)state;
    stm_buf buf;
    stm_buf_init(&buf, 0);
    stm_json_writer json = {.out = &buf};
    stm_json_open(&json, '{');
    stm_json_put_string(&json, "text", STM_LIT("a\"\\\n\x01\x7F\xE2\x80\xA8\xC3\xA9"));
    stm_json_put_string(&json, "none", (stm_slice){0});
    stm_json_put_span(&json, "span", (stm_span){1, 22});
    stm_json_key(&json, "list");
    stm_json_open(&json, '[');
    stm_json_decimal(&json, 0.5, 4);
    stm_json_decimal(&json, 12.0, 4);
    stm_json_decimal(&json, 0.00004, 4);
    stm_json_decimal(&json, -0.00004, 4);
    stm_json_decimal(&json, -1.03125, 4);
    stm_json_decimal(&json, 999999999.5, 6);
    stm_json_close(&json, ']');
    stm_json_close(&json, '}');
    assert_slice(stm_buf_get(&buf),
                 "{\"text\":\"a\\\"\\\\\\n\\u0001\\u007f\\u2028\xC3\xA9\",\"none\":null,"
                 "\"span\":[1,22],\"list\":[0.5,12,0,0,-1.0313,999999999.5]}");
    assert_true(reads(stm_buf_get(&buf), NULL));
    stm_buf_release(&buf);
}

/* y_ files must be read, n_ refused, i_ may be either. */
static void test_conformance(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    stm_paths paths = {0};
    if (stm_file_list(arena, SHARED "data/conformance/json", &paths, NULL) != STM_OK) {
        stm_arena_free(arena);
        print_message("skipped: no " SHARED "data/conformance/json\n");
        skip();
    }
    stm_file_sort(&paths);
    for (size_t i = 0; i < paths.len; i++) {
        stm_slice bytes;
        stm_error error = {0};
        assert_int_equal(stm_file_read(arena, paths.items[i].data, 1 << 26, &bytes, &error),
                         STM_OK);
        char kind = strrchr(paths.items[i].data, '/')[1];
        bool good = reads(bytes, &error);
        if ((kind == 'y' && !good) || (kind == 'n' && good))
            fail_msg("%s: %s", paths.items[i].data, good ? "read" : error.message);
    }
    stm_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_events_and_values), cmocka_unit_test(test_errors_blame_a_byte),
        cmocka_unit_test(test_depth_is_bounded),  cmocka_unit_test(test_writer_escapes_and_commas),
        cmocka_unit_test(test_conformance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
