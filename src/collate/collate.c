/* collate.c - one account of a story, joined from its parts. */
#include "collate/collate.h"

#include "collate/difference.h"
#include "collate/only.h"
#include "collate/quotation.h"
#include "collate/settle.h"
#include "collate/statement.h"
#include "collate/timeline.h"
#include "collate/title.h"

stm_collation *stm_collate(stm_arena *arena, const stm_story *story) {
    stm_collation *collation = STM_TAKE(arena, stm_collation, 1);
    stm_quotations_join(arena, story, collation);
    stm_arena *scratch = stm_arena_new();
    const stm_clauses *clauses = stm_clauses_find(scratch, story);
    const stm_echoes echoes = stm_echoes_find(scratch, clauses, collation);
    const stm_clusters *clusters = stm_clusters_make(scratch, story, clauses, &echoes);
    uint32_t *statement_of = STM_TAKE(scratch, uint32_t, clusters->clusters.len + 1);
    stm_statements_make(arena, story, clauses, clusters, collation, statement_of);
    stm_differences_find(arena, story, clauses, clusters, statement_of, collation);
    stm_statements_settle(story, clauses, clusters, statement_of, collation);
    stm_only_find(arena, story, clauses, clusters, &echoes, collation);
    stm_title_date(story, collation);
    stm_title_choose(arena, story, clauses, clusters, collation);
    stm_timeline_make(arena, story, clauses, clusters, collation);
    stm_arena_free(scratch);
    return collation;
}
