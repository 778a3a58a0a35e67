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

/* Inputs that are pulled a few bytes at a time, and end when asked to. */
typedef struct {
    size_t next, at, piece;
    uint64_t reports, bytes, stop;
} pulling;

static ptrdiff_t pull(void *context, char *bytes, size_t most) {
    pulling *p = context;
    const char *text = inputs[p->next - 1][1];
    size_t len = strlen(text) - p->at;
    if (len > p->piece) len = p->piece;
    if (len > most) len = most;
    memcpy(bytes, text + p->at, len);
    p->at += len;
    return (ptrdiff_t)len;
}

static int next_input(void *context, stemma_input *input) {
    pulling *p = context;
    if (p->next == sizeof inputs / sizeof *inputs) return 0;
    *input = (stemma_input){inputs[p->next++][0], pull, p};
    p->at = 0;
    return 1;
}

static int note_progress(void *context, uint64_t reports, uint64_t bytes) {
    pulling *p = context;
    assert_true(reports >= p->reports && bytes >= p->bytes);
    p->reports = reports;
    p->bytes = bytes;
    return p->stop && bytes >= p->stop;
}

static stm_buf streamed(pulling *p, stemma_lines lines, unsigned jobs, uint64_t skip) {
    stm_buf out;
    stm_buf_init(&out, 0);
    const stemma_stream_options stream = {lines, skip, next_input, note_progress, p, 0};
    assert_int_equal(stemma_stream(&(stemma_options){.jobs = jobs}, &stream, keep, &out),
                     STEMMA_OK);
    return out;
}

static void test_a_stream_writes_what_a_run_does(void **state) {
    (void)state;
    typedef stemma_status put(stemma *, stemma_sink *, void *);
    static put *const puts[] = {stemma_put_text, stemma_put_plain, stemma_put_quotes,
                                stemma_put_dates};
    for (unsigned lines = STEMMA_LINES_TEXT; lines <= STEMMA_LINES_DATES; lines++) {
        stm_buf whole;
        stm_buf_init(&whole, 0);
        stemma *run = stemma_new(NULL);
        for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++)
            stemma_add(run, inputs[i][0], inputs[i][1], strlen(inputs[i][1]));
        puts[lines](run, keep, &whole);
        for (unsigned jobs = 1; jobs <= 3; jobs++)
            for (uint64_t skip = 0; skip <= 4; skip++) {
                pulling p = {.piece = 1 + jobs * 7};
                stm_buf out = streamed(&p, (stemma_lines)lines, jobs, skip);
                assert_int_equal(p.reports, 3);
                assert_true(out.len <= whole.len && (skip < 3 || !out.len));
                if (lines == STEMMA_LINES_TEXT) assert_true((skip < 3) == (out.len > 0));
                if (out.len)
                    assert_memory_equal(out.data, whole.data + whole.len - out.len, out.len);
                if (!skip) assert_int_equal(out.len, whole.len);
                stm_buf_release(&out);
            }
        stemma_free(run);
        stm_buf_release(&whole);
    }
}

/* What is told of all reports together, in any order of inputs. */
static void test_a_stream_tells_of_all_as_a_run_does(void **state) {
    (void)state;
    typedef stemma_status put(stemma *, stemma_sink *, void *);
    static put *const puts[] = {stemma_put_copies, stemma_put_groups, stemma_put_cuts,
                                stemma_put_stories};
    for (unsigned lines = STEMMA_LINES_COPIES; lines <= STEMMA_LINES_STORIES; lines++) {
        stm_buf whole;
        stm_buf_init(&whole, 0);
        stemma *run = stemma_new(NULL);
        for (size_t i = sizeof inputs / sizeof *inputs; i-- > 0;)
            stemma_add(run, inputs[i][0], inputs[i][1], strlen(inputs[i][1]));
        puts[lines - STEMMA_LINES_COPIES](run, keep, &whole);
        for (unsigned jobs = 1; jobs <= 3; jobs++) {
            pulling p = {.piece = 1 + jobs * 7};
            stm_buf out = streamed(&p, (stemma_lines)lines, jobs, 0);
            assert_true(out.len || lines == STEMMA_LINES_COPIES);
            assert_true(stm_slice_is(stm_buf_get(&out), stm_buf_get(&whole)));
            stm_buf_release(&out);
        }
        stemma_free(run);
        stm_buf_release(&whole);
    }
}

