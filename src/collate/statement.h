/* statement.h - what at least two reports state. */
#ifndef STM_COLLATE_STATEMENT_H
#define STM_COLLATE_STATEMENT_H

#include "collate/cluster.h"

/* Appends to collation->statements one for each cluster of two reports or more, best attested
 * first; statement_of[cluster] is its index there, or UINT32_MAX. */
void stm_statements_make(stm_arena *arena, const stm_story *story, const stm_clauses *clauses,
                         const stm_clusters *clusters, stm_collation *collation,
                         uint32_t *statement_of);

/* How many independent origins the witnesses have. */
uint32_t stm_witnesses_origins(const stm_story *story, const stm_witness *items, size_t count);

#endif
