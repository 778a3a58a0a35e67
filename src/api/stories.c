/* stories.c - any number of reports sorted into stories. */
#include "api/all.h"

#include "report/lines.h"
#include "story/gather.h"

#include <assert.h>

static_assert(STEMMA_ORIGINS_MAX == STM_GATHER_COUNTED, "the promise is kept elsewhere");

static void *begin(stemma_lines lines, size_t memory) {
    (void)lines;
    return stm_gather_new(memory);
}

static void end(void *work) {
    stm_gather_free(work);
}

static void put(void *work, stm_arena *arena, const stm_report *report, stm_buf *out) {
    (void)work;
    stm_gather_pack(arena, report, out);
}

static stm_status take(void *work, stm_slice packed, stm_error *error) {
    return stm_gather_put(work, packed, error);
}

static void put_story(void *all, const stm_gathering *story, stm_buf *out) {
    (void)all;
    stm_lines_put_story(out, story);
}

static bool pour(void *all, const stm_buf *out) {
    return stm_all_pour(all, out);
}

static stm_status write(void *work, stm_all *all, stm_error *error) {
    const stm_gather_work writing = {put_story, pour, all};
    stm_status status = stm_gather_file(work, stm_all_left, all, error);
    return status == STM_OK ? stm_gather_write(work, stm_all_jobs(all), &writing, error) : status;
}

const stm_all_kind stm_all_stories = {"stories", begin, end, put, take, write};

stemma_status stemma_put_stories(stemma *run, stemma_sink *sink, void *context) {
    return stm_all_held(&stm_all_stories, STEMMA_LINES_STORIES, run, sink, context);
}
