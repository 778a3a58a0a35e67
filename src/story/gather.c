/* gather.c - any number of reports gathered into stories. */
#include "story/gather.h"

#include "base/intern.h"
#include "base/portion.h"
#include "base/spill.h"
#include "copy/pack.h"
#include "story/gist.h"
#include "story/headline.h"
#include "story/stories.h"

#include <stdlib.h>

/* Where a report's gist and its pack lie, each in its spill. */
typedef struct {
    uint64_t gist, pack;
    int64_t time;
    uint32_t gist_size, pack_size;
    uint32_t length; /* bytes of text */
} place;

/* A report among all, in the order of time. */
typedef struct {
    stm_slice id;
    place at;
} entry;

/* Reports of one story: as many of `members` from `first` on. */
typedef struct {
    uint32_t first, count;
} story;

struct stm_gather {
    stm_arena *arena;
    stm_roll roll;
    STM_VEC(place) places; /* by number in the roll */
    stm_intern sources;
    stm_spill *gists, *packs;
    entry *entries; /* in the order of time */
    uint32_t count;
    stm_stories *stories;
    uint32_t *members; /* entries, story by story */
    story *found;
    uint32_t found_count;
};

stm_gather *stm_gather_new(size_t memory) {
    stm_arena *arena = stm_arena_new();
    stm_gather *g = STM_TAKE(arena, stm_gather, 1);
    size_t half = memory == SIZE_MAX ? memory : memory / 2;
    g->arena = arena;
    g->gists = stm_spill_new(half);
    g->packs = stm_spill_new(half);
    return g;
}

void stm_gather_free(stm_gather *g) {
    if (!g) return;
    stm_spill_free(g->gists);
    stm_spill_free(g->packs);
    stm_stories_free(g->stories);
    stm_arena_free(g->arena);
}

/* --- putting: the size of the pack, the gist, the pack, and what fills up to 8 bytes --- */

void stm_gather_pack(stm_arena *arena, const stm_report *report, stm_buf *out) {
    const stm_document *doc = stm_document_new(arena, report);
    size_t from = out->len;
    uint64_t size = 0;
    stm_buf_put_raw(out, &size, sizeof size);
    stm_gist_put(arena, report, out);
    size_t begin = out->len;
    stm_pack_put(arena, doc, stm_marks_find(arena, doc), out);
    size = out->len - begin;
    memcpy(out->data + from, &size, sizeof size);
    stm_buf_align(out);
}

static stm_status put_one(stm_gather *g, char **at, stm_error *error) {
    uint64_t pack;
    memcpy(&pack, *at, sizeof pack);
    char *bytes = *at + sizeof pack;
    size_t size = stm_gist_size(bytes);
    stm_gist gist = stm_gist_open(bytes);
    place to = {.time = gist.time,
                .gist_size = (uint32_t)size,
                .pack_size = (uint32_t)pack,
                .length = gist.length};
    if (stm_spill_put(g->gists, (stm_slice){bytes, size}, &to.gist, error) != STM_OK ||
        stm_spill_put(g->packs, (stm_slice){bytes + size, pack}, &to.pack, error) != STM_OK)
        return STM_IO;
    stm_roll_entry known = {stm_arena_copy(g->arena, gist.id),
                            stm_intern_put(g->arena, &g->sources, gist.source), gist.offset,
                            gist.tie, (uint32_t)g->roll.len};
    stm_vec_put(g->arena, &g->roll, known);
    stm_vec_put(g->arena, &g->places, to);
    *at = bytes + size + stm_buf_aligned(pack);
    return STM_OK;
}

stm_status stm_gather_put(stm_gather *g, stm_slice packed, stm_error *error) {
    stm_status status = STM_OK;
    for (char *at = (char *)packed.data; status == STM_OK && at < packed.data + packed.len;)
        status = put_one(g, &at, error);
    return status;
}

/* --- filing --- */

static int by_time(const void *a, const void *b) {
    const entry *x = a, *y = b;
    if (x->at.time != y->at.time) return x->at.time < y->at.time ? -1 : 1;
    return stm_slice_order(x->id, y->id);
}

static void order(stm_gather *g) {
    g->count = (uint32_t)g->roll.len;
    g->entries = STM_TAKE(g->arena, entry, g->count);
    for (uint32_t i = 0; i < g->count; i++) {
        const stm_roll_entry *of = &g->roll.items[i];
        g->entries[i] = (entry){of->id, g->places.items[of->number]};
    }
    if (g->count) qsort(g->entries, g->count, sizeof *g->entries, by_time);
}

static bool same_day(int64_t a, int64_t b) {
    enum { DAY = 86400 };
    if (a == STM_UNDATED || b == STM_UNDATED) return a == b;
    return a / DAY == b / DAY;
}

/* Opened in bytes of the arena. */
static stm_status read_gist(const stm_gather *g, stm_arena *arena, const entry *of, stm_gist *gist,
                            stm_error *error) {
    char *bytes = stm_arena_take(arena, of->at.gist_size);
    stm_status status = stm_spill_get(g->gists, of->at.gist, of->at.gist_size, bytes, error);
    if (status == STM_OK) *gist = stm_gist_open(bytes);
    return status;
}

