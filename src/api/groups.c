/* groups.c - groups of copies over any number of reports. */
#include "api/groups.h"

#include "api/flow.h"
#include "copy/cut.h"
#include "report/lines.h"
#include "text/scan.h"

#include <stdlib.h>

/* What is held of a report. Behind it lie its sentences, its words, its id and the name of its
 * source, and what fills up to a multiple of 8 bytes. */
typedef struct {
    stm_sketch sketch;
    stm_rank rank;
    uint64_t offset;
    uint32_t sentences, words, id, source; /* how many, or how long */
} member;

static const stm_cut_sentence *sentences_of(const member *m) {
    return (const stm_cut_sentence *)(const void *)(m + 1);
}

static const uint32_t *words_of(const member *m) {
    return (const uint32_t *)(const void *)(sentences_of(m) + m->sentences);
}

static stm_slice id_of(const member *m) {
    return (stm_slice){(const char *)(words_of(m) + m->words), m->id};
}

static stm_slice source_of(const member *m) {
    return (stm_slice){id_of(m).data + m->id, m->source};
}

static size_t size_of(const member *m) {
    size_t bytes = (size_t)(source_of(m).data + m->source - (const char *)m);
    return (bytes + 7) & ~(size_t)7;
}

typedef struct {
    stemma *run;
    stemma_sink *sink;
    void *context; /* passed to sink */
    bool cuts;
    stm_arena *arena;
    STM_VEC(const member *) members;
} gathering;

/* --- one report, on any thread --- */

static void put_member(void *context, stm_arena *arena, const stm_report *report, stm_buf *out) {
    const gathering *g = context;
    stm_arena *scratch = stm_arena_new();
    uint32_t *words = STM_TAKE(scratch, uint32_t, stm_scan_most(report->text.len));
    member m = {.rank = {stm_when_read(report->published), (uint32_t)report->text.len},
                .offset = report->offset,
                .id = (uint32_t)report->id.len,
                .source = (uint32_t)report->source.len};
    m.words = stm_group_words(report, words);
    m.sketch = stm_sketch_make(scratch, words, m.words);
    stm_cut_sentences sentences = {NULL, 0};
    if (g->cuts) sentences = stm_cut_sentences_find(scratch, stm_document_new(arena, report));
    m.sentences = sentences.count;
    size_t from = out->len;
    stm_buf_put_raw(out, &m, sizeof m);
    stm_buf_put_raw(out, sentences.items, sentences.count * sizeof *sentences.items);
    stm_buf_put_raw(out, words, m.words * sizeof *words);
    stm_buf_put(out, report->id);
    stm_buf_put(out, report->source);
    stm_buf_put_raw(out, (const char[8]){0}, -(out->len - from) & 7);
    stm_arena_free(scratch);
}

static stemma_status take_members(void *context, const stm_buf *out, size_t count) {
    gathering *g = context;
    (void)count;
    char *held = stm_arena_take(g->arena, out->len);
    if (out->len) memcpy(held, out->data, out->len);
    for (size_t at = 0; at < out->len;) {
        const member *m = (const member *)(const void *)(held + at);
        stm_vec_put(g->arena, &g->members, m);
        at += size_of(m);
    }
    return STEMMA_OK;
}

/* --- all of them --- */

static int by_id(const void *a, const void *b) {
    const member *x = *(const member *const *)a, *y = *(const member *const *)b;
    int order = stm_slice_order(id_of(x), id_of(y));
    if (!order) order = stm_slice_order(source_of(x), source_of(y));
    if (!order) order = (x->offset > y->offset) - (x->offset < y->offset);
    return order ? order
                 : (x->sketch.whole > y->sketch.whole) - (x->sketch.whole < y->sketch.whole);
}

