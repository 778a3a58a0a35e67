/* lone.c - what one origin alone has: of one report, or of copies that share it. */
#include "report/lone.h"

#include <stdlib.h>

static int by_origin_and_weight(const void *a, const void *b) {
    const stm_lone *one = a, *other = b;
    const stm_witness *here = one->witnesses.items, *there = other->witnesses.items;
    if (one->origin != other->origin) return one->origin < other->origin ? -1 : 1;
    if (one->weight != other->weight) return one->weight > other->weight ? -1 : 1;
    if (here->report != there->report) return here->report < there->report ? -1 : 1;
    if (here->span.start != there->span.start) return here->span.start < there->span.start ? -1 : 1;
    return (here->span.end > there->span.end) - (here->span.end < there->span.end);
}

/* Statements carry no weight; they stand in the middle. */
static uint32_t middle_weight(const stm_collation *collation) {
    uint64_t sum = 0;
    for (size_t i = 0; i < collation->only.len; i++) sum += collation->only.items[i].weight;
    return collation->only.len ? (uint32_t)(sum / collation->only.len) : 0;
}

stm_lones stm_lones_find(stm_arena *arena, const stm_story *story, const stm_collation *collation) {
    const uint32_t *origin = story->family->origin;
    stm_lones found = {0};
    uint32_t middle = middle_weight(collation);
    for (size_t i = 0; i < collation->only.len; i++) {
        const stm_only *only = &collation->only.items[i];
        stm_lone made = {.origin = origin[only->report],
                         .statement = UINT32_MAX,
                         .only = (uint32_t)i,
                         .weight = only->weight,
                         .text = only->text};
        stm_witness place = {only->report, only->span};
        stm_vec_put(arena, &made.witnesses, place);
        stm_vec_put(arena, &found, made);
    }
    for (size_t i = 0; i < collation->statements.len; i++) {
        const stm_statement *statement = &collation->statements.items[i];
        if (statement->origins > 1 || !statement->witnesses.len) continue;
        stm_lone made = {.origin = origin[statement->witnesses.items[0].report],
                         .statement = (uint32_t)i,
                         .weight = middle,
                         .text = statement->text,
                         .witnesses = statement->witnesses};
        stm_vec_put(arena, &found, made);
    }
    if (found.len) qsort(found.items, found.len, sizeof *found.items, by_origin_and_weight);
    return found;
}
