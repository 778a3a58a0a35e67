/* family.c - whose words a report's narration is, and how many acts of reporting there are. */
#include "copy/relation.h"

#include <stdlib.h>

/* A claim that child has its narration from where parent has it, or from parent. */
typedef struct {
    uint32_t child, parent, pair;
    uint32_t share;     /* of the child's narration, in steps of a twentieth */
    uint32_t certainty; /* how directly the relation says so */
} claim;

typedef STM_VEC(claim) claims;

static uint32_t certainty_of(stm_relation relation) {
    switch (relation) {
    case STM_COPY:
        return 3;
    case STM_A_FROM_B:
    case STM_B_FROM_A:
        return 2;
    case STM_COMMON_SOURCE:
        return 1;
    default:
        return 0;
    }
}

/* Whether child's narration is, for the greater part, not its own, or holds the greater part of
 * what its own outlet had printed before. `later`: the seconds by which parent came after child at
 * least.
 */
static bool depends(const stm_pair *pair, bool a_is_child, int64_t later, bool one_agency,
                    bool one_outlet) {
    if (pair->relation == STM_COPY) return true;
    if (pair->relation == (a_is_child ? STM_B_FROM_A : STM_A_FROM_B)) return false;
    if (pair->narration < STM_NARRATION_LEAST) return false;
    if (pair->relation == STM_UNKNOWN && later >= STM_LEAD_LEAST) return false;
    double share = a_is_child ? pair->narration_a : pair->narration_b;
    double other = a_is_child ? pair->narration_b : pair->narration_a;
    if (one_outlet && later <= 0 && other >= STM_ORIGIN_SHARE) return true;
    return share >= (one_agency ? STM_ORIGIN_CREDITED_SHARE : STM_ORIGIN_SHARE);
}

static claim make_claim(const stm_pair *pair, uint32_t number, bool a_is_child) {
    double share = a_is_child ? pair->narration_a : pair->narration_b;
    return (claim){a_is_child ? pair->a : pair->b, a_is_child ? pair->b : pair->a, number,
                   (uint32_t)(share * 20), certainty_of(pair->relation)};
}

/* At most one claim a pair: where each could be the other's child, the first in standing is parent.
 */
static claims make_claims(stm_arena *arena, const stm_standing *standings, stm_pairs pairs) {
    claims out = {0};
    for (uint32_t i = 0; i < pairs.count; i++) {
        const stm_pair *p = &pairs.items[i];
        const stm_standing *a = &standings[p->a], *b = &standings[p->b];
        int64_t lead = stm_when_lead(a->when, b->when);
        bool agency = stm_standing_shared_agency(a, b).data != NULL;
        bool outlet = a->outlet && a->outlet == b->outlet;
        bool a_depends = depends(p, true, lead, agency, outlet);
        bool b_depends = depends(p, false, -lead, agency, outlet);
        if (a_depends && b_depends) a_depends = stm_standing_order(standings, p->a, p->b) > 0;
        if (a_depends || b_depends) stm_vec_put(arena, &out, make_claim(p, i, a_depends));
    }
    return out;
}

static int claim_order(const void *left, const void *right) {
    const claim *x = left, *y = right;
    if (x->share != y->share) return x->share > y->share ? -1 : 1;
    if (x->certainty != y->certainty) return x->certainty > y->certainty ? -1 : 1;
    return (x->pair > y->pair) - (x->pair < y->pair);
}

/* The root of the report's tree; the way there is halved as it is walked. */
static uint32_t root_of(uint32_t *up, uint32_t report) {
    while (up[report] != report) {
        up[report] = up[up[report]];
        report = up[report];
    }
    return report;
}

static int edge_order(const void *left, const void *right) {
    const stm_pair *x = *(stm_pair *const *)left, *y = *(stm_pair *const *)right;
    if (x->a != y->a) return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

stm_family stm_family_make(stm_arena *arena, const stm_document *const *docs, uint32_t count,
                           stm_pairs pairs) {
    stm_family family = {.origin = STM_TAKE(arena, uint32_t, count),
                         .parent = STM_TAKE(arena, uint32_t, count)};
    stm_arena *scratch = stm_arena_new();
    const stm_standing *standings = stm_standings_make(scratch, docs, count);
    claims all = make_claims(scratch, standings, pairs);
    if (all.len) qsort(all.items, all.len, sizeof *all.items, claim_order);
    uint32_t *up = STM_TAKE(scratch, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) {
        up[i] = i;
        family.parent[i] = UINT32_MAX;
    }
    for (size_t i = 0; i < all.len; i++) {
        const claim *c = &all.items[i];
        if (family.parent[c->child] != UINT32_MAX || root_of(up, c->parent) == c->child) continue;
        family.parent[c->child] = c->parent;
        up[c->child] = c->parent;
        stm_vec_put(arena, &family.edges, &pairs.items[c->pair]);
    }
    for (uint32_t i = 0; i < count; i++) {
        family.origin[i] = root_of(up, i);
        family.origins += family.origin[i] == i;
    }
    if (family.edges.len)
        qsort(family.edges.items, family.edges.len, sizeof *family.edges.items, edge_order);
    stm_arena_free(scratch);
    return family;
}
