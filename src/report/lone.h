/* lone.h - what one origin alone has: of one report, or of copies that share it. */
#ifndef STM_REPORT_LONE_H
#define STM_REPORT_LONE_H

#include "collate/collate.h"

/* statement: whose witnesses these are; UINT32_MAX for the collation's `only`, which `only` then
 * indexes. */
typedef struct {
    uint32_t origin; /* the report that stands for it */
    uint32_t statement, only, weight;
    stm_slice text;
    stm_witnesses witnesses; /* at least one */
} stm_lone;

/* By origin, then the weightiest first. */
typedef STM_VEC(stm_lone) stm_lones;
stm_lones stm_lones_find(stm_arena *arena, const stm_story *story, const stm_collation *collation);

#endif
