/* difference.c - the differences of all kinds, gathered and ordered. */
#include "collate/difference.h"

#include "base/map.h"

#include <stdlib.h>

enum { CROWD = 100 /* reports */ };

stm_difference stm_difference_begin(const stm_differing *d, stm_difference_kind kind,
                                    uint32_t cluster, stm_slice topic) {
    uint32_t statement = cluster == STM_NO_CLUSTER ? UINT32_MAX : d->statement_of[cluster];
    return (stm_difference){.kind = kind, .statement = statement, .topic = topic};
}

void stm_difference_witness(const stm_differing *d, stm_side *side, uint32_t clause) {
    stm_witness witness = {d->clauses->items[clause].report, d->clauses->items[clause].shown};
    size_t at = side->witnesses.len;
    for (size_t i = 0; i < side->witnesses.len; i++) {
        if (side->witnesses.items[i].report == witness.report) return;
        if (side->witnesses.items[i].report > witness.report && at > i) at = i;
    }
    stm_vec_put(d->arena, &side->witnesses, witness);
    for (size_t i = side->witnesses.len - 1; i > at; i--)
        side->witnesses.items[i] = side->witnesses.items[i - 1];
    side->witnesses.items[at] = witness;
}

void stm_difference_put(const stm_differing *d, stm_difference *to, uint32_t at, stm_slice value) {
    const stm_clause *clause = &d->clauses->items[at];
    for (size_t i = 0; i < to->sides.len; i++)
        if (stm_slice_is(to->sides.items[i].value, value)) {
            stm_difference_witness(d, &to->sides.items[i], at);
            return;
        }
    stm_side side = {
        .text = stm_clause_core(d->story, clause), .value = value, .speaker = clause->speaker};
    stm_difference_witness(d, &side, at);
    stm_vec_put(d->arena, &to->sides, side);
}

/* In a story of hundreds of reports one that stands alone against all is more often a clause
 * misread than a fact. */
static void drop_lone_sides(const stm_differing *d, stm_difference *difference) {
    size_t least = 1 + d->story->count / CROWD, kept = 0;
    for (size_t i = 0; i < difference->sides.len; i++)
        if (difference->sides.items[i].witnesses.len >= least)
            difference->sides.items[kept++] = difference->sides.items[i];
    difference->sides.len = kept;
}

/* Whether the sides of a dispute still are on both sides. */
static bool is_one_sided(const stm_difference *difference) {
    if (difference->kind != STM_DIFFERS_NEGATION) return false;
    for (size_t i = 1; i < difference->sides.len; i++)
        if (!stm_slice_is(difference->sides.items[i].value, difference->sides.items[0].value))
            return false;
    return true;
}

void stm_difference_keep(stm_differing *d, stm_difference difference) {
    drop_lone_sides(d, &difference);
    if (is_one_sided(&difference)) return;
    if (difference.sides.len < 2) return;
    if (stm_difference_reports(d->scratch, &difference) < 2) return;
    stm_vec_put(d->scratch, &d->found, difference);
}

uint32_t stm_difference_reports(stm_arena *scratch, const stm_difference *difference) {
    stm_map seen = {0};
    uint32_t reports = 0;
    for (size_t s = 0; s < difference->sides.len; s++)
        for (size_t i = 0; i < difference->sides.items[s].witnesses.len; i++) {
            uint64_t key = (uint64_t)difference->sides.items[s].witnesses.items[i].report + 1;
            uint32_t *slot = stm_map_put(scratch, &seen, key);
            if (*slot == STM_MAP_NONE) *slot = reports++;
        }
    return reports;
}

typedef struct {
    stm_difference difference;
    uint32_t reports;
    stm_witness first;
    uint32_t at;
} ranked;

static int by_rank(const void *a, const void *b) {
    const ranked *x = a, *y = b;
    if (x->reports != y->reports) return x->reports > y->reports ? -1 : 1;
    if (x->first.report != y->first.report) return x->first.report < y->first.report ? -1 : 1;
    if (x->first.span.start != y->first.span.start)
        return x->first.span.start < y->first.span.start ? -1 : 1;
    if (x->difference.kind != y->difference.kind)
        return x->difference.kind < y->difference.kind ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

/* The first witness of all, by report and place. */
static stm_witness first_of(const stm_difference *difference) {
    stm_witness first = difference->sides.items[0].witnesses.items[0];
    for (size_t s = 1; s < difference->sides.len; s++) {
        stm_witness w = difference->sides.items[s].witnesses.items[0];
        if (w.report < first.report ||
            (w.report == first.report && w.span.start < first.span.start))
            first = w;
    }
    return first;
}

static void publish(stm_differing *d) {
    ranked *ranks = STM_TAKE(d->scratch, ranked, d->found.len + 1);
    for (size_t i = 0; i < d->found.len; i++) {
        stm_difference *found = &d->found.items[i];
        ranks[i] = (ranked){*found, stm_difference_reports(d->scratch, found), first_of(found),
                            (uint32_t)i};
    }
    if (d->found.len) qsort(ranks, d->found.len, sizeof *ranks, by_rank);
    for (size_t i = 0; i < d->found.len; i++) {
        uint32_t statement = ranks[i].difference.statement;
        if (statement != UINT32_MAX)
            stm_vec_put(d->arena, &d->collation->statements.items[statement].differences,
                        (uint32_t)d->collation->differences.len);
        stm_vec_put(d->arena, &d->collation->differences, ranks[i].difference);
    }
}

void stm_differences_find(stm_arena *arena, const stm_story *story, const stm_clauses *clauses,
                          const stm_clusters *clusters, const uint32_t *statement_of,
                          stm_collation *collation) {
    stm_differing d = {arena,        stm_arena_new(), story, clauses, clusters,
                       statement_of, collation,       {0},   {0}};
    stm_figures_compare(&d);
    stm_moments_compare(&d);
    stm_deadlines_compare(&d);
    stm_disputes_find(&d);
    stm_hedges_find(&d);
    stm_turns_find(&d);
    stm_topics_compare(&d);
    stm_spellings_compare(&d);
    stm_mouths_compare(&d);
    stm_places_compare(&d);
    publish(&d);
    stm_arena_free(d.scratch);
}
