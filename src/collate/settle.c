/* settle.c - statements without the witnesses that do not state what is shown. */
#include "collate/settle.h"

#include "collate/difference.h"
#include "collate/statement.h"

#include <stdlib.h>

enum { FIGURES_MOST = 12 }; /* of a clause, that are held against another's */

typedef struct {
    const stm_story *story;
    const stm_clauses *clauses;
    stm_collation *collation;
} settling;

static stm_quantities quantities_in(const settling *s, const stm_clause *clause) {
    stm_quantities all = s->story->accounts[clause->report].quantities;
    if (!all.count) return all;
    uint32_t low = 0, high = all.count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (all.items[mid].last <= clause->first)
            low = mid + 1;
        else
            high = mid;
    }
    uint32_t end = low;
    while (end < all.count && all.items[end].first < clause->last) end++;
    return (stm_quantities){all.items + low, end - low};
}

/* "Ada Moss, 61,": no figure of what is told. */
static bool is_age(const stm_document *doc, const stm_quantity *q) {
    if (q->unit || !q->first || q->last >= doc->token_count || q->of > 0) return false;
    const stm_token *before = &doc->tokens[q->first - 1], *behind = &doc->tokens[q->last];
    return before->kind == STM_PUNCT && behind->kind == STM_PUNCT;
}

/* Whether both clauses count one thing, and no figure of the one can be meant by the other. */
static bool is_miscounted(const settling *s, const stm_clause *a, const stm_clause *b) {
    stm_quantities x = quantities_in(s, a), y = quantities_in(s, b);
    bool clash = false;
    for (uint32_t i = 0; i < x.count && i < FIGURES_MOST; i++) {
        if (is_age(s->story->accounts[a->report].doc, &x.items[i])) continue;
        for (uint32_t k = 0; k < y.count && k < FIGURES_MOST; k++) {
            const stm_quantity *one = &x.items[i], *other = &y.items[k];
            if (is_age(s->story->accounts[b->report].doc, other)) continue;
            if (one->unit && other->unit && one->unit != other->unit) continue;
            if (stm_figure_compatible(one, other)) return false;
            clash = true;
        }
    }
    return clash;
}

static bool is_disputed(const settling *s, const stm_statement *statement) {
    for (size_t i = 0; i < statement->differences.len; i++) {
        uint32_t index = statement->differences.items[i];
        if (s->collation->differences.items[index].kind == STM_DIFFERS_NUMBER) return true;
    }
    return false;
}

/* Members and witnesses are both in the order of the reports. */
static void settle(const settling *s, const stm_cluster *cluster, stm_statement *statement) {
    const stm_clause *items = s->clauses->items, *best = &items[cluster->best];
    size_t kept = 0, member = 0;
    for (size_t i = 0; i < statement->witnesses.len; i++) {
        stm_witness witness = statement->witnesses.items[i];
        bool sound = false;
        for (; member < cluster->members.len; member++) {
            const stm_clause *clause = &items[cluster->members.items[member]];
            if (clause->report > witness.report) break;
            if (sound || clause->report < witness.report) continue;
            sound = clause->report == best->report || !is_miscounted(s, best, clause);
            if (sound && clause->report != best->report) witness.span = clause->shown;
        }
        if (sound) statement->witnesses.items[kept++] = witness;
    }
    if (kept == statement->witnesses.len) return;
    statement->witnesses.len = kept;
    statement->origins =
        stm_witnesses_origins(s->story, statement->witnesses.items, statement->witnesses.len);
}

typedef struct {
    uint32_t origins, index;
    size_t witnesses;
} rank;

static int by_rank(const void *a, const void *b) {
    const rank *x = a, *y = b;
    if (x->origins != y->origins) return x->origins > y->origins ? -1 : 1;
    if (x->witnesses != y->witnesses) return x->witnesses > y->witnesses ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

/* What one report is left with is no statement; now_at: where each statement is from now on, or
 * UINT32_MAX. */
static void sort_again(const settling *s, stm_arena *scratch, uint32_t *now_at) {
    stm_statement *items = s->collation->statements.items;
    size_t count = s->collation->statements.len, kept = 0;
    rank *ranks = STM_TAKE(scratch, rank, count + 1);
    stm_statement *was = STM_TAKE(scratch, stm_statement, count + 1);
    for (size_t i = 0; i < count; i++) {
        was[i] = items[i];
        now_at[i] = UINT32_MAX;
        if (items[i].witnesses.len > 1)
            ranks[kept++] = (rank){items[i].origins, (uint32_t)i, items[i].witnesses.len};
    }
    if (kept) qsort(ranks, kept, sizeof *ranks, by_rank);
    for (size_t i = 0; i < kept; i++) {
        items[i] = was[ranks[i].index];
        now_at[ranks[i].index] = (uint32_t)i;
    }
    s->collation->statements.len = kept;
}

void stm_statements_settle(const stm_story *story, const stm_clauses *clauses,
                           const stm_clusters *clusters, const uint32_t *statement_of,
                           stm_collation *collation) {
    settling s = {story, clauses, collation};
    stm_arena *scratch = stm_arena_new();
    uint32_t *now_at = STM_TAKE(scratch, uint32_t, collation->statements.len + 1);
    for (uint32_t i = 0; i < clusters->clusters.len; i++) {
        if (statement_of[i] == UINT32_MAX) continue;
        stm_statement *statement = &collation->statements.items[statement_of[i]];
        if (!is_disputed(&s, statement)) settle(&s, &clusters->clusters.items[i], statement);
    }
    sort_again(&s, scratch, now_at);
    for (size_t i = 0; i < collation->differences.len; i++) {
        uint32_t *statement = &collation->differences.items[i].statement;
        if (*statement != UINT32_MAX) *statement = now_at[*statement];
    }
    stm_arena_free(scratch);
}
