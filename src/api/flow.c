/* flow.c - reports that flow by: taken from inputs, read and worked on in batches. */
#include "api/flow.h"

#include "base/pool.h"
#include "base/portion.h"

enum { ENOUGH = 256 << 10 /* bytes that are worked on together */ };

/* One record of an input, or what went wrong in taking it; and what came of it. */
typedef struct {
    stm_record record;
    stm_error error; /* record is empty where this is one */
    size_t left_out; /* reports at its beginning that are skipped */
    stm_reports found;
} entry;

/* Records that are read together; all memory is the arena's. */
typedef struct {
    stm_arena *arena;
    STM_VEC(entry) entries;
    stm_buf out;
    size_t reports; /* that were read, those too large to be put among them */
} batch;

typedef struct {
    stemma *run;
    const stemma_stream_options *stream;
    const stm_flow_work *work;
    void *context; /* passed to work */
    stemma_input input;
    stm_stream *bytes; /* of the input; NULL between two of them */
    stm_reader *reader;
    stm_arena *name;  /* of the input */
    uint64_t skip;    /* reports that are still to be left out */
    uint64_t reports; /* taken or left out */
    uint64_t pulled;  /* bytes of inputs that are done with */
    bool stopped;
    batch *batches; /* a slot each */
    stemma_status status;
} flow;

static void close_input(flow *f) {
    if (f->bytes) f->pulled += stm_stream_packed_at(f->bytes);
    stm_reader_free(f->reader);
    stm_stream_free(f->bytes);
    stm_arena_free(f->name);
    f->reader = NULL;
    f->bytes = NULL;
    f->name = NULL;
}

static bool open_input(flow *f) {
    if (!f->stream->next(f->stream->context, &f->input)) return false;
    f->name = stm_arena_new();
    f->bytes = stm_stream_new(f->input.pull, f->input.context);
    f->reader = stm_reader_new(stm_run_name(f->name, stm_slice_of(f->input.source)), f->bytes);
    return true;
}

static stm_flow_extent extent_of(const flow *f) {
    uint64_t open = f->bytes ? stm_stream_packed_at(f->bytes) : 0;
    return (stm_flow_extent){f->reports, f->pulled + open};
}

static void tell_progress(flow *f) {
    stm_flow_extent extent = extent_of(f);
    if (f->stream->progress &&
        f->stream->progress(f->stream->context, extent.reports, extent.bytes))
        f->stopped = true;
}

/* The next record or error, of this input or those behind it; false at the end of all. A record
 * that was being taken when the stream was stopped may be cut off, and is none. */
static bool take(flow *f, entry *e) {
    while (!f->stopped) {
        if (!f->reader && !open_input(f)) {
            tell_progress(f);
            return false;
        }
        stm_status status = stm_reader_next(f->reader, &e->record, &e->error);
        tell_progress(f);
        if (f->stopped) return false;
        if (status != STM_OK || e->record.bytes.data) return true;
        close_input(f);
    }
    return false;
}

static stm_read_options read_options(const flow *f, stm_languages *languages, bool skim) {
    return (stm_read_options){f->run->published, languages, skim};
}

/* Counts the reports of a record that begins among those to be left out; false: all of it is. */
static bool skip_record(flow *f, entry *e) {
    if (e->error.status != STM_OK) return false;
    stm_arena *arena = stm_arena_new();
    stm_read_options options = read_options(f, NULL, true);
    stm_reports found = {0};
    stm_record_read(arena, &e->record, &options, &found);
    stm_arena_free(arena);
    e->left_out = found.reports.len < f->skip ? found.reports.len : (size_t)f->skip;
    f->skip -= e->left_out;
    f->reports += e->left_out;
    return e->left_out < found.reports.len;
}

static void keep(batch *b, const entry *e, const entry *last) {
    entry kept = *e;
    stm_slice *path = &kept.record.path;
    bool same = last && last->record.path.data && stm_slice_is(*path, last->record.path);
    *path = same ? last->record.path : stm_arena_copy(b->arena, *path);
    stm_record_keep(b->arena, &kept.record);
    stm_vec_put(b->arena, &b->entries, kept);
}

static bool make_batch(void *context, size_t slot) {
    enum { COST = 256 };
    flow *f = context;
    batch *b = &f->batches[slot];
    *b = (batch){.arena = stm_arena_new()};
    stm_buf_init(&b->out, 0);
    for (size_t bytes = 0; bytes < ENOUGH;) {
        entry e = {0};
        if (!take(f, &e)) break;
        if (f->skip && !skip_record(f, &e)) continue;
        keep(b, &e, b->entries.len ? &b->entries.items[b->entries.len - 1] : NULL);
        bytes += e.record.bytes.len + COST;
    }
    if (b->entries.len) return true;
    stm_arena_free(b->arena);
    return false;
}

