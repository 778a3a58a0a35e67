/* cluster.h - the clauses of a story grouped by what they say. */
#ifndef STM_COLLATE_CLUSTER_H
#define STM_COLLATE_CLUSTER_H

#include "collate/echo.h"
#include "collate/likeness.h"

#define STM_NO_CLUSTER UINT32_MAX

/* Clauses that say the same. members: by report, then place. text: the clause that says it best:
 * central among the members, and readable by itself. */
typedef struct {
    STM_VEC(uint32_t) members;
    uint32_t best;
    uint32_t reports;
} stm_cluster;

/* An edge between clauses that are about the same and yet no agreement: they oppose each other. */
typedef struct {
    uint32_t a, b, score;
} stm_clause_pair;

/* of: for each clause its cluster, or STM_NO_CLUSTER. Clusters have two members or more, and may be
 * of one report. nearest: for each clause its best score with a clause of another report.
 * opposed: pairs that would agree if one were not negated, best first. */
typedef struct {
    STM_VEC(stm_cluster) clusters;
    uint32_t *of;
    uint32_t *nearest;
    STM_VEC(stm_clause_pair) opposed;
} stm_clusters;

/* Groups the clauses of a story; those that echo each other are together beforehand. Pairs are
 * sought through the rarest terms they share, with a bound on the work for a clause, so that the
 * cost is about linear in the clauses. */
stm_clusters *stm_clusters_make(stm_arena *arena, const stm_story *story,
                                const stm_clauses *clauses, const stm_echoes *echoes);

#endif
