/* each.c - what each report gives by itself, written for all reports of a run. */
#include "api/each.h"

#include "api/flow.h"
#include "report/lines.h"

static void put_plain(const stm_report *report, stm_buf *out) {
    stm_buf_put(out, report->text);
    if (!report->text.len || report->text.data[report->text.len - 1] != '\n')
        stm_buf_put_byte(out, '\n');
    stm_buf_put_byte(out, '\n');
}

static void put_quotes(stm_arena *arena, const stm_report *report, stm_buf *out) {
    stm_account account = {0};
    stm_run_account(arena, report, &account);
    const stm_names *names = stm_names_find(arena, &account.doc, 1);
    account.quotes = stm_quotes_find(arena, account.doc, account.marks, names, 0);
    stm_lines_put_quotes(out, report, names, account.quotes);
}

static void put_dates(stm_arena *arena, const stm_report *report, stm_buf *out) {
    const stm_document *doc = stm_document_new(arena, report);
    stm_lines_put_dates(out, report, stm_timexes_find(arena, doc));
}

static void put_lines(stemma_lines lines, stm_arena *arena, const stm_report *report,
                      stm_buf *out) {
    switch (lines) {
    case STEMMA_LINES_PLAIN:
        put_plain(report, out);
        break;
    case STEMMA_LINES_QUOTES:
        put_quotes(arena, report, out);
        break;
    case STEMMA_LINES_DATES:
        put_dates(arena, report, out);
        break;
    default:
        stm_lines_put_report(out, report);
    }
}

typedef struct {
    stemma_lines lines;
    stemma_sink *sink;
    void *context;
} writing;

static void put(void *context, stm_arena *arena, const stm_report *report, stm_buf *out) {
    const writing *w = context;
    put_lines(w->lines, arena, report, out);
}

static stemma_status pour(void *context, const stm_buf *out) {
    const writing *w = context;
    return stm_run_pour(out, w->sink, w->context);
}

static const stm_flow_work reading = {put, pour, NULL, .searches = false};
static const stm_flow_work searching = {put, pour, NULL, .searches = true};

static const stm_flow_work *work_of(stemma_lines lines) {
    bool searches = lines == STEMMA_LINES_QUOTES || lines == STEMMA_LINES_DATES;
    return searches ? &searching : &reading;
}

stemma_status stm_each_stream(stemma *run, const stemma_stream_options *stream, stemma_sink *sink,
                              void *context) {
    writing w = {stream->lines, sink, context};
    return stm_flow_run(run, stream, work_of(stream->lines), &w);
}

static stemma_status put_all(stemma *run, stemma_lines lines, stemma_sink *sink, void *context) {
    size_t count = stemma_read(run);
    writing w = {lines, sink, context};
    return stm_flow_held(run, (const stm_report *const *)run->reports.items, count, work_of(lines),
                         &w);
}

stemma_status stemma_put_text(stemma *run, stemma_sink *sink, void *context) {
    return put_all(run, STEMMA_LINES_TEXT, sink, context);
}

stemma_status stemma_put_plain(stemma *run, stemma_sink *sink, void *context) {
    return put_all(run, STEMMA_LINES_PLAIN, sink, context);
}

stemma_status stemma_put_quotes(stemma *run, stemma_sink *sink, void *context) {
    return put_all(run, STEMMA_LINES_QUOTES, sink, context);
}

stemma_status stemma_put_dates(stemma *run, stemma_sink *sink, void *context) {
    return put_all(run, STEMMA_LINES_DATES, sink, context);
}
