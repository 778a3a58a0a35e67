/* each.c - what each report gives by itself, written for all reports of a run. */
#include "api/each.h"

#include "base/pool.h"
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

bool stm_each_searches(stemma_lines lines) {
    return lines == STEMMA_LINES_QUOTES || lines == STEMMA_LINES_DATES;
}

void stm_each_put(stemma_lines lines, stm_arena *arena, const stm_report *report, stm_buf *out) {
    if (stm_each_searches(lines) && report->text.len > STEMMA_REPORT_MAX) return;
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

/* Reports [first, last) of the run, and their lines. */
typedef struct {
    size_t first, last;
    stm_buf out;
} portion;

typedef struct {
    stemma *run;
    stemma_lines lines;
    stemma_sink *sink;
    void *context;
    size_t next;
    portion *portions; /* a slot each */
    stemma_status status;
} putting;

static bool make_portion(void *context, size_t slot) {
    enum { ENOUGH = 256 << 10 };
    putting *p = context;
    portion *made = &p->portions[slot];
    *made = (portion){.first = p->next};
    for (size_t bytes = 0; p->next < p->run->reports.len && bytes < ENOUGH; p->next++)
        bytes += p->run->reports.items[p->next]->text.len + 1;
    made->last = p->next;
    stm_buf_init(&made->out, 0);
    return made->first < made->last;
}

/* What is found in a portion is forgotten once it is written. */
static void put_portion(void *context, size_t slot, unsigned thread) {
    (void)thread;
    putting *p = context;
    portion *of = &p->portions[slot];
    stm_arena *arena = stm_arena_new();
    for (size_t i = of->first; i < of->last; i++)
        stm_each_put(p->lines, arena, p->run->reports.items[i], &of->out);
    stm_arena_free(arena);
}

static bool pour_portion(void *context, size_t slot) {
    putting *p = context;
    if (p->status == STEMMA_OK)
        p->status = stm_run_pour(&p->portions[slot].out, p->sink, p->context);
    stm_buf_release(&p->portions[slot].out);
    return p->status == STEMMA_OK;
}

static stemma_status put_all(stemma *run, stemma_lines lines, stemma_sink *sink, void *context) {
    size_t count = stemma_read(run);
    for (size_t i = 0; stm_each_searches(lines) && i < count; i++)
        stm_run_takes(run, run->reports.items[i]);
    putting p = {.run = run, .lines = lines, .sink = sink, .context = context};
    p.portions = STM_TAKE(stm_run_arena(run), portion, stm_pool_slots(run->options.jobs));
    static const stm_pool_line line = {make_portion, put_portion, pour_portion};
    stm_pool_run(&line, &p, run->options.jobs);
    return p.status;
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
