/* group.c - reports that are one text but for small edits. */
#include "copy/relation.h"

#include <stdlib.h>

static uint32_t keeper_of(uint32_t *up, uint32_t report) {
    while (up[report] != report) {
        up[report] = up[up[report]];
        report = up[report];
    }
    return report;
}

stm_groups stm_groups_make(stm_arena *arena, const stm_document *const *docs, uint32_t count,
                           stm_pairs pairs) {
    stm_arena *scratch = stm_arena_new();
    const stm_standing *standings = stm_standings_make(scratch, docs, count);
    uint32_t *up = STM_TAKE(scratch, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) up[i] = i;
    for (uint32_t i = 0; i < pairs.count; i++) {
        if (pairs.items[i].relation != STM_COPY) continue;
        uint32_t x = keeper_of(up, pairs.items[i].a), y = keeper_of(up, pairs.items[i].b);
        if (x == y) continue;
        bool x_stays = stm_standing_order(standings, x, y) < 0;
        up[x_stays ? y : x] = x_stays ? x : y;
    }
    stm_groups groups = {STM_TAKE(arena, stm_group, count), 0};
    uint32_t *number = STM_TAKE(scratch, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        if (keeper_of(up, i) == i) {
            number[i] = groups.count;
            groups.items[groups.count++].keep = i;
        }
    for (uint32_t i = 0; i < count; i++)
        stm_vec_put(arena, &groups.items[number[keeper_of(up, i)]].reports, i);
    stm_arena_free(scratch);
    return groups;
}
