/* fuzz_stories.c - a few reports sorted into stories: each in one, and all the same in any order
 * and on any number of threads. */
#include "reading.h"
#include "running.h"
#include "story/gather.h"

static void check_stories(stm_gatherings stories, uint32_t count) {
    uint32_t all = 0;
    for (uint32_t i = 0; i < stories.count; i++) {
        const stm_gathering *story = &stories.items[i];
        fuzz_check(story->count && !story->first.data == !story->last.data);
        fuzz_check_utf8(story->title);
        all += story->count;
    }
    fuzz_check(all == count);
}

static void gather(const fuzz_parts *parts) {
    stm_arena *arena = stm_arena_new();
    stm_reports all = fuzz_parts_open(arena, parts);
    uint32_t count = (uint32_t)all.reports.len;
    stm_vector *vectors = STM_TAKE(arena, stm_vector, count);
    for (uint32_t i = 0; i < count; i++) {
        vectors[i] = stm_vector_make(arena, all.reports.items[i]);
        for (uint32_t k = 0; k < vectors[i].count; k++) {
            fuzz_check(vectors[i].terms[k].weight > 0);
            fuzz_check(!k || vectors[i].terms[k - 1].key < vectors[i].terms[k].key);
        }
    }
    const stm_report *const *reports = (const stm_report *const *)all.reports.items;
    check_stories(stm_gather(arena, reports, vectors, count), count);
    stm_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_parts parts;
    fuzz_parts_read(&parts, data, size);
    gather(&parts);
    static fuzz_put *const puts[] = {stemma_put_stories};
    fuzz_check_lines(&parts, 2, puts, sizeof puts / sizeof *puts);
    fuzz_parts_release(&parts);
    return 0;
}
