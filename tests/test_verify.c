/* test_verify.c - a true result holds, and whatever is changed is found and named. */
#include "testing.h"

#include "fable.h"
#include "report/result.h"
#include "report/verify.h"

#include "base/sha256.h"

#include <stdlib.h>

typedef struct {
    stm_arena *arena;
    fable *fable;
    stm_buf result, told;
    const stm_report *reports[FABLE_REPORTS];
} court;

static int open_court(void **state) {
    court *c = calloc(1, sizeof *c);
    c->arena = stm_arena_new();
    c->fable = fable_make(c->arena);
    stm_buf_init(&c->result, 0);
    stm_buf_init(&c->told, 0);
    for (int i = 0; i < FABLE_REPORTS; i++) c->reports[i] = &c->fable->reports[i];
    stm_result_put(&c->result, STM_LIT("0"), &c->fable->story, c->fable->collation);
    *state = c;
    return 0;
}

static int close_court(void **state) {
    court *c = *state;
    stm_buf_release(&c->result);
    stm_buf_release(&c->told);
    stm_arena_free(c->arena);
    free(c);
    return 0;
}

static void note(void *context, const stm_verify_failure *failure) {
    court *c = context;
    stm_buf_put(&c->told, failure->message);
    stm_buf_put_byte(&c->told, '\n');
}

static uint64_t judge(court *c, stm_slice result) {
    stm_verify_tally tally;
    stm_error error = {0};
    stm_buf_clear(&c->told);
    stm_status status = stm_verify(result, c->reports, FABLE_REPORTS, note, c, &tally, &error);
    if (status != STM_OK) stm_buf_put_text(&c->told, error.message);
    return tally.failures + (status != STM_OK);
}

/* The result with words put in the place of others, and sealed anew as a forger would. */
static stm_slice forge(court *c, const char *words, const char *instead) {
    stm_slice whole = stm_buf_get(&c->result);
    char *text = stm_arena_take(c->arena, whole.len + strlen(instead) + 1);
    memcpy(text, whole.data, whole.len);
    char *at = strstr(text, words);
    assert_non_null(at);
    size_t before = (size_t)(at - text), rest = before + strlen(words);
    memcpy(text + before, instead, strlen(instead));
    memcpy(text + before + strlen(instead), whole.data + rest, whole.len - rest);
    size_t len = whole.len - strlen(words) + strlen(instead);
    size_t body = len - strlen(STM_RESULT_END) - STM_SHA256_HEX - strlen(STM_RESULT_SEAL);
    stm_sha256((stm_slice){text, body}, text + body + strlen(STM_RESULT_SEAL));
    return (stm_slice){text, len};
}

static void a_true_result_holds(void **state) {
    court *c = *state;
    uint64_t failures = judge(c, stm_buf_get(&c->result));
    if (failures) fail_msg("%.*s", (int)c->told.len, c->told.data);
}

static void every_changed_byte_of_the_result_is_found(void **state) {
    court *c = *state;
    for (size_t i = 0; i < c->result.len; i++) {
        char kept = c->result.data[i];
        c->result.data[i] = (char)(kept ^ 1);
        if (!judge(c, stm_buf_get(&c->result))) fail_msg("byte %zu may be changed unseen", i);
        c->result.data[i] = kept;
    }
}

static void a_cut_or_lengthened_result_is_found(void **state) {
    court *c = *state;
    stm_slice whole = stm_buf_get(&c->result);
    for (size_t len = 0; len < whole.len; len += 1 + len / 16)
        assert_true(judge(c, (stm_slice){whole.data, len}) > 0);
    stm_buf_put_byte(&c->result, '\n');
    assert_true(judge(c, stm_buf_get(&c->result)) > 0);
}

static void every_changed_byte_of_a_report_is_found(void **state) {
    court *c = *state;
    for (int r = 0; r < FABLE_REPORTS; r++) {
        stm_slice text = c->fable->reports[r].text;
        char *changed = stm_arena_take(c->arena, text.len + 1);
        memcpy(changed, text.data, text.len);
        c->fable->reports[r].text.data = changed;
        for (size_t i = 0; i < text.len; i++) {
            changed[i] = (char)(changed[i] ^ 1);
            assert_true(judge(c, stm_buf_get(&c->result)) > 0);
            stm_buf_put_byte(&c->told, '\0');
            assert_non_null(strstr(c->told.data, c->fable->reports[r].id.data));
            changed[i] = text.data[i];
        }
        c->fable->reports[r].text = text;
    }
}

