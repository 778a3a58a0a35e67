/* test_library.c - the library as its callers use it: several runs at once, and hostile calls. */
#include "testing.h"

#include "base/buf.h"

#include <stemma.h>

#include <pthread.h>

enum { RUNS = 4 };

static const char *const inputs[][2] = {
    {"gazette", "The ferry Morwen ran aground off Kell on Monday.\n\nThe crew said 14 people were "
                "taken from the ferry by lifeboat. \"We had an hour,\" said master Ilse Brandt.\n"},
    {"herald", "A ferry has run aground off Kell.\n\nThe crew said 17 people were taken from the "
               "ferry by lifeboat. \"We had half an hour,\" said Ilse Brandt.\n"},
    {"post", "The crew said 17 people were taken from the ferry by lifeboat.\n"},
};

static int keep(void *context, const char *bytes, size_t len) {
    stm_buf_put(context, (stm_slice){bytes, len});
    return 0;
}

static size_t count_all(const stemma_value *value) {
    size_t count = 1;
    for (size_t i = 0; i < stemma_count(value); i++) count += count_all(stemma_item(value, i));
    return count;
}

typedef struct {
    const stemma_value *value;
    size_t count;
} counting;

static void *count_apart(void *context) {
    counting *c = context;
    c->count = count_all(c->value);
    return NULL;
}

/* Everything a run gives, while another thread walks its values. */
static void *tell(void *context) {
    stemma *run = stemma_new(&(stemma_options){.jobs = 2});
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++)
        stemma_add(run, inputs[i][0], inputs[i][1], strlen(inputs[i][1]));
    counting c = {stemma_find(run, STEMMA_COLLATION), 0};
    pthread_t thread;
    int apart = !pthread_create(&thread, NULL, count_apart, &c);
    stemma_put_collation(run, keep, context);
    stemma_put_text(run, keep, context);
    stemma_put_quotes(run, keep, context);
    stemma_put_dates(run, keep, context);
    stemma_put_copies(run, keep, context);
    stemma_put_groups(run, keep, context);
    stemma_put_brief(run, NULL, keep, context);
    stemma_put_page(run, keep, context);
    if (apart) pthread_join(thread, NULL);
    stm_buf_put_uint(context, apart ? c.count : count_all(c.value));
    stemma_free(run);
    return NULL;
}

static void test_runs_at_the_same_time(void **state) {
    (void)state;
    stm_buf told[RUNS];
    pthread_t threads[RUNS];
    for (size_t i = 0; i < RUNS; i++) stm_buf_init(&told[i], 0);
    for (size_t i = 1; i < RUNS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, tell, &told[i]), 0);
    tell(&told[0]);
    assert_true(told[0].len > 1000);
    for (size_t i = 1; i < RUNS; i++) {
        pthread_join(threads[i], NULL);
        assert_true(stm_slice_is(stm_buf_get(&told[i]), stm_buf_get(&told[0])));
        stm_buf_release(&told[i]);
    }
    stm_buf_release(&told[0]);
}

static const char *id_of(const stemma_value *reports, size_t index) {
    return stemma_string(stemma_member(stemma_item(reports, index), "id"), NULL);
}

static void test_names_that_are_not_utf8(void **state) {
    (void)state;
    stemma *run = stemma_new(NULL);
    assert_int_equal(stemma_add(run, "\xff.txt", "Rain fell.", 10), STEMMA_OK);
    assert_int_equal(stemma_add(run, "caf\xc3\xa9\xe9", "Rain fell.", 10), STEMMA_OK);
    const stemma_value *reports = stemma_find(run, STEMMA_TEXT);
    assert_int_equal(stemma_count(reports), 2);
    assert_string_equal(id_of(reports, 0), "%FF.txt");
    assert_string_equal(id_of(reports, 1), "caf\xc3\xa9%E9");
    assert_int_equal(stemma_count(stemma_member(stemma_find(run, STEMMA_COLLATION), "reports")), 2);
    stemma_free(run);
}

static void test_refuses(void **state) {
    (void)state;
    assert_null(stemma_new(&(stemma_options){.published = "tomorrow"}));
    stemma *run = stemma_new(&(stemma_options){.jobs = UINT32_MAX});
    assert_int_equal(stemma_add(run, NULL, "a", 1), STEMMA_USAGE);
    assert_int_equal(stemma_add(run, "a", NULL, 1), STEMMA_USAGE);
    assert_int_equal(stemma_read(run), 0);
    assert_int_equal(stemma_add(run, "late", "a", 1), STEMMA_USAGE);
    assert_null(stemma_find(run, (stemma_result)99));
    assert_null(stemma_member(stemma_item(stemma_find(run, STEMMA_TEXT), 7), "id"));
    assert_null(stemma_string(NULL, NULL));
    stemma_free(run);
    stemma_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_runs_at_the_same_time),
        cmocka_unit_test(test_names_that_are_not_utf8),
        cmocka_unit_test(test_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
