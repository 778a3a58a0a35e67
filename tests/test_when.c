/* test_when.c - times of publication, and what they tell of order; names of outlets. */
#include "testing.h"

#include "copy/outlet.h"
#include "copy/when.h"

static int64_t lead(const char *x, const char *y) {
    return stm_when_lead(stm_when_read(stm_slice_of(x)), stm_when_read(stm_slice_of(y)));
}

static void zones_are_taken_off(void **state) {
    (void)state;
    assert_int_equal(lead("1970-01-01T00:00:00Z", "2000-03-01T00:00:00Z"), 951868800);
    assert_int_equal(lead("2031-05-02T10:00:00+02:00", "2031-05-02T09:00:00Z"), 3600);
    assert_int_equal(lead("2031-05-02T10:00:00-0330", "2031-05-02T10:00:00Z"), -12600);
    assert_int_equal(lead("2031-02-28T23:59:59.250Z", "2031-03-01T00:00:00Z"), 1);
    assert_int_equal(lead("2031-05-02T10:00:00+02", "2031-05-02T08:00:00Z"), 0);
}

static void vague_times_conclude_little(void **state) {
    (void)state;
    assert_int_equal(lead("2031-05-02", "2031-05-02"), 0);
    assert_int_equal(lead("2031-05-02", "2031-05-03"), 86400);
    assert_int_equal(lead("2031-05-02", "2031-05-03T05:00:00Z"), 0);
    assert_true(lead("2031-05-02", "2031-05-04T05:00:00Z") > 0);
    assert_true(lead("2031-05-02", "2031-04-30T05:00:00Z") < 0);
    assert_int_equal(lead("2031-05-02T10:00", "2031-05-02T11:00"), 3541);
    assert_int_equal(lead("2031-05-02T10:00", "2031-05-02T11:00Z"), 0);
    assert_int_equal(lead("2031-05-02", "2031-05-02T11:00"), 0);
}

static void what_is_no_time_is_absent(void **state) {
    (void)state;
    static const char *const bad[] = {"",           "2031",       "May 2, 2031", "2031-13-01",
                                      "2031-00-01", "2031-05-32", "2031/05/02",  "2031-5-2"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(stm_when_read(stm_slice_of(bad[i])).precision, STM_WHEN_ABSENT);
    assert_int_equal(stm_when_read((stm_slice){NULL, 0}).precision, STM_WHEN_ABSENT);
    assert_int_equal(stm_when_read(STM_LIT("2031-05-02T")).precision, STM_WHEN_DAY);
    assert_int_equal(stm_when_read(STM_LIT("2031-05-02Tnoon")).precision, STM_WHEN_DAY);
    assert_int_equal(lead("", "2031-05-02"), 0);
}

static uint64_t key(const char *name) {
    return stm_outlet_key(stm_lexicon_get((stm_slice){NULL, 0}), stm_slice_of(name));
}

static void one_outlet_has_many_names(void **state) {
    (void)state;
    static const char *const same[][2] = {
        {"The Harbour Gazette", "harbourgazette.com"},
        {"Harbour Gazette", "https://www.harbourgazette.co.uk/news/2031/05/02/bridge.html"},
        {"HARBOUR GAZETTE", "news.harbour-gazette.example:8080"},
        {"AP", "The Associated Press"},
        {"AP", "apnews.com"},
        {"The New York Times", "nytimes.com"},
        {"Reuters", "uk.reuters.com"},
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_true(key(same[i][0]) == key(same[i][1]));
    assert_true(key("Harbour Gazette") != key("Harbour Star"));
    assert_true(key("harbour.example") != key("gazette.example"));
    assert_int_equal(key(""), 0);
    assert_int_equal(key("..."), 0);
    assert_int_equal(key("the "), key("the"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(zones_are_taken_off),
        cmocka_unit_test(vague_times_conclude_little),
        cmocka_unit_test(what_is_no_time_is_absent),
        cmocka_unit_test(one_outlet_has_many_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
