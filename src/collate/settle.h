/* settle.h - statements without the witnesses that do not state what is shown. */
#ifndef STM_COLLATE_SETTLE_H
#define STM_COLLATE_SETTLE_H

#include "collate/cluster.h"

/* Takes back witnesses whose clause counts the thing that the shown clause counts and gives no
 * figure that it could mean, where no difference of numbers tells so; statements that less than two
 * reports are left with go. Statements are then in their order again, and differences follow them.
 * statement_of: as stm_statements_make left it; it no longer holds afterwards. */
void stm_statements_settle(const stm_story *story, const stm_clauses *clauses,
                           const stm_clusters *clusters, const uint32_t *statement_of,
                           stm_collation *collation);

#endif
