/* search.c - all pairs that share passages, among any number of reports. */
#include "copy/search.h"

#include "base/intern.h"
#include "base/pool.h"
#include "base/portion.h"
#include "base/spill.h"
#include "copy/passage.h"

#include <stdlib.h>

/* Where in the spill a report's stream lies. */
typedef struct {
    uint64_t at;
    uint32_t size; /* in bytes */
} place;

/* A row of pairs in the spill: records, each with its passages behind it. */
typedef struct {
    uint64_t at;
    size_t size;
} row;

typedef struct {
    stm_pair pair;
    stm_basis basis;
} record;

typedef struct {
    record *items;
    size_t len, cap;
} records;

struct stm_search {
    stm_arena *arena;
    stm_roll roll;
    STM_VEC(stm_standing) standings;
    STM_VEC(place) places;
    stm_intern names; /* of outlets, agencies and sources */
    uint32_t put;     /* reports */
    uint32_t longest; /* words of a report */
    stm_spill *streams, *pairs;
    stm_meetings *meetings;
    STM_VEC(row) rows;
    stm_provenance *provenance;
};

stm_search *stm_search_new(size_t memory) {
    stm_arena *arena = stm_arena_new();
    stm_search *s = STM_TAKE(arena, stm_search, 1);
    size_t share = memory == SIZE_MAX ? memory : memory / 8;
    s->arena = arena;
    s->streams = stm_spill_new(memory == SIZE_MAX ? memory : 4 * share);
    s->pairs = stm_spill_new(share);
    s->meetings = stm_meetings_new(share); /* holds two of its stages at a time */
    return s;
}

void stm_search_free(stm_search *s) {
    if (!s) return;
    stm_spill_free(s->streams);
    stm_spill_free(s->pairs);
    stm_meetings_free(s->meetings);
    stm_arena_free(s->arena);
}

static stm_status put_one(stm_search *s, stm_arena *scratch, stm_slice *packed, stm_error *error) {
    stm_packed one = stm_pack_take(scratch, packed);
    stm_standing standing = one.standing;
    standing.id = stm_arena_copy(s->arena, standing.id);
    standing.name = stm_intern_put(s->arena, &s->names, standing.name);
    size_t credits = standing.credits.len;
    standing.credits.items = STM_TAKE(s->arena, stm_credited, credits);
    for (size_t i = 0; i < credits; i++) {
        standing.credits.items[i] = one.standing.credits.items[i];
        standing.credits.items[i].name =
            stm_intern_put(s->arena, &s->names, one.standing.credits.items[i].name);
    }
    size_t slips = standing.slips.len;
    standing.slips.items = STM_TAKE(s->arena, stm_slip, slips);
    for (size_t i = 0; i < slips; i++) {
        standing.slips.items[i].words = stm_arena_copy(s->arena, one.standing.slips.items[i].words);
        standing.slips.items[i].right = stm_arena_copy(s->arena, one.standing.slips.items[i].right);
    }
    stm_roll_entry entry = {standing.id, stm_intern_put(s->arena, &s->names, one.source),
                            one.offset, one.tie, s->put++};
    place to = {.size = (uint32_t)one.stream.len};
    if (stm_spill_put(s->streams, one.stream, &to.at, error) != STM_OK) return STM_IO;
    if (one.words > s->longest) s->longest = one.words;
    stm_vec_put(s->arena, &s->roll, entry);
    stm_vec_put(s->arena, &s->standings, standing);
    stm_vec_put(s->arena, &s->places, to);
    return stm_meetings_put(s->meetings, one.fingerprints, one.count, error);
}

stm_status stm_search_put(stm_search *s, stm_slice packed, stm_error *error) {
    stm_arena *scratch = stm_arena_new();
    stm_status status = STM_OK;
    while (packed.len && status == STM_OK) status = put_one(s, scratch, &packed, error);
    stm_arena_free(scratch);
    return status;
}

