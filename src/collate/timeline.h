/* timeline.h - what happens when, by the dates that reports give. */
#ifndef STM_COLLATE_TIMELINE_H
#define STM_COLLATE_TIMELINE_H

#include "collate/cluster.h"

/* Appends to collation->timeline the dated events. */
void stm_timeline_make(stm_arena *arena, const stm_story *story, const stm_clauses *clauses,
                       const stm_clusters *clusters, stm_collation *collation);

/* Whether the value names a day, a month, a year or a time of day, its year known or not
 * ("2025-01-20", "2022-02", "2018", "XXXX-01-20", "2031-03-03T03:40"). */
bool stm_timeline_is_dated(stm_slice value);

#endif
