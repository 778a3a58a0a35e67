/* meeting.c - where reports meet: the fingerprints that two of them have, among any number. */
#include "copy/meeting.h"

#include "base/bins.h"
#include "base/pool.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

enum { BINS = 256, BIN_SHIFT = 56, PART = 1024, PARTS_MOST = 1024, SORTED_SIMPLY = 256 };

/* Where a fingerprint stands. report: as it was put, and then its rank. */
typedef struct {
    uint64_t hash;
    uint32_t report, at;
} place;

typedef struct {
    uint32_t report, other, a, b;
} meeting;

typedef struct {
    uint32_t report, at;
} recurrence;

struct stm_meetings {
    stm_arena *arena;
    size_t budget;
    STM_VEC(uint32_t) totals; /* fingerprints of each report, as it was put */
    STM_VEC(uint32_t) lasts;  /* where the last of them stands */
    stm_bins *places;         /* of all fingerprints, by hash */
    stm_bins *shared;         /* of those that two reports have, the same way, sorted */
    stm_bins *met;            /* by part of the report */
    const uint64_t *outlets;
    uint32_t count;
    uint32_t *ends; /* of each report: where its last fingerprint stands */
    bool *framed;   /* of each report: what recurs in it is less than half of it */
    uint32_t crowd; /* places of a fingerprint that all meet each other, at most */
    STM_VEC(recurrence) recurring;
    uint32_t *recurring_at, *recurring_from;
};

stm_meetings *stm_meetings_new(size_t budget) {
    stm_arena *arena = stm_arena_new();
    stm_meetings *m = STM_TAKE(arena, stm_meetings, 1);
    m->arena = arena;
    m->budget = budget;
    m->places = stm_bins_new(BINS, sizeof(place), budget);
    return m;
}

void stm_meetings_free(stm_meetings *m) {
    if (!m) return;
    stm_bins_free(m->places);
    stm_bins_free(m->shared);
    stm_bins_free(m->met);
    stm_arena_free(m->arena);
}

stm_status stm_meetings_put(stm_meetings *m, const stm_fingerprint *items, size_t count,
                            stm_error *error) {
    uint32_t report = (uint32_t)m->totals.len;
    for (size_t i = 0; i < count; i++) {
        place one = {items[i].hash, report, items[i].at};
        if (stm_bins_put(m->places, (uint32_t)(one.hash >> BIN_SHIFT), &one, error) != STM_OK)
            return STM_IO;
    }
    stm_vec_put(m->arena, &m->totals, (uint32_t)count);
    stm_vec_put(m->arena, &m->lasts, count ? items[count - 1].at : 0);
    return STM_OK;
}

/* --- sorting a bin --- */

