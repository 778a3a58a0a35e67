/* put.c - results written to a sink. */
#include "api/run.h"

#include "report/brief.h"
#include "report/lines.h"
#include "report/page.h"
#include "report/result.h"

typedef void put_report(stm_arena *arena, const stm_report *report, stm_buf *out);

static stemma_status pour(stm_buf *buf, stemma_sink *sink, void *context) {
    stm_slice bytes = stm_buf_get(buf);
    int refused = bytes.len ? sink(context, bytes.data, bytes.len) : 0;
    stm_buf_release(buf);
    return refused ? STEMMA_IO : STEMMA_OK;
}

enum { WINDOW = 1024, WINDOW_BYTES = 16 << 20 };

/* A run of reports whose output is held until its turn comes. */
typedef struct {
    stm_report *const *reports;
    put_report *put;
    stm_buf bufs[WINDOW];
} putting;

/* What is found in one report is forgotten once it is written. */
static void put_item(void *context, size_t item, stm_lane *lane) {
    (void)lane;
    putting *p = context;
    stm_arena *arena = stm_arena_new();
    stm_buf_init(&p->bufs[item], 0);
    p->put(arena, p->reports[item], &p->bufs[item]);
    stm_arena_free(arena);
}

/* How many of the reports from `first` on are done at once. */
static size_t window(const stemma *run, size_t first) {
    size_t count = 0, bytes = 0;
    while (count < WINDOW && first + count < run->reports.len && bytes < WINDOW_BYTES)
        bytes += run->reports.items[first + count++]->text.len;
    return count;
}

static stemma_status put_window(stemma *run, size_t first, size_t count, putting *p,
                                stemma_sink *sink, void *context) {
    p->reports = run->reports.items + first;
    stm_run_each(run, count, put_item, p);
    stemma_status status = STEMMA_OK;
    for (size_t i = 0; i < count; i++) {
        if (status == STEMMA_OK)
            status = pour(&p->bufs[i], sink, context);
        else
            stm_buf_release(&p->bufs[i]);
    }
    return status;
}

static stemma_status put_each(stemma *run, put_report *put, stemma_sink *sink, void *context) {
    stemma_read(run);
    putting *p = STM_TAKE(stm_run_arena(run), putting, 1);
    p->put = put;
    stemma_status status = STEMMA_OK;
    for (size_t at = 0, count; status == STEMMA_OK && (count = window(run, at)); at += count)
        status = put_window(run, at, count, p, sink, context);
    return status;
}

/* As put_each, but for reports too large to be searched: those are told. */
static stemma_status search_each(stemma *run, put_report *put, stemma_sink *sink, void *context) {
    size_t count = stemma_read(run);
    for (size_t i = 0; i < count; i++) stm_run_takes(run, run->reports.items[i]);
    return put_each(run, put, sink, context);
}

static void put_text(stm_arena *arena, const stm_report *report, stm_buf *out) {
    (void)arena;
    stm_lines_put_report(out, report);
}

static void put_plain(stm_arena *arena, const stm_report *report, stm_buf *out) {
    (void)arena;
    stm_buf_put(out, report->text);
    if (!report->text.len || report->text.data[report->text.len - 1] != '\n')
        stm_buf_put_byte(out, '\n');
    stm_buf_put_byte(out, '\n');
}

static void put_quotes(stm_arena *arena, const stm_report *report, stm_buf *out) {
    if (report->text.len > STEMMA_REPORT_MAX) return;
    stm_account account = {0};
    stm_run_account(arena, report, &account);
    const stm_names *names = stm_names_find(arena, &account.doc, 1);
    account.quotes = stm_quotes_find(arena, account.doc, account.marks, names, 0);
    stm_lines_put_quotes(out, report, names, account.quotes);
}

static void put_dates(stm_arena *arena, const stm_report *report, stm_buf *out) {
    if (report->text.len > STEMMA_REPORT_MAX) return;
    const stm_document *doc = stm_document_new(arena, report);
    stm_lines_put_dates(out, report, stm_timexes_find(arena, doc));
}

stemma_status stemma_put_text(stemma *run, stemma_sink *sink, void *context) {
    return put_each(run, put_text, sink, context);
}

stemma_status stemma_put_plain(stemma *run, stemma_sink *sink, void *context) {
    return put_each(run, put_plain, sink, context);
}

stemma_status stemma_put_quotes(stemma *run, stemma_sink *sink, void *context) {
    return search_each(run, put_quotes, sink, context);
}

stemma_status stemma_put_dates(stemma *run, stemma_sink *sink, void *context) {
    return search_each(run, put_dates, sink, context);
}

stemma_status stemma_put_copies(stemma *run, stemma_sink *sink, void *context) {
    stm_copies copies = stm_run_copies(run);
    stm_buf buf;
    stm_buf_init(&buf, 0);
    stm_lines_put_pairs(&buf, copies.docs, copies.pairs);
    return pour(&buf, sink, context);
}

stemma_status stemma_put_groups(stemma *run, stemma_sink *sink, void *context) {
    stm_copies copies = stm_run_copies(run);
    stm_groups groups =
        stm_groups_make(stm_run_arena(run), copies.docs, copies.count, copies.pairs);
    stm_buf buf;
    stm_buf_init(&buf, 0);
    stm_lines_put_groups(&buf, copies.docs, groups);
    return pour(&buf, sink, context);
}

stemma_status stemma_put_collation(stemma *run, stemma_sink *sink, void *context) {
    const stm_collation *collation = stm_run_collation(run);
    stm_buf buf;
    stm_buf_init(&buf, 0);
    stm_result_put(&buf, stm_slice_of(STEMMA_VERSION), run->story, collation);
    return pour(&buf, sink, context);
}

stemma_status stemma_put_brief(stemma *run, const stemma_brief_options *options, stemma_sink *sink,
                               void *context) {
    const stm_collation *collation = stm_run_collation(run);
    static const stemma_brief_options none;
    if (!options) options = &none;
    stm_brief_options wanted = {options->width, options->colour != 0, options->full != 0};
    stm_buf buf;
    stm_buf_init(&buf, 0);
    stm_brief_put(&buf, run->story, collation, wanted);
    return pour(&buf, sink, context);
}

stemma_status stemma_put_page(stemma *run, stemma_sink *sink, void *context) {
    const stm_collation *collation = stm_run_collation(run);
    stm_buf buf;
    stm_buf_init(&buf, 0);
    stm_page_put(&buf, stm_slice_of(STEMMA_VERSION), run->story, collation);
    return pour(&buf, sink, context);
}
