/* groups.c - groups of copies over any number of reports. */
#include "api/all.h"

#include "base/spill.h"
#include "copy/cut.h"
#include "report/lines.h"
#include "text/roll.h"
#include "text/scan.h"

#include <stdlib.h>

/* What is held of a report. Behind it lie its sentences, its id and the name of its source, and
 * what fills up to a multiple of 8 bytes; then its words, which are not held, as many bytes again.
 */
typedef struct {
    stm_sketch sketch;
    stm_rank rank;
    uint64_t offset;
    uint64_t at;                           /* of its words, in the spill */
    uint32_t sentences, words, id, source; /* how many, or how long */
} member;

static const stm_cut_sentence *sentences_of(const member *m) {
    return (const stm_cut_sentence *)(const void *)(m + 1);
}

static stm_slice id_of(const member *m) {
    return (stm_slice){(const char *)(sentences_of(m) + m->sentences), m->id};
}

static stm_slice source_of(const member *m) {
    return (stm_slice){id_of(m).data + m->id, m->source};
}

static size_t size_of(const member *m) {
    return stm_buf_aligned((size_t)(source_of(m).data + m->source - (const char *)m));
}

typedef struct {
    bool cuts;
    stm_arena *arena;
    stm_spill *words;
    stm_roll roll;
    STM_VEC(const member *) members; /* as they came; sorted by id before groups are sought */
} grouping;

static void *begin(stemma_lines lines, size_t memory) {
    grouping *g = stm_alloc(sizeof *g);
    *g = (grouping){.cuts = lines == STEMMA_LINES_CUTS,
                    .arena = stm_arena_new(),
                    .words = stm_spill_new(memory)};
    return g;
}

static void end(void *work) {
    grouping *g = work;
    stm_arena_free(g->arena);
    stm_spill_free(g->words);
    free(g);
}

/* --- one report, on any thread --- */

static void put(void *work, stm_arena *arena, const stm_report *report, stm_buf *out) {
    const grouping *g = work;
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
    stm_buf_put_raw(out, &m, sizeof m);
    stm_buf_put_raw(out, sentences.items, sentences.count * sizeof *sentences.items);
    stm_buf_put(out, report->id);
    stm_buf_put(out, report->source);
    stm_buf_align(out);
    stm_buf_put_raw(out, words, m.words * sizeof *words);
    stm_buf_align(out);
    stm_arena_free(scratch);
}

static const char *take_member(grouping *g, const char *at, stm_error *error) {
    size_t size = size_of((const member *)(const void *)at);
    member *m = stm_arena_take(g->arena, size);
    memcpy(m, at, size);
    stm_slice words = {at + size, m->words * sizeof(uint32_t)};
    if (stm_spill_put(g->words, words, &m->at, error) != STM_OK) return NULL;
    stm_roll_entry entry = {id_of(m), source_of(m), m->offset, m->sketch.whole,
                            (uint32_t)g->roll.len};
    stm_vec_put(g->arena, &g->roll, entry);
    stm_vec_put(g->arena, &g->members, m);
    return words.data + stm_buf_aligned(words.len);
}

static stm_status take(void *work, stm_slice packed, stm_error *error) {
    const char *at = packed.data;
    while (at && at < packed.data + packed.len) at = take_member(work, at, error);
    return at || !packed.len ? STM_OK : STM_IO;
}

/* --- all of them --- */

static void sort(grouping *g, stm_all *all) {
    stm_roll_sort(&g->roll, stm_all_left, all);
    const member **sorted = STM_TAKE(g->arena, const member *, g->roll.len);
    for (size_t i = 0; i < g->roll.len; i++) sorted[i] = g->members.items[g->roll.items[i].number];
    g->members.items = sorted;
    g->members.len = g->members.cap = g->roll.len;
}

static stm_status find_groups(grouping *g, const stm_rank *ranks, stm_groups *groups,
                              stm_error *error) {
    stm_near *near = stm_near_new(STM_NEAR_LEAST, g->words);
    for (size_t i = 0; i < g->members.len; i++) {
        const member *m = g->members.items[i];
        stm_near_add_put(near, m->at, m->words, &m->sketch);
    }
    stm_status status = stm_near_status(near, error);
    if (status == STM_OK) *groups = stm_groups_make(g->arena, ranks, near);
    stm_near_free(near);
    return status;
}

static stm_cuts find_cuts(grouping *g, const stm_rank *ranks, stm_groups groups) {
    uint32_t count = (uint32_t)g->members.len;
    stm_cut_sentences *sentences = STM_TAKE(g->arena, stm_cut_sentences, count);
    for (uint32_t i = 0; i < count; i++) {
        const member *m = g->members.items[i];
        sentences[i] = (stm_cut_sentences){sentences_of(m), m->sentences};
    }
    return stm_cuts_find(g->arena, sentences, count, ranks, groups);
}

static void put_groups(const grouping *g, const stm_slice *ids, stm_groups groups,
                       const stm_cuts *cuts, stm_all *all) {
    enum { ENOUGH = 256 << 10 };
    stm_buf out;
    stm_buf_init(&out, 0);
    bool goes_on = true;
    for (uint32_t i = 0; i < groups.count && goes_on; i++) {
        stm_lines_put_group(&out, ids, &groups.items[i], g->cuts ? cuts : NULL);
        if (out.len < ENOUGH && i + 1 < groups.count) continue;
        goes_on = stm_all_pour(all, &out);
        stm_buf_clear(&out);
    }
    stm_buf_release(&out);
}

static stm_status write(void *work, stm_all *all, stm_error *error) {
    grouping *g = work;
    sort(g, all);
    size_t count = g->members.len;
    stm_rank *ranks = STM_TAKE(g->arena, stm_rank, count);
    stm_slice *ids = STM_TAKE(g->arena, stm_slice, count);
    for (size_t i = 0; i < count; i++) {
        ranks[i] = g->members.items[i]->rank;
        ids[i] = id_of(g->members.items[i]);
    }
    stm_groups groups;
    if (find_groups(g, ranks, &groups, error) != STM_OK) return STM_IO;
    stm_cuts cuts = {NULL, NULL};
    if (g->cuts) cuts = find_cuts(g, ranks, groups);
    put_groups(g, ids, groups, &cuts, all);
    return STM_OK;
}

const stm_all_kind stm_all_groups = {"copies", begin, end, put, take, write};

stemma_status stemma_put_groups(stemma *run, stemma_sink *sink, void *context) {
    return stm_all_held(&stm_all_groups, STEMMA_LINES_GROUPS, run, sink, context);
}

stemma_status stemma_put_cuts(stemma *run, stemma_sink *sink, void *context) {
    return stm_all_held(&stm_all_groups, STEMMA_LINES_CUTS, run, sink, context);
}