static int place_order(const void *left, const void *right) {
    const place *x = left, *y = right;
    if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
    if (x->report != y->report) return x->report < y->report ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

/* By 32 bits of the hash, eight a pass, and then by all within those few that are alike in them. */
static void sort_places(place *items, place *spare, size_t count) {
    enum { LOW = BIN_SHIFT - 32 };
    if (count <= SORTED_SIMPLY) {
        if (count) qsort(items, count, sizeof *items, place_order);
        return;
    }
    for (int shift = LOW; shift < BIN_SHIFT; shift += 8) {
        size_t starts[257] = {0};
        for (size_t i = 0; i < count; i++) starts[(items[i].hash >> shift & 0xFF) + 1]++;
        for (int i = 0; i < 256; i++) starts[i + 1] += starts[i];
        for (size_t i = 0; i < count; i++)
            spare[starts[items[i].hash >> shift & 0xFF]++] = items[i];
        place *swap = items;
        items = spare;
        spare = swap;
    }
    for (size_t i = 0, end; i < count; i = end) {
        bool sorted = true;
        for (end = i + 1; end < count && items[end].hash >> LOW == items[i].hash >> LOW; end++)
            sorted &= place_order(&items[end - 1], &items[end]) < 0;
        if (!sorted) qsort(items + i, end - i, sizeof *items, place_order);
    }
}

static size_t group_end(const place *items, size_t count, size_t first) {
    size_t end = first + 1;
    while (end < count && items[end].hash == items[first].hash) end++;
    return end;
}

/* Drops what stands in one report alone, and what one report repeats too often. */
static size_t keep_shared(place *items, size_t count) {
    size_t kept = 0;
    for (size_t i = 0, end; i < count; i = end) {
        end = group_end(items, count, i);
        if (items[i].report == items[end - 1].report) continue;
        uint32_t repeats = 0;
        for (size_t k = i; k < end; k++) {
            repeats = k > i && items[k].report == items[k - 1].report ? repeats + 1 : 0;
            if (repeats < STM_MEETING_REPEATS) items[kept++] = items[k];
        }
    }
    return kept;
}

/* The same report again: its first place speaks for it. */
static bool is_again(const place *items, size_t i) {
    return i && items[i].report == items[i - 1].report;
}

/* What most of the reports of a group have in common, if anything, by the vote of Boyer and Moore,
 * "MJRTY" (1981); shared: by how many. */
static uint64_t leader_of(const stm_meetings *m, const place *items, size_t count,
                          uint64_t (*of)(const stm_meetings *, const place *), uint32_t *shared) {
    uint64_t leader = 0;
    size_t lead = 0;
    *shared = 0;
    for (size_t i = 0; i < count; i++) {
        if (is_again(items, i)) continue;
        if (!lead) leader = of(m, &items[i]);
        lead = of(m, &items[i]) == leader ? lead + 1 : lead - 1;
    }
    for (size_t i = 0; i < count; i++) *shared += !is_again(items, i) && of(m, &items[i]) == leader;
    return leader;
}

static uint64_t outlet_of(const stm_meetings *m, const place *p) {
    return m->outlets[p->report];
}

static uint64_t words_before(const stm_meetings *m, const place *p) {
    (void)m;
    return p->at;
}

static uint64_t words_behind(const stm_meetings *m, const place *p) {
    return m->ends[p->report] - p->at;
}

/* Whether a fingerprint recurs, and whose it then is; outlet 0: of one that no report names. */
typedef struct {
    bool recurs;
    uint64_t outlet;
} recurring;

/* Where the outlet is not known, what it puts above or below its reports is known by its place. */
static recurring recurs(const stm_meetings *m, const place *items, size_t count) {
    uint32_t reports = 0, own, alike;
    if (count < STM_MEETING_RECURS) return (recurring){false, 0};
    for (size_t i = 0; i < count; i++) reports += !is_again(items, i);
    uint64_t outlet = leader_of(m, items, count, outlet_of, &own);
    if (reports < STM_MEETING_RECURS || 4 * own < 3 * reports) return (recurring){false, 0};
    if (outlet) return (recurring){true, outlet};
    leader_of(m, items, count, words_behind, &alike);
    if (4 * alike < 3 * reports) leader_of(m, items, count, words_before, &alike);
    return (recurring){4 * alike >= 3 * reports, 0};
}

typedef struct {
    stm_meetings *m;
    const uint32_t *ranks;
    _Atomic uint32_t *recurring; /* of each rank: fingerprints */
    pthread_mutex_t lock;        /* of the two below */
    stm_error error;
    stm_status status;
} sharing;

static void keep_bin(sharing *s, uint32_t bin, const place *items, size_t count) {
    pthread_mutex_lock(&s->lock);
    for (size_t i = 0; i < count && s->status == STM_OK; i++)
        s->status = stm_bins_put(s->m->shared, bin, &items[i], &s->error);
    pthread_mutex_unlock(&s->lock);
}

static void share_bin(void *context, size_t bin, unsigned thread) {
    (void)thread;
    sharing *s = context;
    size_t all = stm_bins_len(s->m->places, (uint32_t)bin), count = 0;
    stm_arena *arena = stm_arena_new();
    place *items = STM_TAKE(arena, place, all);
    stm_error error;
    if (stm_bins_get(s->m->places, (uint32_t)bin, items, &error) != STM_OK) {
        pthread_mutex_lock(&s->lock);
        s->error = error;
        s->status = STM_IO;
        pthread_mutex_unlock(&s->lock);
        all = 0;
    }
    for (size_t i = 0; i < all; i++) {
        uint32_t rank = s->ranks[items[i].report];
        if (rank != UINT32_MAX) items[count++] = (place){items[i].hash, rank, items[i].at};
    }
    sort_places(items, STM_TAKE(arena, place, count), count);
    count = keep_shared(items, count);
    for (size_t i = 0, end; i < count; i = end) {
        end = group_end(items, count, i);
        recurring of = recurs(s->m, items + i, end - i);
        for (size_t k = i; of.recurs && k < end; k++)
            if (outlet_of(s->m, &items[k]) == of.outlet)
                atomic_fetch_add_explicit(&s->recurring[items[k].report], 1, memory_order_relaxed);
    }
    keep_bin(s, (uint32_t)bin, items, count);
    stm_arena_free(arena);
}

/* --- meeting --- */

/* A fingerprint's places. framed: where it is what the outlet `of` puts beside its reports. */
typedef struct {
    place *items;
    size_t count;
    recurring of;
    bool framed;
} group;

static bool is_own(const stm_meetings *m, const group *g, const place *p) {
    return outlet_of(m, p) == g->of.outlet;
}

/* What is less than half of most reports that have it may all the same be more of a short one. */
static group group_of(const stm_meetings *m, place *items, size_t count) {
    group g = {items, count, recurs(m, items, count), false};
    uint32_t own = 0, framed = 0;
    for (size_t i = 0; g.of.recurs && i < count; i++) {
        if (is_again(items, i) || !is_own(m, &g, &items[i])) continue;
        own++;
        framed += m->framed[items[i].report];
    }
    g.framed = 2 * framed > own;
    return g;
}

/* The places that a fingerprint makes meet: those that it does not frame. */
static void leave_framed(const stm_meetings *m, group *g) {
    size_t kept = 0;
    for (size_t i = 0; g->framed && i < g->count; i++)
        if (!is_own(m, g, &g->items[i])) g->items[kept++] = g->items[i];
    if (g->framed) g->count = kept;
}

/* Calls visit for every group of shared places. */
typedef stm_status visit(stm_meetings *m, void *context, group *g, stm_error *error);

static stm_status each_group(stm_meetings *m, visit *call, void *context, stm_error *error) {
    stm_status status = STM_OK;
    for (uint32_t bin = 0; bin < BINS && status == STM_OK; bin++) {
        size_t count = stm_bins_len(m->shared, bin);
        stm_arena *arena = stm_arena_new();
        place *items = STM_TAKE(arena, place, count);
        status = stm_bins_get(m->shared, bin, items, error);
        for (size_t i = 0, end; status == STM_OK && i < count; i = end) {
            end = group_end(items, count, i);
            group g = group_of(m, items + i, end - i);
            status = call(m, context, &g, error);
        }
        stm_arena_free(arena);
    }
    return status;
}

typedef struct {
    uint64_t crowds[STM_MEETING_CROWD + 1], meetings, places;
} weighing;

static stm_status weigh(stm_meetings *m, void *context, group *g, stm_error *error) {
    (void)error;
    weighing *w = context;
    w->places += g->count;
    leave_framed(m, g);
    uint64_t places = g->count;
    if (places > STM_MEETING_CROWD) {
        w->meetings += places * STM_MEETING_NEXT;
    } else if (places) {
        w->meetings += places * (places - 1) / 2;
        w->crowds[places]++;
    }
    return STM_OK;
}

/* Crowds are cut from the largest on until what is left to meet is within bounds. */
static stm_status choose_crowd(stm_meetings *m, stm_error *error) {
    weighing w = {.places = 0};
    stm_status status = each_group(m, weigh, &w, error);
    uint64_t most = w.places * STM_MEETING_MEAN;
    if (most < STM_MEETING_FREE) most = STM_MEETING_FREE;
    uint64_t crowd = STM_MEETING_CROWD;
    for (; crowd > 2 * STM_MEETING_NEXT && w.meetings > most; crowd--)
        w.meetings -= w.crowds[crowd] * (crowd * (crowd - 1) / 2 - crowd * STM_MEETING_NEXT);
    m->crowd = (uint32_t)crowd;
    return status;
}

static uint32_t part_of(const stm_meetings *m, uint32_t report) {
    return (uint32_t)((uint64_t)report * stm_bins_count(m->met) / m->count);
}

/* Each place meets those behind it, a few of them where there are more than the crowd. */
static stm_status meet(stm_meetings *m, void *context, group *g, stm_error *error) {
    (void)context;
    const place *items = g->items;
    for (size_t i = 0; g->framed && i < g->count; i++)
        if (is_own(m, g, &items[i]))
            stm_vec_put(m->arena, &m->recurring, (recurrence){items[i].report, items[i].at});
    leave_framed(m, g);
    for (size_t i = 0; i < g->count; i++) {
        bool all = g->count <= m->crowd || g->count - i <= STM_MEETING_NEXT;
        size_t end = all ? g->count : i + STM_MEETING_NEXT;
        for (size_t k = i + 1; k < end; k++) {
            if (items[k].report == items[i].report) continue;
            meeting one = {items[i].report, items[k].report, items[i].at, items[k].at};
            if (stm_bins_put(m->met, part_of(m, one.report), &one, error) != STM_OK) return STM_IO;
        }
    }
    return STM_OK;
}

/* By report. */
static void list_recurring(stm_meetings *m) {
    uint32_t *from = m->recurring_from = STM_TAKE(m->arena, uint32_t, (size_t)m->count + 2);
    m->recurring_at = STM_TAKE(m->arena, uint32_t, m->recurring.len);
    for (size_t i = 0; i < m->recurring.len; i++) from[m->recurring.items[i].report + 2]++;
    for (uint32_t r = 0; r < m->count; r++) from[r + 2] += from[r + 1];
    for (size_t i = 0; i < m->recurring.len; i++)
        m->recurring_at[from[m->recurring.items[i].report + 1]++] = m->recurring.items[i].at;
    stm_arena_drop(m->arena, m->recurring.items, m->recurring.cap * sizeof *m->recurring.items);
}

stm_status stm_meetings_find(stm_meetings *m, const uint32_t *ranks, const uint64_t *outlets,
                             uint32_t count, unsigned jobs, stm_error *error) {
    uint32_t parts = count / PART + 1;
    m->count = count;
    m->outlets = outlets;
    m->shared = stm_bins_new(BINS, sizeof(place), m->budget);
    m->met = stm_bins_new(parts < PARTS_MOST ? parts : PARTS_MOST, sizeof(meeting), m->budget);
    m->framed = STM_TAKE(m->arena, bool, count);
    m->ends = STM_TAKE(m->arena, uint32_t, count);
    for (size_t i = 0; i < m->lasts.len; i++)
        if (ranks[i] != UINT32_MAX) m->ends[ranks[i]] = m->lasts.items[i];
    stm_arena *scratch = stm_arena_new();
    sharing s = {.m = m, .ranks = ranks, .recurring = STM_TAKE(scratch, _Atomic uint32_t, count)};
    pthread_mutex_init(&s.lock, NULL);
    stm_pool_each(BINS, jobs, share_bin, &s);
    pthread_mutex_destroy(&s.lock);
    stm_bins_free(m->places);
    m->places = NULL;
    for (size_t i = 0; i < m->totals.len; i++)
        if (ranks[i] != UINT32_MAX)
            m->framed[ranks[i]] = 2 * (uint64_t)s.recurring[ranks[i]] < m->totals.items[i];
    stm_arena_free(scratch);
    if (s.status != STM_OK) {
        *error = s.error;
        return s.status;
    }
    if (choose_crowd(m, error) != STM_OK || each_group(m, meet, NULL, error) != STM_OK)
        return STM_IO;
    stm_bins_free(m->shared);
    m->shared = NULL;
    list_recurring(m);
    return STM_OK;
}

uint32_t stm_meetings_parts(const stm_meetings *m) {
    return stm_bins_count(m->met);
}

/* The first report whose part is this one or one behind it. */
static uint32_t part_first(const stm_meetings *m, uint32_t part) {
    uint64_t parts = stm_bins_count(m->met);
    return (uint32_t)((part * (uint64_t)m->count + parts - 1) / parts);
}

stm_status stm_meetings_part(stm_arena *arena, const stm_meetings *m, uint32_t part,
                             stm_seeds *seeds, stm_error *error) {
    size_t count = stm_bins_len(m->met, part);
    uint32_t first = part_first(m, part), last = part_first(m, part + 1);
    meeting *all = STM_TAKE(arena, meeting, count);
    if (stm_bins_get(m->met, part, all, error) != STM_OK) return STM_IO;
    size_t *from = STM_TAKE(arena, size_t, (size_t)(last - first) + 2);
    for (size_t i = 0; i < count; i++) from[all[i].report - first + 2]++;
    for (uint32_t r = 0; r < last - first; r++) from[r + 2] += from[r + 1];
    stm_seed *items = STM_TAKE(arena, stm_seed, count);
    for (size_t i = 0; i < count; i++)
        items[from[all[i].report - first + 1]++] = (stm_seed){all[i].other, all[i].a, all[i].b};
    stm_arena_drop(arena, all, count * sizeof *all);
    *seeds = (stm_seeds){items, from, first, last};
    return STM_OK;
}

static int seed_order(const void *left, const void *right) {
    const stm_seed *x = left, *y = right;
    if (x->other != y->other) return x->other < y->other ? -1 : 1;
    int64_t dx = (int64_t)x->b - x->a, dy = (int64_t)y->b - y->a;
    if (dx != dy) return dx < dy ? -1 : 1;
    return (x->a > y->a) - (x->a < y->a);
}

void stm_seeds_sort(stm_seed *seeds, size_t count) {
    if (count) qsort(seeds, count, sizeof *seeds, seed_order);
}

const uint32_t *stm_meetings_recurring(const stm_meetings *m, uint32_t report, uint32_t *count) {
    *count = m->recurring_from[report + 1] - m->recurring_from[report];
    return m->recurring_at + m->recurring_from[report];
}