static void sort_members(gathering *g) {
    if (!g->members.len) return;
    const member **items = g->members.items;
    qsort(items, g->members.len, sizeof *items, by_id);
    size_t kept = 1;
    for (size_t i = 1; i < g->members.len; i++) {
        if (stm_slice_is(id_of(items[i]), id_of(items[kept - 1])))
            stm_run_problem(g->run, STEMMA_BAD_INPUT, source_of(items[i]), items[i]->offset,
                            STM_RUN_SAME_ID);
        else
            items[kept++] = items[i];
    }
    g->members.len = kept;
}

static stm_groups find_groups(gathering *g, const stm_rank *ranks) {
    stm_near *near = stm_near_new(STM_NEAR_LEAST);
    for (size_t i = 0; i < g->members.len; i++) {
        const member *m = g->members.items[i];
        stm_near_add(near, words_of(m), m->words, &m->sketch);
    }
    stm_groups groups = stm_groups_make(g->arena, ranks, near);
    stm_near_free(near);
    return groups;
}

static stm_cuts find_cuts(gathering *g, const stm_rank *ranks, stm_groups groups) {
    uint32_t count = (uint32_t)g->members.len;
    stm_cut_sentences *sentences = STM_TAKE(g->arena, stm_cut_sentences, count);
    for (uint32_t i = 0; i < count; i++) {
        const member *m = g->members.items[i];
        sentences[i] = (stm_cut_sentences){sentences_of(m), m->sentences};
    }
    return stm_cuts_find(g->arena, sentences, count, ranks, groups);
}

static stemma_status pour_groups(const gathering *g, const stm_slice *ids, stm_groups groups,
                                 const stm_cuts *cuts) {
    enum { ENOUGH = 256 << 10 };
    stm_buf out;
    stm_buf_init(&out, 0);
    stemma_status status = STEMMA_OK;
    for (uint32_t i = 0; i < groups.count && status == STEMMA_OK; i++) {
        stm_lines_put_group(&out, ids, &groups.items[i], cuts);
        if (out.len < ENOUGH && i + 1 < groups.count) continue;
        status = stm_run_pour(&out, g->sink, g->context);
        stm_buf_clear(&out);
    }
    stm_buf_release(&out);
    return status;
}

static stemma_status put_groups(void *context) {
    gathering *g = context;
    sort_members(g);
    size_t count = g->members.len;
    stm_rank *ranks = STM_TAKE(g->arena, stm_rank, count);
    stm_slice *ids = STM_TAKE(g->arena, stm_slice, count);
    for (size_t i = 0; i < count; i++) {
        ranks[i] = g->members.items[i]->rank;
        ids[i] = id_of(g->members.items[i]);
    }
    stm_groups groups = find_groups(g, ranks);
    stm_cuts cuts = {NULL, NULL};
    if (g->cuts) cuts = find_cuts(g, ranks, groups);
    return pour_groups(g, ids, groups, g->cuts ? &cuts : NULL);
}

stemma_status stm_groups_stream(stemma *run, const stemma_stream_options *stream, stemma_sink *sink,
                                void *context) {
    gathering g = {run, sink, context, stream->lines == STEMMA_LINES_CUTS, stm_arena_new(), {0}};
    const stm_flow_work work = {put_member, take_members, &g, true, put_groups};
    stemma_status status = stm_flow_run(run, stream, &work);
    stm_arena_free(g.arena);
    return status;
}

static stemma_status put_held(stemma *run, bool cuts, stemma_sink *sink, void *context) {
    stm_run_sort(run);
    gathering g = {run, sink, context, cuts, stm_arena_new(), {0}};
    const stm_flow_work work = {put_member, take_members, &g, true, put_groups};
    stemma_status status =
        stm_flow_held(run, (const stm_report *const *)run->sorted.items, run->sorted.len, &work);
    stm_arena_free(g.arena);
    return status;
}

stemma_status stemma_put_groups(stemma *run, stemma_sink *sink, void *context) {
    return put_held(run, false, sink, context);
}

stemma_status stemma_put_cuts(stemma *run, stemma_sink *sink, void *context) {
    return put_held(run, true, sink, context);
}