void stm_search_sort(stm_search *s, stm_roll_left *left, void *context) {
    stm_roll_sort(&s->roll, left, context);
    size_t count = s->roll.len;
    stm_standing *standings = STM_TAKE(s->arena, stm_standing, count);
    place *places = STM_TAKE(s->arena, place, count);
    for (size_t i = 0; i < count; i++) {
        standings[i] = s->standings.items[s->roll.items[i].number];
        places[i] = s->places.items[s->roll.items[i].number];
    }
    stm_arena_drop(s->arena, s->standings.items, s->standings.cap * sizeof *standings);
    stm_arena_drop(s->arena, s->places.items, s->places.cap * sizeof *places);
    s->standings.items = standings;
    s->places.items = places;
    s->standings.len = s->standings.cap = s->places.len = s->places.cap = count;
}

const stm_standing *stm_search_standings(const stm_search *s, uint32_t *count) {
    *count = (uint32_t)s->standings.len;
    return s->standings.items;
}

/* --- finding --- */

/* A thread's own. Of the two sides of a pair, each has its stream. held lasts for the search, arena
 * for a part. */
typedef struct {
    stm_arena *held, *arena;
    stm_passage_bench *bench;
    char *bytes[2];
    stm_span *spans[2];
    stm_status status;
    stm_error error;
} lane;

typedef struct {
    stm_search *search;
    stm_seeds seeds;
    records *found; /* one a report of the part */
    lane *lanes;
} finding;

static lane make_lane(uint32_t longest) {
    lane own = {.held = stm_arena_new()};
    own.bench = stm_passage_bench_new(own.held, longest);
    for (int side = 0; side < 2; side++) {
        own.bytes[side] = stm_alloc(stm_pack_most(longest));
        own.spans[side] = stm_alloc(((size_t)longest + 1) * sizeof(stm_span));
    }
    return own;
}

static void release_lane(lane *own) {
    stm_arena_free(own->held);
    for (int side = 0; side < 2; side++) {
        free(own->bytes[side]);
        free(own->spans[side]);
    }
}

/* What recurs is not narration that tells anything. */
static void set_recurring(const stm_search *s, uint32_t report, stm_speech *stream) {
    uint32_t count;
    const uint32_t *at = stm_meetings_recurring(s->meetings, report, &count);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t w = at[i]; w < at[i] + STM_FINGERPRINT_WORDS && w < stream->len; w++) {
            uint8_t *voice = &stream->voices[w];
            if (stm_voice_plain(*voice) != STM_VOICE_NARRATION) continue;
            stream->narrated -= *voice == STM_VOICE_NARRATION;
            *voice |= STM_VOICE_RECURRING;
        }
}

static bool open_stream(const stm_search *s, lane *own, int side, uint32_t report,
                        stm_speech *stream) {
    const place *of = &s->places.items[report];
    own->status = stm_spill_get(s->streams, of->at, of->size, own->bytes[side], &own->error);
    if (own->status != STM_OK) return false;
    *stream = stm_pack_open(own->bytes[side], own->spans[side]);
    set_recurring(s, report, stream);
    return true;
}

static double share(uint32_t part, uint32_t whole) {
    return whole ? (double)part / whole : 0;
}

static stm_pair pair_of(uint32_t a, uint32_t b, const stm_speech *x, const stm_speech *y,
                        const stm_shared *shared) {
    stm_pair pair = {.a = a,
                     .b = b,
                     .slip = shared->slip,
                     .relation = STM_UNKNOWN,
                     .recurring = shared->recurring};
    pair.passages.items = shared->passages.items;
    pair.passages.len = pair.passages.cap = shared->passages.len;
    pair.overlap_a = share(shared->words_a, x->reported);
    pair.overlap_b = share(shared->words_b, y->reported);
    pair.narration_a = share(shared->narration_a, x->narrated);
    pair.narration_b = share(shared->narration_b, y->narrated);
    pair.narration =
        shared->narration_a < shared->narration_b ? shared->narration_a : shared->narration_b;
    return pair;
}

/* The reasons are worded when the pair is written. */
static void keep_pair(const finding *f, lane *own, records *found, stm_pair pair) {
    stm_arena *scratch = stm_arena_new();
    stm_basis basis = stm_relation_judge(scratch, f->search->standings.items, &pair);
    stm_arena_free(scratch);
    pair.why.items = NULL;
    pair.why.len = pair.why.cap = 0;
    stm_vec_put(own->arena, found, (record){pair, basis});
}

