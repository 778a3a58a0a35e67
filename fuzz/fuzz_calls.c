/* fuzz_calls.c - the functions of stemma.h in any order, with sinks that refuse and results that
 * are none: each gives what it gave before, or says why not. */
#include "running.h"

typedef struct {
    stm_slice rest;
    stemma *run;
    stm_buf last; /* what was put last: the next result to be verified */
    bool is_read;
} session;

static int refuse(void *context, const char *bytes, size_t len) {
    (void)bytes;
    size_t *left = context;
    if (len > *left) return 1;
    *left -= len;
    return 0;
}

static stemma_status put_brief(stemma *run, stemma_sink *sink, void *context) {
    return stemma_put_brief(run, &(stemma_brief_options){.width = 40, .colour = 1}, sink, context);
}

static void put(session *s, unsigned which, size_t room) {
    static fuzz_put *const puts[] = {stemma_put_text,      stemma_put_quotes, stemma_put_dates,
                                     stemma_put_plain,     stemma_put_copies, stemma_put_groups,
                                     stemma_put_collation, put_brief,         stemma_put_cuts,
                                     stemma_put_stories};
    fuzz_put *chosen = puts[which % (sizeof puts / sizeof *puts)];
    s->is_read = true;
    fuzz_check_put(s->run, s->run, chosen, &s->last);
    size_t left = room;
    stemma_status status = chosen(s->run, refuse, &left);
    fuzz_check(status == (s->last.len > room ? STEMMA_IO : STEMMA_OK));
}

static void add(session *s, unsigned which) {
    static const char *const sources[] = {"a", "b", "-", "", "a b/c#1", "\xC3\xA9.txt"};
    stm_slice bytes = fuzz_cut(&s->rest, FUZZ_SEPARATOR);
    const char *source = sources[which % (sizeof sources / sizeof *sources)];
    if (!s->is_read) stemma_add(s->run, source, bytes.len ? bytes.data : NULL, bytes.len);
}

static void verify(session *s, bool is_own) {
    if (!is_own) {
        stm_slice bytes = fuzz_cut(&s->rest, FUZZ_SEPARATOR);
        stm_buf_clear(&s->last);
        stm_buf_put(&s->last, bytes);
    }
    s->is_read = true;
    size_t before = stemma_problem_count(s->run);
    stemma_status status = stemma_verify(s->run, "result", s->last.data, s->last.len);
    fuzz_check(status == STEMMA_OK || stemma_problem_count(s->run) > before);
}

static bool step(session *s) {
    if (!s->rest.len) return false;
    unsigned char what = (unsigned char)*s->rest.data;
    s->rest = (stm_slice){s->rest.data + 1, s->rest.len - 1};
    unsigned how = what / 8;
    switch (what % 8) {
    case 0:
    case 1:
    case 2:
        add(s, how);
        break;
    case 3:
        verify(s, how % 2);
        break;
    case 4:
        s->is_read = true;
        fuzz_check(stemma_read(s->run) == stemma_read(s->run));
        break;
    default:
        put(s, how, (size_t)(what % 8 - 5) * 700);
    }
    return true;
}

/* The first byte chooses the options; then each begins a call. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const dates[] = {NULL, "2031-03-05", "2031-03-05T21:15:00+01:00"};
    enum { MOST_CALLS = 16 };
    if (!size) return 0;
    stemma_options options = {.jobs = *data % 4,
                              .published = dates[*data / 4 % 3],
                              .problem = *data < 128 ? fuzz_on_problem : NULL};
    session s = {.rest = {(const char *)data + 1, size - 1}, .run = stemma_new(&options)};
    fuzz_check(s.run != NULL);
    stm_buf_init(&s.last, 0);
    for (int i = 0; i < MOST_CALLS && step(&s); i++) continue;
    stm_buf_release(&s.last);
    stemma_free(s.run);
    return 0;
}
