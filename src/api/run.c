/* run.c - a run: inputs added, read in parallel, and kept. */
#include "api/run.h"

#include "base/pool.h"
#include "base/utf8.h"
#include "read/date.h"

#include <stdlib.h>

const char *stemma_version(void) {
    return STEMMA_VERSION;
}

unsigned stemma_abi(void) {
    return STEMMA_ABI;
}

/* What stands there is a date, and a time or none behind it. A year first, for "10 January" is
 * easily meant otherwise than it is read. */
static stm_slice read_date(stm_arena *arena, stm_slice text) {
    static const char shape[] = "0000-00-00T00:00";
    if (text.len != 10 && text.len < 16) return (stm_slice){0};
    for (size_t i = 0; i < text.len && i < 16; i++) {
        bool digit = text.data[i] >= '0' && text.data[i] <= '9';
        if (shape[i] == '0' ? !digit : text.data[i] != shape[i]) return (stm_slice){0};
    }
    stm_slice iso = stm_date_iso(arena, text, (stm_slice){0});
    return iso.len < 16 && text.len >= 16 ? (stm_slice){0} : iso;
}

stemma *stemma_new(const stemma_options *options) {
    static const stemma_options none;
    if (!options) options = &none;
    stemma *run = stm_alloc(sizeof *run);
    *run = (stemma){.options = *options};
    if (run->options.jobs < 1) run->options.jobs = 1;
    if (run->options.jobs > STEMMA_JOBS_MAX) run->options.jobs = STEMMA_JOBS_MAX;
    run->lanes = stm_alloc(run->options.jobs * sizeof *run->lanes);
    for (unsigned i = 0; i < run->options.jobs; i++)
        run->lanes[i] = (stm_lane){stm_arena_new(), NULL};
    if (!options->published) return run;
    run->published = read_date(stm_run_arena(run), stm_slice_of(options->published));
    if (run->published.data) return run;
    stemma_free(run);
    return NULL;
}

void stemma_free(stemma *run) {
    if (!run) return;
    for (unsigned i = 0; i < run->options.jobs; i++) {
        stm_languages_free(run->lanes[i].languages);
        stm_arena_free(run->lanes[i].arena);
    }
    free(run->lanes);
    free(run);
}

/* Ids are UTF-8, names of files any bytes; %XX keeps two names apart. */
stm_slice stm_run_name(stm_arena *arena, stm_slice name) {
    static const char hex[] = "0123456789ABCDEF";
    if (stm_utf8_valid(name) == name.len) return stm_arena_copy(arena, name);
    stm_buf buf;
    stm_buf_init(&buf, 0);
    while (name.len) {
        size_t good = stm_utf8_valid(name);
        stm_buf_put(&buf, (stm_slice){name.data, good});
        if (good < name.len) {
            unsigned char byte = (unsigned char)name.data[good++];
            stm_buf_put(&buf, (stm_slice){(const char[]){'%', hex[byte >> 4], hex[byte & 15]}, 3});
        }
        name = (stm_slice){name.data + good, name.len - good};
    }
    stm_slice read = stm_arena_copy(arena, stm_buf_get(&buf));
    stm_buf_release(&buf);
    return read;
}

stemma_status stemma_add(stemma *run, const char *source, const char *bytes, size_t len) {
    if (run->is_read || !source || (!bytes && len)) return STEMMA_USAGE;
    stm_arena *arena = stm_run_arena(run);
    stm_source added = {stm_run_name(arena, stm_slice_of(source)), {bytes ? bytes : "", len}};
    stm_vec_put(arena, &run->sources, added);
    return STEMMA_OK;
}

size_t stemma_problem_count(const stemma *run) {
    return run->problems;
}

void stm_run_problem(stemma *run, stemma_status status, stm_slice source, uint64_t offset,
                     const char *message) {
    run->problems++;
    if (!run->options.problem) return;
    stm_arena *arena = stm_arena_new();
    stemma_problem problem = {status, stm_arena_copy(arena, source).data, offset, message};
    run->options.problem(run->options.context, &problem);
    stm_arena_free(arena);
}

stemma_status stm_run_pour(const stm_buf *buf, stemma_sink *sink, void *context) {
    stm_slice bytes = stm_buf_get(buf);
    return bytes.len && sink(context, bytes.data, bytes.len) ? STEMMA_IO : STEMMA_OK;
}

typedef struct {
    stemma *run;
    stm_run_work *work;
    void *context;
} sharing;

static void share(void *context, size_t item, unsigned thread) {
    sharing *s = context;
    s->work(s->context, item, &s->run->lanes[thread]);
}

void stm_run_each(stemma *run, size_t count, stm_run_work *work, void *context) {
    sharing s = {run, work, context};
    stm_pool_each(count, run->options.jobs, share, &s);
}

