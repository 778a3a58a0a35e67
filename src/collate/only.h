/* only.h - what one report alone states. */
#ifndef STM_COLLATE_ONLY_H
#define STM_COLLATE_ONLY_H

#include "collate/cluster.h"

/* Appends to collation->only the clauses that nothing in another report is like, neighbours of one
 * sentence as one, where they hold something to check. */
void stm_only_find(stm_arena *arena, const stm_story *story, const stm_clauses *clauses,
                   const stm_clusters *clusters, const stm_echoes *echoes,
                   stm_collation *collation);

#endif