/* What a forger who knows the digest changes, and the place that is blamed for it. */
static void forged_evidence_is_named(void **state) {
    static const struct {
        const char *words, *instead, *blamed;
    } cases[] = {
        {"\"letter\":\"B\"", "\"letter\":\"C\"", "reports[1].letter: should be B"},
        {"\"source\":\"mail.txt\"", "\"source\":\"nail.txt\"", "reports[0].source: "},
        {"\"outlet\":\"Skerry Weekly\"", "\"outlet\":null", "reports[1].outlet: "},
        {"\"byline\":[\"Osric Vale\"]", "\"byline\":[]", "reports[0].byline: lacks"},
        {"\"published\":\"2031-06-02\"", "\"published\":\"2031-06-03\"", "reports[1].published: "},
        {"{\"kind\":\"copyright\"", "{\"kind\":\"credit\"", "reports[0].notes[0]: "},
        {"[275,298]", "[275,297]", "reports[0].blocks[4]: "},
        {"\"carries\":false", "\"carries\":true", "reports[1].credits[0]: "},
        {"\"sha256\":\"2", "\"sha256\":\"3", "reports[0].sha256: "},
        {"\"origin\":\"mail.txt\"", "\"origin\":\"elsewhere\"", "reports[0].origin: "},
        {"\"origins\":3}", "\"origins\":4}", "story.origins: does not follow"},
        {"\"reports\":4", "\"reports\":5", "story.reports: does not follow"},
        {"\"reading\":\"We have asked", "\"reading\":\"We had asked", "quotations[0]: the base"},
        {"\"reading\":\"We’ve asked", "\"reading\":\"We’d asked",
         "quotations[0].witnesses[1].reading: differs at its byte 5 from the words in bytes "
         "125-185 of skerry.html"},
        {"[[104,146],[181,199]]", "[[104,145],[181,199]]", "quotations[0].witnesses[0].reading: "},
        {"\"span\":[104,199]", "\"span\":[105,199]", "quotations[0].witnesses[0]: content"},
        {"\"span\":[104,199]", "\"span\":[104,1990]", "behind the end of the text: bytes 104-1990"},
        {"\"form\":\"direct\"", "\"form\":\"spoken\"", "quotations[0].witnesses[0].form: "},
        {"\"base\":\"every\"", "\"base\":\"never\"", "quotations[0].apparatus[2]: base is not"},
        {"\"at\":[29,34]", "\"at\":[29,340]", "quotations[0].apparatus[2]: at does not lie"},
        {"\"text\":\"each\"", "\"text\":\"any\"", "apparatus[2].readings[0]: does not stand"},
        {"\"text\":\"each\"", "\"text\":\"Each\"", "is printed so by no witness"},
        {"\"reports\":[\"skerry.html\"]}],\"kind\":\"om",
         "\"reports\":[\"nobody\"]}],\"kind\":\"om",
         "apparatus[1].readings[0].reports[0]: is no report"},
        {"\"kind\":\"omission\"", "\"kind\":\"lapse\"", "apparatus[1].kind: is none"},
        {"\"text\":\"two ships ran", "\"text\":\"two boats ran", "statements[0].text: "},
        {"\"origins\":3,\"wit", "\"origins\":4,\"wit", "statements[0].origins: does not follow"},
        {"\"differences\":[\"d1\"]", "\"differences\":[\"d9\"]", "statements[0].differences[0]: "},
        {"\"id\":\"d2\"", "\"id\":\"d1\"", "differences[1].id: stands for two"},
        {"\"statement\":\"s1\"", "\"statement\":\"s2\"", "differences[0].statement: is no"},
        {"\"text\":\"Three ships\"", "\"text\":\"Four ships\"",
         "differences[0].readings[1].text: is not what any witness has, such as bytes 0-40"},
        {"[260,303],\"text\"", "[259,303],\"text\"", "only[0].text: "},
        {"{\"report\":\"skerry.html\",\"span\":[260", "{\"report\":\"mail.txt\",\"span\":[260",
         "only[0]"},
        {"\"text\":\"Repairs will", "\"text\":\"Repairs may", "timeline[0].text: "},
        {"\"to\":\"standard.txt\"", "\"to\":\"mail.txt\"", "family.edges[0]: joins"},
        {"\"relation\":\"copy\"", "\"relation\":\"theft\"", "family.edges[0].relation: "},
        {"\"timeline\":", "\"timeless\":", "timeline: is missing"},
        {"\"only\":", "\"timeline\":", "timeline: stands twice"},
        {"\"statements\":[", "\"statements\":7,\"x\":[", "statements: is no array"},
    };
    court *c = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(judge(c, forge(c, cases[i].words, cases[i].instead)) > 0);
        stm_buf_put_byte(&c->told, '\0');
        if (!strstr(c->told.data, cases[i].blamed))
            fail_msg("for %s: want \"%s\" in\n%s", cases[i].instead, cases[i].blamed, c->told.data);
        if (strstr(c->told.data, "after it was written"))
            fail_msg("for %s: the forged seal was not a seal", cases[i].instead);
    }
}