static void test_a_stream_stops_behind_a_report(void **state) {
    (void)state;
    for (uint64_t stop = 1; stop < 400; stop += 13) {
        pulling p = {.piece = 5, .stop = stop};
        stm_buf out = streamed(&p, STEMMA_LINES_TEXT, 2, 0);
        size_t lines = 0;
        for (size_t i = 0; i < out.len; i++) lines += out.data[i] == '\n';
        assert_true(!out.len || out.data[out.len - 1] == '\n');
        assert_int_equal(lines, p.reports);
        stm_buf_release(&out);
    }
}

static void test_what_is_told_of_all_is_of_all_or_of_none(void **state) {
    (void)state;
    for (uint64_t stop = 1; stop < 400; stop += 57) {
        for (unsigned lines = STEMMA_LINES_COPIES; lines <= STEMMA_LINES_STORIES; lines++) {
            pulling p = {.piece = 5, .stop = stop};
            stm_buf out = streamed(&p, (stemma_lines)lines, 2, 0);
            assert_int_equal(out.len, 0);
            stm_buf_release(&out);
        }
    }
}

static int refuse(void *context, const char *bytes, size_t len) {
    (void)bytes;
    (void)len;
    ++*(int *)context;
    return 1;
}

static void test_a_stream_refused(void **state) {
    (void)state;
    int asked = 0;
    pulling p = {.piece = 5};
    const stemma_stream_options stream = {STEMMA_LINES_TEXT, 0, next_input, NULL, &p, 0};
    assert_int_equal(stemma_stream(NULL, &stream, refuse, &asked), STEMMA_IO);
    assert_int_equal(asked, 1);
    const stemma_options undated = {.published = "yesterday"};
    assert_int_equal(stemma_stream(&undated, &stream, refuse, &asked), STEMMA_USAGE);
}

static void watch(stemma_watch *w, const char *id, const char *text, stm_buf *out) {
    out->len = 0;
    assert_int_equal(stemma_watch_add(w, id, text, strlen(text), keep, out), STEMMA_OK);
    stm_buf_put_byte(out, 0);
}

static void test_a_watch_tells_of_each_report(void **state) {
    (void)state;
    static const char ferry[] =
        "The ferry Morwen ran aground off Kell on Monday with ninety people aboard.\n\nThe crew "
        "said "
        "14 people were taken from the ferry by lifeboat while the tide was still rising.\n";
    static const char edited[] =
        "The ferry Morwen ran aground off Kell on Monday with ninety people aboard.\n\nThe crew "
        "said "
        "14 people were taken from the ferry by lifeboat while the tide was rising.\n";
    static const char other[] = "A bakery in Upper Quarrow won the prize for the best rye bread.\n";
    stm_buf out;
    stm_buf_init(&out, 0);
    stemma_watch *w = stemma_watch_new(&(stemma_options){.published = "2031-03-04"});
    watch(w, "a", ferry, &out);
    assert_string_equal(out.data, "{\"report\":\"a\",\"copies\":[],\"story\":\"a\"}\n");
    watch(w, "b", other, &out);
    assert_string_equal(out.data, "{\"report\":\"b\",\"copies\":[],\"story\":\"b\"}\n");
    watch(w, "c", edited, &out);
    assert_non_null(
        strstr(out.data, "{\"report\":\"c\",\"copies\":[{\"report\":\"a\",\"similarity\":0.9}"));
    assert_non_null(strstr(out.data, "\"story\":\"a\"}\n"));
    watch(w, "d", ferry, &out);
    assert_string_equal(out.data,
                        "{\"report\":\"d\",\"copies\":[{\"report\":\"a\",\"similarity\":1}],"
                        "\"story\":\"a\"}\n");
    watch(w, "a", other, &out); /* its id is taken */
    assert_string_equal(out.data, "");
    assert_int_equal(stemma_watch_add(w, NULL, ferry, 1, keep, &out), STEMMA_USAGE);
    stemma_watch_free(w);
    stemma_watch_free(NULL);
    assert_null(stemma_watch_new(&(stemma_options){.published = "yesterday"}));
    stm_buf_release(&out);
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
        cmocka_unit_test(test_a_stream_writes_what_a_run_does),
        cmocka_unit_test(test_a_stream_tells_of_all_as_a_run_does),
        cmocka_unit_test(test_a_stream_stops_behind_a_report),
        cmocka_unit_test(test_what_is_told_of_all_is_of_all_or_of_none),
        cmocka_unit_test(test_a_stream_refused),
        cmocka_unit_test(test_a_watch_tells_of_each_report),
        cmocka_unit_test(test_names_that_are_not_utf8),
        cmocka_unit_test(test_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