static void put(const stm_flow_work *work, void *context, stm_arena *arena,
                const stm_report *report, stm_buf *out) {
    bool taken = !work->searches || report->text.len <= STEMMA_REPORT_MAX;
    if (taken) work->put(context, arena, report, out);
}

static void read_batch(void *context, size_t slot, unsigned thread) {
    flow *f = context;
    batch *b = &f->batches[slot];
    stm_lane *lane = &f->run->lanes[thread];
    if (!lane->languages) lane->languages = stm_languages_new();
    stm_read_options options = read_options(f, lane->languages, false);
    for (size_t i = 0; i < b->entries.len; i++) {
        entry *e = &b->entries.items[i];
        if (e->error.status != STM_OK) continue;
        stm_record_read(b->arena, &e->record, &options, &e->found);
        for (size_t k = e->left_out; k < e->found.reports.len; k++, b->reports++)
            put(f->work, f->context, b->arena, e->found.reports.items[k], &b->out);
    }
}

static void tell_problems(flow *f, const entry *e) {
    if (e->error.status != STM_OK)
        stm_run_problem(f->run, stm_run_status(e->error.status), e->record.path, e->error.offset,
                        e->error.message);
    for (size_t i = 0; i < e->found.errors.len; i++) {
        const stm_error *error = &e->found.errors.items[i];
        stm_run_problem(f->run, stm_run_status(error->status), e->record.path, error->offset,
                        error->message);
    }
    for (size_t i = e->left_out; f->work->searches && i < e->found.reports.len; i++)
        stm_run_takes(f->run, e->found.reports.items[i]);
}

static bool take_batch(void *context, size_t slot) {
    flow *f = context;
    batch *b = &f->batches[slot];
    if (f->status == STEMMA_OK) {
        for (size_t i = 0; i < b->entries.len; i++) tell_problems(f, &b->entries.items[i]);
        f->status = f->work->take(f->context, &b->out);
        f->reports += b->reports;
        tell_progress(f);
    }
    stm_buf_release(&b->out);
    stm_arena_free(b->arena);
    return f->status == STEMMA_OK;
}

stemma_status stm_flow_run(stemma *run, const stemma_stream_options *stream,
                           const stm_flow_work *work, void *context) {
    flow f = {.run = run, .stream = stream, .work = work, .context = context, .skip = stream->skip};
    f.batches = STM_TAKE(stm_run_arena(run), batch, stm_pool_slots(run->options.jobs));
    static const stm_pool_line line = {make_batch, read_batch, take_batch};
    stm_pool_run(&line, &f, run->options.jobs);
    close_input(&f);
    bool ends = f.status == STEMMA_OK && !f.stopped && work->end;
    return ends ? work->end(context, extent_of(&f)) : f.status;
}

typedef struct {
    const stm_report *const *reports;
    size_t count;
    const stm_flow_work *work;
    void *context; /* passed to work */
    stemma_status status;
} holding;

static size_t end_portion(void *context, size_t first) {
    const holding *h = context;
    size_t last = first;
    for (size_t bytes = 0; last < h->count && bytes < ENOUGH; last++)
        bytes += h->reports[last]->text.len + 1;
    return last;
}

/* What is found in a portion is forgotten once it is taken. */
static stm_status put_portion(void *context, size_t first, size_t last, stm_buf *out,
                              stm_error *error) {
    (void)error;
    const holding *h = context;
    stm_arena *arena = stm_arena_new();
    for (size_t i = first; i < last; i++) put(h->work, h->context, arena, h->reports[i], out);
    stm_arena_free(arena);
    return STM_OK;
}

static bool take_portion(void *context, const stm_buf *out) {
    holding *h = context;
    h->status = h->work->take(h->context, out);
    return h->status == STEMMA_OK;
}

stemma_status stm_flow_held(stemma *run, const stm_report *const *reports, size_t count,
                            const stm_flow_work *work, void *context) {
    for (size_t i = 0; work->searches && i < count; i++) stm_run_takes(run, reports[i]);
    holding h = {reports, count, work, context, STEMMA_OK};
    static const stm_portions portions = {end_portion, put_portion, take_portion};
    stm_portions_put(&portions, &h, run->options.jobs, NULL);
    bool ends = h.status == STEMMA_OK && work->end;
    return ends ? work->end(context, (stm_flow_extent){0}) : h.status;
}
