/* story_steps.c - what each step of sorting reports into stories takes.
 *
 * usage: story_steps JOBS < REPORTS.jsonl     seconds of each step, an object; reading is not one
 */
#include "api/run.h"
#include "near_set.h"
#include "story/gather.h"

#include <stdio.h>

typedef struct {
    const stm_report **reports;
    stm_vector *vectors;
} work;

static void make_vector(void *context, size_t item, stm_lane *lane) {
    work *w = context;
    w->vectors[item] = stm_vector_make(lane->arena, w->reports[item]);
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
    work w = {STM_TAKE(arena, const stm_report *, count), STM_TAKE(arena, stm_vector, count)};
    uint64_t bytes = 0, terms = 0;
    for (uint32_t i = 0; i < count; i++) {
        w.reports[i] = run->sorted.items[i];
        bytes += w.reports[i]->text.len;
    }
    double begun = near_seconds(false), wall = near_seconds(true);
    stm_run_each(run, count, make_vector, &w);
    double made = near_seconds(false);
    stm_gatherings stories = stm_gather(arena, w.reports, w.vectors, count);
    double gathered = near_seconds(false);
    wall = near_seconds(true) - wall;
    for (uint32_t i = 0; i < count; i++) terms += w.vectors[i].count;
    printf("{\"reports\":%u,\"stories\":%u,\"bytes\":%.1f,\"terms\":%.1f,\"vectors\":%.6f,"
           "\"filing\":%.6f,\"all\":%.6f,\"wall\":%.6f}\n",
           count, stories.count, (double)bytes / count, (double)terms / count, made - begun,
           gathered - made, gathered - begun, wall);
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
