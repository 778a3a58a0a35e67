/* copies.c - pairs of reports that share passages, among any number of reports. */
#include "api/all.h"

#include "copy/search.h"
#include "report/lines.h"

static void *begin(stemma_lines lines, size_t memory) {
    (void)lines;
    return stm_search_new(memory);
}

static void end(void *work) {
    stm_search_free(work);
}

static void put(void *work, stm_arena *arena, const stm_report *report, stm_buf *out) {
    (void)work;
    const stm_document *doc = stm_document_new(arena, report);
    stm_pack_put(arena, doc, stm_marks_find(arena, doc), out);
}

static stm_status take(void *work, stm_slice packed, stm_error *error) {
    return stm_search_put(work, packed, error);
}

static void put_pair(void *all, const stm_standing *standings, const stm_pair *pair, stm_buf *out) {
    (void)all;
    stm_lines_put_pair(out, standings[pair->a].id, standings[pair->b].id, pair);
}

static bool pour(void *all, const stm_buf *out) {
    return stm_all_pour(all, out);
}

static stm_status write(void *work, stm_all *all, stm_error *error) {
    const stm_search_work writing = {put_pair, pour, all};
    stm_search_sort(work, stm_all_left, all);
    stm_status status = stm_search_run(work, stm_all_jobs(all), error);
    return status == STM_OK ? stm_search_write(work, stm_all_jobs(all), &writing, error) : status;
}

const stm_all_kind stm_all_copies = {"copies", begin, end, put, take, write};

stemma_status stemma_put_copies(stemma *run, stemma_sink *sink, void *context) {
    return stm_all_held(&stm_all_copies, STEMMA_LINES_COPIES, run, sink, context);
}
