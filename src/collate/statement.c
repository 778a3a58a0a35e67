/* statement.c - what at least two reports state. */
#include "collate/statement.h"

#include "base/map.h"

#include <stdlib.h>

/* Fewer terms make no statement of their own. */
enum { LEAST_TERMS = 3 };

uint32_t stm_witnesses_origins(const stm_story *story, const stm_witness *items, size_t count) {
    stm_arena *scratch = stm_arena_new();
    stm_map seen = {0};
    uint32_t origins = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t origin = story->family ? story->family->origin[items[i].report] : items[i].report;
        uint32_t *slot = stm_map_put(scratch, &seen, (uint64_t)origin + 1);
        if (*slot == STM_MAP_NONE) *slot = origins++;
    }
    stm_arena_free(scratch);
    return origins;
}

/* Whether the clause gives a date or a quantity. */
static bool is_measured(const stm_clauses *clauses, const stm_clause *clause) {
    for (uint32_t i = 0; i < clause->terms; i++)
        if (clauses->terms[clause->term + i].kind >= STM_TERM_DATE) return true;
    return false;
}

/* Whether both name the same. */
static bool share_name(const stm_clauses *clauses, const stm_clause *a, const stm_clause *b) {
    for (uint32_t i = 0; i < a->terms; i++) {
        const stm_term *term = &clauses->terms[a->term + i];
        if (term->kind == STM_TERM_ENTITY && stm_clause_term(clauses, b, term->key)) return true;
    }
    return false;
}

static uint32_t telling_terms(const stm_clauses *clauses, const stm_clause *clause) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < clause->terms; i++) count += !clauses->terms[clause->term + i].common;
    return count;
}

/* Whether what the clause says supports the one that stands for the group: it does not turn it
 * round, and is more than a word or two. */
static bool supports(const stm_clauses *clauses, const stm_clause *best, const stm_clause *clause) {
    if (clause == best) return true;
    bool turned = (clause->negated || clause->refused) && !(best->negated || best->refused);
    if (clause->verbatim) return true;
    if (turned) return false;
    if (is_measured(clauses, clause)) return true;
    bool telling = telling_terms(clauses, clause) >= LEAST_TERMS;
    return telling || (!clause->dependent && share_name(clauses, clause, best));
}

/* Of each report the clause that is most like the one that stands for the group. */
static void put_witnesses(stm_arena *arena, const stm_clauses *clauses, const stm_cluster *cluster,
                          stm_statement *statement) {
    const stm_clause *best = &clauses->items[cluster->best];
    uint32_t likest = 0;
    for (size_t i = 0; i < cluster->members.len; i++) {
        const stm_clause *clause = &clauses->items[cluster->members.items[i]];
        if (!supports(clauses, best, clause)) continue;
        if (!statement->witnesses.len || clause->speaker == statement->speaker)
            statement->speaker = clause->speaker;
        else
            statement->speaker = STM_NOBODY;
        uint32_t like = clause == best ? UINT32_MAX : stm_likeness_of(clauses, best, clause).score;
        size_t len = statement->witnesses.len;
        stm_witness witness = {clause->report, clause->shown};
        if (!len || statement->witnesses.items[len - 1].report != clause->report)
            stm_vec_put(arena, &statement->witnesses, witness);
        else if (like > likest)
            statement->witnesses.items[len - 1] = witness;
        else
            continue;
        likest = like;
    }
}

static stm_statement make(stm_arena *arena, const stm_story *story, const stm_clauses *clauses,
                          const stm_cluster *cluster) {
    stm_statement statement = {.text = stm_clause_text(story, &clauses->items[cluster->best])};
    put_witnesses(arena, clauses, cluster, &statement);
    statement.origins =
        stm_witnesses_origins(story, statement.witnesses.items, statement.witnesses.len);
    return statement;
}

/* Whether somebody who reads the clause alone learns something: not from words that only lay
 * something in somebody's mouth, from what hangs on another clause and gives no fact of its own
 * ("until divers could reach them"), or from a piece without subject or verb. */
static bool is_clean(const stm_clauses *clauses, const stm_clause *clause) {
    if (clause->frame) return false;
    if (is_measured(clauses, clause) || (clause->verbatim && clause->finite)) return true;
    return clause->finite && !clause->dependent && !clause->headless;
}

static bool is_empty(const stm_clauses *clauses, const stm_cluster *cluster) {
    for (size_t i = 0; i < cluster->members.len; i++)
        if (is_clean(clauses, &clauses->items[cluster->members.items[i]])) return false;
    return true;
}

typedef struct {
    stm_statement statement;
    uint32_t cluster;
} ranked;

/* Most origins, most witnesses, then by the first witness's place, then by the cluster, which are
 * themselves in the order of their first clauses. */
static int by_rank(const void *a, const void *b) {
    const ranked *x = a, *y = b;
    if (x->statement.origins != y->statement.origins)
        return x->statement.origins > y->statement.origins ? -1 : 1;
    if (x->statement.witnesses.len != y->statement.witnesses.len)
        return x->statement.witnesses.len > y->statement.witnesses.len ? -1 : 1;
    return (x->cluster > y->cluster) - (x->cluster < y->cluster);
}

void stm_statements_make(stm_arena *arena, const stm_story *story, const stm_clauses *clauses,
                         const stm_clusters *clusters, stm_collation *collation,
                         uint32_t *statement_of) {
    stm_arena *scratch = stm_arena_new();
    STM_VEC(ranked) ranks = {0};
    for (uint32_t i = 0; i < clusters->clusters.len; i++) {
        statement_of[i] = UINT32_MAX;
        const stm_cluster *cluster = &clusters->clusters.items[i];
        if (cluster->reports < 2 || is_empty(clauses, cluster)) continue;
        stm_statement statement = make(arena, story, clauses, cluster);
        if (statement.witnesses.len > 1) stm_vec_put(scratch, &ranks, (ranked){statement, i});
    }
    if (ranks.len) qsort(ranks.items, ranks.len, sizeof *ranks.items, by_rank);
    for (size_t i = 0; i < ranks.len; i++) {
        statement_of[ranks.items[i].cluster] = (uint32_t)collation->statements.len;
        stm_vec_put(arena, &collation->statements, ranks.items[i].statement);
    }
    stm_arena_free(scratch);
}