/* Reports of one day: each is told of before the first is filed. */
static stm_status file_day(stm_gather *g, uint32_t first, uint32_t last, stm_error *error) {
    stm_status status = STM_OK;
    for (int filing = 0; filing < 2; filing++)
        for (uint32_t i = first; i < last && status == STM_OK; i++) {
            stm_arena *scratch = stm_arena_new();
            stm_gist gist;
            status = read_gist(g, scratch, &g->entries[i], &gist, error);
            if (status == STM_OK && !filing) stm_stories_expect(g->stories, gist.vector);
            if (status == STM_OK && filing) stm_stories_add(g->stories, gist.vector, gist.time);
            stm_arena_free(scratch);
        }
    return status;
}

/* Lays out the stories, by their first reports. */
static void lay_out(stm_gather *g, const uint32_t *story_of) {
    g->found = STM_TAKE(g->arena, story, g->count);
    g->members = STM_TAKE(g->arena, uint32_t, g->count);
    stm_arena *scratch = stm_arena_new();
    uint32_t *sizes = STM_TAKE(scratch, uint32_t, g->count);
    uint32_t *number = STM_TAKE(scratch, uint32_t, g->count), start = 0;
    for (uint32_t i = 0; i < g->count; i++) sizes[story_of[i]]++;
    for (uint32_t i = 0; i < g->count; i++) {
        if (story_of[i] == i) {
            number[i] = g->found_count;
            g->found[g->found_count++].first = start;
            start += sizes[i];
        }
        story *of = &g->found[number[story_of[i]]];
        g->members[of->first + of->count++] = i;
    }
    stm_arena_free(scratch);
}

stm_status stm_gather_file(stm_gather *g, stm_roll_left *left, void *context, stm_error *error) {
    stm_roll_sort(&g->roll, left, context);
    order(g);
    g->stories = stm_stories_new();
    stm_status status = STM_OK;
    for (uint32_t first = 0, next; first < g->count && status == STM_OK; first = next) {
        next = first + 1;
        while (next < g->count && same_day(g->entries[first].at.time, g->entries[next].at.time))
            next++;
        status = file_day(g, first, next, error);
    }
    if (status == STM_OK) lay_out(g, stm_stories_end(g->stories));
    return status;
}

/* --- writing --- */

typedef struct {
    const stm_gather *gather;
    const stm_gather_work *work;
} writing;

static size_t text_size(const stm_gather *g, const story *of) {
    size_t bytes = 0;
    for (uint32_t i = 0; i < of->count; i++)
        bytes += g->entries[g->members[of->first + i]].at.length;
    return bytes;
}

static size_t end_portion(void *context, size_t first) {
    enum { ENOUGH = 1 << 18, COST = 256 /* bytes */ };
    const writing *w = context;
    size_t last = first;
    for (size_t bytes = 0; last < w->gather->found_count && bytes < ENOUGH; last++)
        bytes += text_size(w->gather, &w->gather->found[last]) + COST;
    return last;
}

static stm_status count_origins(const stm_gather *g, const story *of, uint32_t *origins,
                                stm_error *error) {
    *origins = of->count == 1;
    if (of->count == 1 || text_size(g, of) > STM_GATHER_COUNTED) return STM_OK;
    stm_buf packs;
    stm_buf_init(&packs, 0);
    stm_status status = STM_OK;
    for (uint32_t i = 0; i < of->count && status == STM_OK; i++) {
        const place *at = &g->entries[g->members[of->first + i]].at;
        char *pack = stm_alloc(at->pack_size);
        status = stm_spill_get(g->packs, at->pack, at->pack_size, pack, error);
        if (status == STM_OK) stm_buf_put(&packs, (stm_slice){pack, at->pack_size});
        free(pack);
    }
    if (status == STM_OK) *origins = stm_pairs_origins(stm_buf_get(&packs));
    stm_buf_release(&packs);
    return status;
}

static void date(stm_gathering *made, stm_slice published) {
    if (!published.data) return;
    if (!made->first.data) made->first = published;
    made->last = published;
}

static stm_status make_story(const stm_gather *g, stm_arena *arena, const story *of,
                             stm_gathering *made, stm_error *error) {
    stm_slice *ids = STM_TAKE(arena, stm_slice, of->count);
    stm_gist *gists = STM_TAKE(arena, stm_gist, of->count);
    *made = (stm_gathering){.reports = ids, .count = of->count};
    for (uint32_t i = 0; i < of->count; i++) {
        const entry *report = &g->entries[g->members[of->first + i]];
        if (read_gist(g, arena, report, &gists[i], error) != STM_OK) return STM_IO;
        ids[i] = report->id;
        date(made, gists[i].published);
    }
    made->title = stm_headline_choose(stm_stories_rarity(g->stories), gists, of->count);
    return count_origins(g, of, &made->origins, error);
}

static stm_status put_portion(void *context, size_t first, size_t last, stm_buf *out,
                              stm_error *error) {
    const writing *w = context;
    stm_status status = STM_OK;
    for (size_t i = first; i < last && status == STM_OK; i++) {
        stm_arena *arena = stm_arena_new();
        stm_gathering made;
        status = make_story(w->gather, arena, &w->gather->found[i], &made, error);
        if (status == STM_OK) w->work->put(w->work->context, &made, out);
        stm_arena_free(arena);
    }
    return status;
}

static bool take_portion(void *context, const stm_buf *out) {
    const writing *w = context;
    return w->work->take(w->work->context, out);
}

stm_status stm_gather_write(const stm_gather *gather, unsigned jobs, const stm_gather_work *work,
                            stm_error *error) {
    static const stm_portions portions = {end_portion, put_portion, take_portion};
    writing w = {gather, work};
    return stm_portions_put(&portions, &w, jobs, error);
}
