/* grouping.h - the groups of a few documents. */
#ifndef STM_TESTS_GROUPING_H
#define STM_TESTS_GROUPING_H

#include "copy/group.h"
#include "text/document.h"
#include "text/scan.h"

static inline stm_groups grouping_of(stm_arena *arena, const stm_document *const *docs,
                                     uint32_t count) {
    stm_rank *ranks = STM_TAKE(arena, stm_rank, count);
    stm_near *near = stm_near_new(STM_NEAR_LEAST, NULL);
    for (uint32_t i = 0; i < count; i++) {
        const stm_report *report = docs[i]->report;
        ranks[i] = (stm_rank){stm_when_read(report->published), (uint32_t)report->text.len};
        uint32_t *words = STM_TAKE(arena, uint32_t, stm_scan_most(report->text.len));
        uint32_t len = stm_group_words(report, words);
        stm_sketch sketch = stm_sketch_make(arena, words, len);
        stm_near_add(near, words, len, &sketch);
    }
    stm_groups groups = stm_groups_make(arena, ranks, near);
    stm_near_free(near);
    return groups;
}

#endif
