/* group.c - reports that are one text but for small edits, and which of them to keep. */
#include "copy/group.h"

#include "text/scan.h"

uint32_t stm_group_words(const stm_report *report, uint32_t *words) {
    uint32_t count = 0, at = 0;
    for (size_t i = 0; i < report->notes.len; i++) {
        stm_span note = report->notes.items[i].span;
        if (!stm_span_len(note)) continue;
        count += stm_scan_words(report->text, (stm_span){at, note.start}, words + count);
        at = note.end;
    }
    return count +
           stm_scan_words(report->text, (stm_span){at, (uint32_t)report->text.len}, words + count);
}

int stm_rank_order(stm_rank x, stm_rank y) {
    bool x_known = x.when.precision != STM_WHEN_ABSENT,
         y_known = y.when.precision != STM_WHEN_ABSENT;
    if (x_known != y_known) return x_known ? -1 : 1;
    if (x_known && x.when.first != y.when.first) return x.when.first < y.when.first ? -1 : 1;
    return (x.length < y.length) - (x.length > y.length);
}

/* For each report the one that its group keeps: at first only where the group's first report
 * stands. */
static uint32_t *find_keeps(stm_arena *arena, const stm_rank *ranks, stm_near *near) {
    uint32_t count = stm_near_count(near), *keep = STM_TAKE(arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t first = stm_near_group(near, i);
        if (first == i || stm_rank_order(ranks[i], ranks[keep[first]]) < 0) keep[first] = i;
    }
    for (uint32_t i = count; i-- > 0;) keep[i] = keep[stm_near_group(near, i)];
    return keep;
}

stm_groups stm_groups_make(stm_arena *arena, const stm_rank *ranks, stm_near *near) {
    stm_arena *scratch = stm_arena_new();
    uint32_t count = stm_near_count(near);
    const uint32_t *keep = find_keeps(scratch, ranks, near);
    uint32_t *number = STM_TAKE(scratch, uint32_t, count);
    stm_groups groups = {NULL, 0};
    for (uint32_t i = 0; i < count; i++)
        if (keep[i] == i) number[i] = groups.count++;
    groups.items = STM_TAKE(arena, stm_group, groups.count);
    for (uint32_t i = 0; i < count; i++) groups.items[number[keep[i]]].count++;
    uint32_t *reports = STM_TAKE(arena, uint32_t, count),
             **next = STM_TAKE(scratch, uint32_t *, groups.count);
    for (uint32_t i = 0; i < groups.count; i++) {
        groups.items[i].reports = next[i] = reports;
        reports += groups.items[i].count;
    }
    for (uint32_t i = 0; i < count; i++) {
        groups.items[number[keep[i]]].keep = keep[i];
        *next[number[keep[i]]]++ = i;
    }
    stm_arena_free(scratch);
    return groups;
}