/* Reports that share nothing but what an outlet puts round its reports share nothing. */
static bool is_finding(const stm_shared *shared) {
    bool found = shared->passages.len && (shared->narration_a || !shared->recurring);
    for (size_t i = 0; !found && i < shared->passages.len; i++)
        found = shared->passages.items[i].kind == STM_QUOTATION;
    return found;
}

/* One report against all behind it that it meets. */
static void find_pairs(void *context, size_t item, unsigned thread) {
    finding *f = context;
    lane *own = &f->lanes[thread];
    uint32_t a = f->seeds.first + (uint32_t)item;
    stm_seed *seeds = f->seeds.seeds + f->seeds.from[item];
    size_t count = f->seeds.from[item + 1] - f->seeds.from[item];
    stm_speech x, y;
    if (!count || own->status != STM_OK || !open_stream(f->search, own, 0, a, &x)) return;
    stm_seeds_sort(seeds, count);
    for (size_t from = 0, to; from < count; from = to) {
        uint32_t b = seeds[from].other;
        for (to = from; to < count && seeds[to].other == b; to++) {
        }
        if (!open_stream(f->search, own, 1, b, &y)) return;
        stm_shared shared =
            stm_passages_find(own->arena, own->bench, &x, &y, seeds + from, to - from);
        if (is_finding(&shared)) keep_pair(f, own, &f->found[item], pair_of(a, b, &x, &y, &shared));
    }
}

static stm_status put_row(stm_search *s, stm_buf *bytes, stm_error *error) {
    row one = {.size = bytes->len};
    if (!one.size) return STM_OK;
    if (stm_spill_put(s->pairs, stm_buf_get(bytes), &one.at, error) != STM_OK) return STM_IO;
    stm_vec_put(s->arena, &s->rows, one);
    stm_buf_clear(bytes);
    return STM_OK;
}

/* Puts what was found in a part behind the rows that are there. */
static stm_status keep_found(stm_search *s, const finding *f, stm_error *error) {
    enum { ROW = 64 << 10 };
    stm_status status = STM_OK;
    stm_buf bytes;
    stm_buf_init(&bytes, 0);
    for (uint32_t i = 0; i < f->seeds.last - f->seeds.first && status == STM_OK; i++)
        for (size_t k = 0; k < f->found[i].len && status == STM_OK; k++) {
            const record *one = &f->found[i].items[k];
            const stm_pair *pair = &one->pair;
            stm_provenance_weigh(s->provenance, s->standings.items, pair);
            stm_buf_put_raw(&bytes, one, sizeof *one);
            stm_buf_put_raw(&bytes, pair->passages.items,
                            pair->passages.len * sizeof *pair->passages.items);
            if (bytes.len >= ROW) status = put_row(s, &bytes, error);
        }
    if (status == STM_OK) status = put_row(s, &bytes, error);
    stm_buf_release(&bytes);
    return status;
}

static stm_status find_part(stm_search *s, uint32_t part, unsigned jobs, lane *lanes,
                            stm_error *error) {
    stm_arena *arena = stm_arena_new();
    finding f = {.search = s, .lanes = lanes};
    stm_status status = stm_meetings_part(arena, s->meetings, part, &f.seeds, error);
    if (status == STM_OK) {
        size_t count = f.seeds.last - f.seeds.first;
        f.found = STM_TAKE(arena, records, count);
        for (unsigned i = 0; i < jobs; i++) lanes[i].arena = stm_arena_new();
        stm_pool_each(count, jobs, find_pairs, &f);
        for (unsigned i = 0; i < jobs && status == STM_OK; i++)
            if ((status = lanes[i].status) != STM_OK) *error = lanes[i].error;
        if (status == STM_OK) status = keep_found(s, &f, error);
        for (unsigned i = 0; i < jobs; i++) stm_arena_free(lanes[i].arena);
    }
    stm_arena_free(arena);
    return status;
}

static stm_status meet(stm_search *s, unsigned jobs, stm_error *error) {
    stm_arena *scratch = stm_arena_new();
    uint32_t count = (uint32_t)s->roll.len;
    uint32_t *ranks = STM_TAKE(scratch, uint32_t, s->put);
    uint64_t *outlets = STM_TAKE(scratch, uint64_t, count);
    for (uint32_t i = 0; i < s->put; i++) ranks[i] = UINT32_MAX;
    for (uint32_t i = 0; i < count; i++) {
        ranks[s->roll.items[i].number] = i;
        outlets[i] = s->standings.items[i].outlet;
    }
    stm_status status = stm_meetings_find(s->meetings, ranks, outlets, count, jobs, error);
    stm_arena_free(scratch);
    return status;
}

