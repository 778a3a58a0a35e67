/* gather.c - all reports of a run gathered into stories. */
#include "story/gather.h"

#include "copy/when.h"
#include "story/headline.h"
#include "story/stories.h"

#include <stdlib.h>

/* A report, and when it was published. */
typedef struct {
    const stm_report *report;
    const stm_vector *vector;
    int64_t time;
} dated;

static int by_time(const void *a, const void *b) {
    const dated *x = a, *y = b;
    if (x->time != y->time) return x->time < y->time ? -1 : 1;
    return stm_slice_order(x->report->id, y->report->id);
}

int64_t stm_gather_time(const stm_report *report) {
    stm_when when = stm_when_read(report->published);
    return when.precision == STM_WHEN_ABSENT ? STM_UNDATED : when.first;
}

static dated *in_order(stm_arena *arena, const stm_report *const *reports,
                       const stm_vector *vectors, uint32_t count) {
    dated *order = STM_TAKE(arena, dated, count);
    for (uint32_t i = 0; i < count; i++)
        order[i] = (dated){reports[i], &vectors[i], stm_gather_time(reports[i])};
    if (count) qsort(order, count, sizeof *order, by_time);
    return order;
}

static bool same_day(int64_t a, int64_t b) {
    enum { DAY = 86400 };
    if (a == STM_UNDATED || b == STM_UNDATED) return a == b;
    return a / DAY == b / DAY;
}

static void file(stm_stories *stories, const dated *order, uint32_t count) {
    for (uint32_t first = 0, next; first < count; first = next) {
        for (next = first; next < count && same_day(order[first].time, order[next].time); next++)
            stm_stories_expect(stories, *order[next].vector);
        for (uint32_t i = first; i < next; i++)
            stm_stories_add(stories, *order[i].vector, order[i].time);
    }
}

static void date(stm_gathering *story) {
    for (uint32_t i = 0; i < story->count; i++) {
        stm_slice published = story->reports[i]->published;
        if (stm_when_read(published).precision == STM_WHEN_ABSENT) continue;
        if (!story->first.data) story->first = published;
        story->last = published;
    }
}

typedef struct {
    const dated *order;
    const uint32_t *story_of;
    uint32_t count;
    const stm_vector **vectors; /* of each story's reports, one story behind the other */
    const stm_report **reports;
} grouping;

/* Counts the reports of each story, and gives it its place. */
static stm_gatherings make_stories(stm_arena *arena, grouping *g, uint32_t *place) {
    stm_gatherings made = {STM_TAKE(arena, stm_gathering, g->count), 0};
    uint32_t *sizes = STM_TAKE(arena, uint32_t, g->count);
    for (uint32_t i = 0; i < g->count; i++) sizes[g->story_of[i]]++;
    uint32_t start = 0;
    for (uint32_t i = 0; i < g->count; i++) {
        if (g->story_of[i] != i) continue;
        place[i] = made.count;
        made.items[made.count++].reports = g->reports + start;
        start += sizes[i];
    }
    return made;
}

static stm_gatherings group(stm_arena *arena, grouping *g, stm_rarity *rarity) {
    uint32_t *place = STM_TAKE(arena, uint32_t, g->count);
    stm_gatherings made = make_stories(arena, g, place);
    for (uint32_t i = 0; i < g->count; i++) {
        stm_gathering *story = &made.items[place[g->story_of[i]]];
        g->vectors[story->reports - g->reports + story->count] = g->order[i].vector;
        story->reports[story->count++] = g->order[i].report;
    }
    for (uint32_t i = 0; i < made.count; i++) {
        stm_gathering *story = &made.items[i];
        const stm_vector *const *vectors = g->vectors + (story->reports - g->reports);
        story->title = stm_headline_choose(rarity, story->reports, vectors, story->count);
        date(story);
    }
    return made;
}

stm_gatherings stm_gather(stm_arena *arena, const stm_report *const *reports,
                          const stm_vector *vectors, uint32_t count) {
    stm_stories *stories = stm_stories_new();
    grouping g = {.order = in_order(arena, reports, vectors, count), .count = count};
    file(stories, g.order, count);
    g.story_of = stm_stories_end(stories);
    g.vectors = STM_TAKE(arena, const stm_vector *, count);
    g.reports = STM_TAKE(arena, const stm_report *, count);
    stm_gatherings made = group(arena, &g, stm_stories_rarity(stories));
    stm_stories_free(stories);
    return made;
}
