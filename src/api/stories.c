/* stories.c - the reports of a run as stories, written to a sink. */
#include "api/run.h"

#include "report/lines.h"

typedef struct {
    stemma *run;
    const stm_report **reports;
    stm_vector *vectors;
    stm_gatherings stories;
    uint32_t *origins; /* of each story; 0: not counted */
} gathering;

static void make_vector(void *context, size_t item, stm_lane *lane) {
    gathering *g = context;
    g->vectors[item] = stm_vector_make(lane->arena, g->reports[item]);
}

/* Whether the story's reports are compared with each other, word by word. */
static bool is_counted(const stm_gathering *story) {
    size_t bytes = 0;
    for (uint32_t i = 0; i < story->count; i++) {
        bytes += story->reports[i]->text.len;
        if (story->reports[i]->text.len > STEMMA_REPORT_MAX) return false;
    }
    return bytes <= STEMMA_ORIGINS_MAX;
}

static void count_origins(void *context, size_t item, stm_lane *lane) {
    (void)lane;
    gathering *g = context;
    const stm_gathering *story = &g->stories.items[item];
    g->origins[item] = story->count == 1;
    if (story->count == 1 || !is_counted(story)) return;
    stm_arena *arena = stm_arena_new();
    const stm_document **docs = STM_TAKE(arena, const stm_document *, story->count);
    stm_marks *marks = STM_TAKE(arena, stm_marks, story->count);
    for (uint32_t i = 0; i < story->count; i++) {
        docs[i] = stm_document_new(arena, story->reports[i]);
        marks[i] = stm_marks_find(arena, docs[i]);
    }
    stm_pairs pairs = stm_pairs_find(arena, docs, marks, story->count, 1);
    g->origins[item] = stm_family_make(arena, docs, story->count, pairs).origins;
    stm_arena_free(arena);
}

stemma_status stemma_put_stories(stemma *run, stemma_sink *sink, void *context) {
    stm_run_sort(run);
    stm_arena *arena = stm_run_arena(run);
    uint32_t count = (uint32_t)run->sorted.len;
    gathering g = {.run = run, .vectors = STM_TAKE(arena, stm_vector, count)};
    g.reports = STM_TAKE(arena, const stm_report *, count);
    for (uint32_t i = 0; i < count; i++) g.reports[i] = run->sorted.items[i];
    stm_run_each(run, count, make_vector, &g);
    g.stories = stm_gather(arena, g.reports, g.vectors, count);
    g.origins = STM_TAKE(arena, uint32_t, g.stories.count);
    stm_run_each(run, g.stories.count, count_origins, &g);
    stm_buf buf;
    stm_buf_init(&buf, 0);
    for (uint32_t i = 0; i < g.stories.count; i++)
        stm_lines_put_story(&buf, &g.stories.items[i], g.origins[i]);
    stemma_status status = stm_run_pour(&buf, sink, context);
    stm_buf_release(&buf);
    return status;
}