stemma_status stm_run_status(stm_status status) {
    switch (status) {
    case STM_OK:
        return STEMMA_OK;
    case STM_LIMIT:
        return STEMMA_LIMIT;
    case STM_IO:
        return STEMMA_IO;
    case STM_USAGE:
        return STEMMA_USAGE;
    default:
        return STEMMA_BAD_INPUT;
    }
}

typedef struct {
    const stemma *run;
    stm_reports *found; /* one a source */
} reading;

static void read_source(void *context, size_t item, stm_lane *lane) {
    reading *r = context;
    if (!lane->languages) lane->languages = stm_languages_new();
    stm_read_options options = {r->run->published, lane->languages, false};
    stm_read_all(lane->arena, &r->run->sources.items[item], &options, &r->found[item]);
}

size_t stemma_read(stemma *run) {
    if (run->is_read) return run->reports.len;
    run->is_read = true;
    stm_arena *arena = stm_run_arena(run);
    reading r = {run, STM_TAKE(arena, stm_reports, run->sources.len)};
    stm_run_each(run, run->sources.len, read_source, &r);
    for (size_t i = 0; i < run->sources.len; i++) {
        for (size_t k = 0; k < r.found[i].reports.len; k++)
            stm_vec_put(arena, &run->reports, r.found[i].reports.items[k]);
        for (size_t k = 0; k < r.found[i].errors.len; k++) {
            const stm_error *error = &r.found[i].errors.items[k];
            stm_run_problem(run, stm_run_status(error->status), run->sources.items[i].path,
                            error->offset, error->message);
        }
    }
    return run->reports.len;
}

/* By id, then by all that tells two reports with one id apart, so that the one that stays is the
 * same in any order of inputs. */
static int by_id(const void *a, const void *b) {
    const stm_report *x = *(stm_report *const *)a, *y = *(stm_report *const *)b;
    const stm_slice a_says[] = {x->id,  x->source, x->text,   x->published, x->updated,
                                x->url, x->title,  x->outlet, x->language},
                    b_says[] = {y->id,  y->source, y->text,   y->published, y->updated,
                                y->url, y->title,  y->outlet, y->language};
    int order = 0;
    for (size_t i = 0; !order && i < sizeof a_says / sizeof *a_says; i++)
        order = stm_slice_order(a_says[i], b_says[i]);
    return order;
}

void stm_run_sort(stemma *run) {
    stemma_read(run);
    if (run->is_sorted) return;
    run->is_sorted = true;
    stm_arena *arena = stm_run_arena(run);
    for (size_t i = 0; i < run->reports.len; i++)
        stm_vec_put(arena, &run->sorted, run->reports.items[i]);
    if (!run->sorted.len) return;
    qsort(run->sorted.items, run->sorted.len, sizeof *run->sorted.items, by_id);
    size_t kept = 1;
    for (size_t i = 1; i < run->sorted.len; i++) {
        stm_report *report = run->sorted.items[i];
        if (stm_slice_is(report->id, run->sorted.items[kept - 1]->id))
            stm_run_problem(run, STEMMA_BAD_INPUT, report->source, report->offset, STM_RUN_SAME_ID);
        else
            run->sorted.items[kept++] = report;
    }
    run->sorted.len = kept;
}

_Static_assert(STEMMA_REPORT_MAX == STM_SEARCHED_MAX && STEMMA_RECORD_MAX == STM_RECORD_MAX,
               "stemma.h and the reader state different ceilings");

bool stm_run_takes(stemma *run, const stm_report *report) {
    if (report->text.len <= STEMMA_REPORT_MAX) return true;
    stm_run_problem(run, STEMMA_LIMIT, report->source, report->offset,
                    "a report of more than 8 MiB of text; it is left out");
    return false;
}

/* One line for all that one source has: there may be a million. */
static void tell_left_out(stemma *run, size_t first, const char *what) {
    const stm_report *const *reports = (const stm_report *const *)run->sorted.items;
    for (size_t i = first, end; i < run->sorted.len; i = end) {
        for (end = i + 1; end < run->sorted.len; end++)
            if (!stm_slice_is(reports[end]->source, reports[i]->source)) break;
        stm_error why;
        stm_error_put(&why, STM_LIMIT, reports[i]->offset, "%zu report%s left out: %s", end - i,
                      end - i == 1 ? " from here is" : "s from here on are", what);
        stm_run_problem(run, STEMMA_LIMIT, reports[i]->source, why.offset, why.message);
    }
}

stm_taken stm_run_take(stemma *run, size_t most, const char *what) {
    enum { COST = 256 };
    stm_run_sort(run);
    stm_taken taken = {0};
    size_t used = 0;
    for (size_t i = 0; i < run->sorted.len; i++) {
        const stm_report *report = run->sorted.items[i];
        if (!stm_run_takes(run, report)) continue;
        used += report->text.len + COST;
        if (used > most) {
            tell_left_out(run, i, what);
            break;
        }
        stm_vec_put(stm_run_arena(run), &taken, report);
    }
    return taken;
}
