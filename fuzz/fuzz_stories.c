/* fuzz_stories.c - a few reports sorted into stories, which are the same in any order and on any
 * number of threads. */
#include "reading.h"
#include "running.h"
#include "story/gist.h"

static void check_vector(stm_vector vector) {
    for (uint32_t k = 0; k < vector.count; k++) {
        fuzz_check(vector.terms[k].weight > 0);
        fuzz_check(!k || vector.terms[k - 1].key < vector.terms[k].key);
    }
}

/* Of each report, what is packed is what it says. */
static void check_gists(const fuzz_parts *parts) {
    stm_arena *arena = stm_arena_new();
    stm_reports all = fuzz_parts_open(arena, parts);
    for (size_t i = 0; i < all.reports.len; i++) {
        const stm_report *report = all.reports.items[i];
        stm_buf packed;
        stm_buf_init(&packed, 0);
        stm_gist_put(arena, report, &packed);
        fuzz_check(stm_gist_size(packed.data) == packed.len);
        stm_gist gist = stm_gist_open(packed.data);
        fuzz_check(stm_slice_is(gist.id, report->id) && gist.length == report->text.len);
        fuzz_check(gist.titled == (report->title.len != 0));
        fuzz_check_utf8(gist.headline);
        check_vector(gist.vector);
        check_vector(gist.naming);
        stm_buf_release(&packed);
    }
    stm_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_parts parts;
    fuzz_parts_read(&parts, data, size);
    check_gists(&parts);
    static fuzz_put *const puts[] = {stemma_put_stories};
    fuzz_check_lines(&parts, 2, puts, sizeof puts / sizeof *puts);
    fuzz_parts_release(&parts);
    return 0;
}
