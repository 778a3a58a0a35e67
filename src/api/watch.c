/* watch.c - each report as it comes: what it is a copy of, and which story it belongs to. */
#include "api/run.h"

#include "base/map.h"
#include "copy/group.h"
#include "report/lines.h"
#include "story/gist.h"
#include "story/stories.h"
#include "text/scan.h"

#include <stdlib.h>

struct stemma_watch {
    stemma *run; /* for its options, languages and problems; it holds no report */
    stm_near *near;
    stm_stories *stories;
    STM_VEC(stm_slice) ids; /* of the reports, by number */
    stm_map numbers;        /* by the hash of their ids */
    int64_t latest;         /* time of a report so far */
};

stemma_watch *stemma_watch_new(const stemma_options *options) {
    stemma *run = stemma_new(options);
    if (!run) return NULL;
    stemma_watch *watch = stm_alloc(sizeof *watch);
    *watch = (stemma_watch){.run = run,
                            .near = stm_near_new(STM_NEAR_LEAST, NULL),
                            .stories = stm_stories_new(),
                            .latest = STM_UNDATED};
    run->lanes[0].languages = stm_languages_new();
    return watch;
}

void stemma_watch_free(stemma_watch *watch) {
    if (!watch) return;
    stm_near_free(watch->near);
    stm_stories_free(watch->stories);
    stemma_free(watch->run);
    free(watch);
}

/* False, and told, where a report has the id already. */
static bool take_id(stemma_watch *w, const stm_report *report) {
    stm_arena *arena = stm_run_arena(w->run);
    uint32_t *number = stm_map_put(arena, &w->numbers, stm_hash(report->id));
    if (*number != STM_MAP_NONE) {
        stm_run_problem(w->run, STEMMA_BAD_INPUT, report->source, report->offset, STM_RUN_SAME_ID);
        return false;
    }
    *number = (uint32_t)w->ids.len;
    stm_vec_put(arena, &w->ids, stm_arena_copy(arena, report->id));
    return true;
}

static stm_near_matches find_copies(stemma_watch *w, stm_arena *scratch, const stm_report *report) {
    uint32_t *words = STM_TAKE(scratch, uint32_t, stm_scan_most(report->text.len));
    uint32_t count = stm_group_words(report, words);
    stm_sketch sketch = stm_sketch_make(scratch, words, count);
    uint32_t *kept = STM_TAKE(stm_run_arena(w->run), uint32_t, count);
    if (count) memcpy(kept, words, count * sizeof *words);
    return stm_near_add(w->near, kept, count, &sketch);
}

/* A report that comes late is filed at the time of those before it. */
static uint32_t find_story(stemma_watch *w, stm_arena *scratch, const stm_report *report) {
    int64_t time = stm_gist_time(report);
    if (time > w->latest) w->latest = time;
    stm_vector vector = stm_vector_make(scratch, report);
    stm_stories_expect(w->stories, vector);
    return stm_stories_add(w->stories, vector, w->latest);
}

static void watch_report(stemma_watch *w, const stm_report *report, stm_buf *out) {
    if (!stm_run_takes(w->run, report) || !take_id(w, report)) return;
    stm_arena *scratch = stm_arena_new();
    uint32_t story = find_story(w, scratch, report);
    stm_lines_put_seen(out, w->ids.items, (uint32_t)w->ids.len - 1, find_copies(w, scratch, report),
                       story);
    stm_arena_free(scratch);
}

stemma_status stemma_watch_add(stemma_watch *watch, const char *source, const char *bytes,
                               size_t len, stemma_sink *sink, void *context) {
    if (!source || (!bytes && len)) return STEMMA_USAGE;
    stm_arena *arena = stm_arena_new();
    stm_source input = {stm_run_name(arena, stm_slice_of(source)), {bytes ? bytes : "", len}};
    stm_read_options options = {watch->run->published, watch->run->lanes[0].languages, false};
    stm_reports found = {0};
    stm_read_all(arena, &input, &options, &found);
    for (size_t i = 0; i < found.errors.len; i++)
        stm_run_problem(watch->run, stm_run_status(found.errors.items[i].status), input.path,
                        found.errors.items[i].offset, found.errors.items[i].message);
    stm_buf out;
    stm_buf_init(&out, 0);
    for (size_t i = 0; i < found.reports.len; i++)
        watch_report(watch, found.reports.items[i], &out);
    stemma_status status = stm_run_pour(&out, sink, context);
    stm_buf_release(&out);
    stm_arena_free(arena);
    return status;
}