/* --- reading pairs back --- */

static stm_status read_row(const stm_search *s, size_t number, char **bytes, stm_error *error) {
    const row *at = &s->rows.items[number];
    *bytes = stm_alloc(at->size);
    return stm_spill_get(s->pairs, at->at, at->size, *bytes, error);
}

/* The record, with its passages, and where the next one is. */
static record *take_record(char **at) {
    record *one = (record *)(void *)*at;
    one->pair.passages.items = (stm_passage *)(void *)(*at + sizeof *one);
    *at += sizeof *one + one->pair.passages.len * sizeof *one->pair.passages.items;
    return one;
}

static stm_status each_pair(stm_search *s, void (*call)(stm_search *s, const stm_pair *pair),
                            stm_error *error) {
    stm_status status = STM_OK;
    for (size_t i = 0; i < s->rows.len && status == STM_OK; i++) {
        char *bytes;
        status = read_row(s, i, &bytes, error);
        for (char *at = bytes; status == STM_OK && at < bytes + s->rows.items[i].size;)
            call(s, &take_record(&at)->pair);
        free(bytes);
    }
    return status;
}

static void choose_source(stm_search *s, const stm_pair *pair) {
    stm_provenance_choose(s->provenance, s->standings.items, pair);
}

static void hold_spans(stm_search *s, const stm_pair *pair) {
    stm_provenance_hold(s->arena, s->provenance, pair);
}

static stm_status find_sources(stm_search *s, stm_error *error) {
    stm_status status = each_pair(s, choose_source, error);
    return status == STM_OK ? each_pair(s, hold_spans, error) : status;
}

stm_status stm_search_run(stm_search *s, unsigned jobs, stm_error *error) {
    if (jobs < 1) jobs = 1;
    uint32_t count = (uint32_t)s->roll.len;
    s->provenance = STM_TAKE(s->arena, stm_provenance, count);
    for (uint32_t i = 0; i < count; i++) s->provenance[i].source = UINT32_MAX;
    if (!count) return STM_OK;
    stm_status status = meet(s, jobs, error);
    lane *lanes = stm_alloc(jobs * sizeof *lanes);
    for (unsigned i = 0; i < jobs; i++) lanes[i] = make_lane(s->longest);
    for (uint32_t part = 0; status == STM_OK && part < stm_meetings_parts(s->meetings); part++)
        status = find_part(s, part, jobs, lanes, error);
    for (unsigned i = 0; i < jobs; i++) release_lane(&lanes[i]);
    free(lanes);
    return status == STM_OK ? find_sources(s, error) : status;
}

/* --- writing --- */

typedef struct {
    const stm_search *search;
    const stm_search_work *work;
} writing;

static size_t end_portion(void *context, size_t first) {
    const writing *w = context;
    return first < w->search->rows.len ? first + 1 : first;
}

static stm_status put_portion(void *context, size_t first, size_t last, stm_buf *out,
                              stm_error *error) {
    (void)last; /* a row is a portion */
    const writing *w = context;
    const stm_search *s = w->search;
    char *bytes;
    stm_status status = read_row(s, first, &bytes, error);
    stm_arena *arena = stm_arena_new();
    for (char *at = bytes; status == STM_OK && at < bytes + s->rows.items[first].size;) {
        record *one = take_record(&at);
        stm_relation_judge(arena, s->standings.items, &one->pair);
        stm_relation_revise(arena, s->standings.items, s->provenance, one->basis, &one->pair);
        w->work->put(w->work->context, s->standings.items, &one->pair, out);
    }
    stm_arena_free(arena);
    free(bytes);
    return status;
}

static bool take_portion(void *context, const stm_buf *out) {
    const writing *w = context;
    return w->work->take(w->work->context, out);
}

stm_status stm_search_write(const stm_search *s, unsigned jobs, const stm_search_work *work,
                            stm_error *error) {
    static const stm_portions portions = {end_portion, put_portion, take_portion};
    writing w = {s, work};
    return stm_portions_put(&portions, &w, jobs, error);
}
