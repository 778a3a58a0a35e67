/* story_steps.c - what each step of sorting reports into stories takes.
 *
 * usage: story_steps JOBS < REPORTS.jsonl     seconds of each step, an object; reading is not one
 */
#include "api/run.h"
#include "near_set.h"
#include "story/gist.h"
#include "story/stories.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct {
    const stm_report *report;
    stm_vector vector;
    int64_t time;
} dated;

static void make_vector(void *context, size_t item, stm_lane *lane) {
    dated *of = (dated *)context + item;
    of->vector = stm_vector_make(lane->arena, of->report);
}

static int by_time(const void *a, const void *b) {
    const dated *x = a, *y = b;
    if (x->time != y->time) return x->time < y->time ? -1 : 1;
    return stm_slice_order(x->report->id, y->report->id);
}

/* As story/gather.c does it. Returns how many stories there are. */
static uint32_t file(dated *reports, uint32_t count) {
    enum { DAY = 86400 };
    stm_stories *stories = stm_stories_new();
    qsort(reports, count, sizeof *reports, by_time);
    for (uint32_t first = 0, next; first < count; first = next) {
        int64_t day = reports[first].time / DAY;
        for (next = first; next < count && reports[next].time / DAY == day; next++)
            stm_stories_expect(stories, reports[next].vector);
        for (uint32_t i = first; i < next; i++)
            stm_stories_add(stories, reports[i].vector, reports[i].time);
    }
    const uint32_t *story_of = stm_stories_end(stories);
    uint32_t found = 0;
    for (uint32_t i = 0; i < count; i++) found += story_of[i] == i;
    stm_stories_free(stories);
    return found;
}

static stm_slice read_input(void) {
    static stm_buf buf;
    static char some[1 << 16];
    stm_buf_init(&buf, 0);
    for (size_t got; (got = fread(some, 1, sizeof some, stdin)) > 0;)
        stm_buf_put(&buf, (stm_slice){some, got});
    return stm_buf_get(&buf);
}

static void measure(stemma *run) {
    stm_run_sort(run);
    uint32_t count = (uint32_t)run->sorted.len;
    stm_arena *arena = stm_arena_new();
    dated *reports = STM_TAKE(arena, dated, count);
    uint64_t bytes = 0, terms = 0;
    for (uint32_t i = 0; i < count; i++) {
        const stm_report *report = run->sorted.items[i];
        reports[i] = (dated){.report = report, .time = stm_gist_time(report)};
        bytes += report->text.len;
    }
    double begun = near_seconds(false), wall = near_seconds(true);
    stm_run_each(run, count, make_vector, reports);
    double made = near_seconds(false);
    uint32_t found = file(reports, count);
    double filed = near_seconds(false);
    wall = near_seconds(true) - wall;
    for (uint32_t i = 0; i < count; i++) terms += reports[i].vector.count;
    printf("{\"reports\":%u,\"stories\":%u,\"bytes\":%.1f,\"terms\":%.1f,\"vectors\":%.6f,"
           "\"filing\":%.6f,\"all\":%.6f,\"wall\":%.6f}\n",
           count, found, (double)bytes / count, (double)terms / count, made - begun, filed - made,
           filed - begun, wall);
    stm_arena_free(arena);
}

int main(int argc, char **argv) {
    unsigned jobs = argc > 1 && argv[1][0] > '0' ? (unsigned)(argv[1][0] - '0') : 1;
    stemma *run = stemma_new(&(stemma_options){.jobs = jobs});
    stm_slice input = read_input();
    stemma_add(run, "reports", input.data, input.len);
    if (stemma_read(run)) measure(run);
    stemma_free(run);
    return 0;
}