static void a_moved_report_is_known_by_its_text(void **state) {
    court *c = *state;
    c->fable->reports[1].id = STM_LIT("elsewhere/skerry.html");
    c->fable->reports[1].source = STM_LIT("elsewhere/skerry.html");
    uint64_t failures = judge(c, stm_buf_get(&c->result));
    if (failures) fail_msg("%.*s", (int)c->told.len, c->told.data);
}

static void a_missing_report_is_named(void **state) {
    court *c = *state;
    stm_verify_tally tally;
    stm_error error;
    stm_buf_clear(&c->told);
    stm_verify(stm_buf_get(&c->result), c->reports, 1, note, c, &tally, &error);
    stm_buf_put_byte(&c->told, '\0');
    assert_non_null(strstr(c->told.data, "reports[1].id: is not among the reports given: skerry"));
    assert_int_equal(tally.failures, 3);
}

static void hostile_results_end_soon(void **state) {
    court *c = *state;
    static const char *const texts[] = {
        "",
        "null",
        "[]",
        "{",
        "{}",
        "{\"reports\":{}}",
        "{\"reports\":[1,[],{},{\"id\":7,\"blocks\":[{\"span\":[9e99]}]}]}",
        "{\"reports\":[{\"id\":\"mail.txt\",\"id\":\"mail.txt\"}],\"only\":[{\"span\":[1,0]}]}",
        "{\"only\":[{\"report\":\"x\",\"span\":[99999999999999999999,1]}]}",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_true(judge(c, stm_slice_of(texts[i])) > 0);
    stm_buf deep;
    stm_buf_init(&deep, 0);
    stm_buf_put_text(&deep, "{\"only\":");
    for (int i = 0; i < 100000; i++) stm_buf_put_byte(&deep, '[');
    assert_true(judge(c, stm_buf_get(&deep)) > 0);
    stm_buf_release(&deep);
}

/* One report many times a witness of long words: a check of each against each would take hours. */
static void no_result_makes_the_checks_quadratic(void **state) {
    enum { MANY = 30000 };
    court *c = *state;
    stm_slice whole = stm_buf_get(&c->result);
    const char *from = strstr(whole.data, "{\"report\":\"mail.txt\",\"span\":[77");
    const char *to = strchr(from, '}');
    stm_buf big;
    stm_buf_init(&big, 0);
    stm_buf_put(&big, (stm_slice){whole.data, (size_t)(from - whole.data)});
    for (int i = 0; i < MANY; i++)
        stm_buf_put_text(&big, "{\"report\":\"mail.txt\",\"span\":[0,298]},");
    stm_buf_put(&big, (stm_slice){from, whole.len - (size_t)(from - whole.data)});
    assert_true(judge(c, stm_buf_get(&big)) > 0);
    assert_non_null(to);
    stm_buf_release(&big);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_court, close_court)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_true_result_holds),
        TEST(every_changed_byte_of_the_result_is_found),
        TEST(a_cut_or_lengthened_result_is_found),
        TEST(every_changed_byte_of_a_report_is_found),
        TEST(forged_evidence_is_named),
        TEST(a_moved_report_is_known_by_its_text),
        TEST(a_missing_report_is_named),
        TEST(hostile_results_end_soon),
        TEST(no_result_makes_the_checks_quadratic),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
