/* family.c - whose words a report's narration is, and how many acts of reporting there are. */
#include "copy/relation.h"

#include <stdlib.h>

/* A claim that child has its narration from where parent has it, or from parent. */
typedef struct {
    uint32_t child, parent, pair;
    uint32_t share;     /* of the child's narration, in steps of a twentieth */
    uint32_t certainty; /* how directly the relation says so */
    bool joins_trees;   /* holds both ways: child's whole tree goes with it */
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

/* What a claim rests on beside the pair. lead: of b behind a, at least. */
typedef struct {
    int64_t lead;
    bool one_agency, one_outlet, a_carries, b_carries;
} ground;

static ground ground_of(const stm_standing *a, const stm_standing *b) {
    return (ground){stm_when_lead(a->when, b->when), stm_standing_shared_agency(a, b).data != NULL,
                    a->outlet && a->outlet == b->outlet, stm_standing_carried(a) != NULL,
                    stm_standing_carried(b) != NULL};
}

/* A good part of each stands in the other, and both say that their text is one agency's: versions
 * of one dispatch, which grows through the day. Two pages of one outlet may have as much in common
 * that is no report: pictures and what is below them, words of the page. */
static bool is_one_dispatch(const stm_pair *pair, ground on) {
    return on.one_agency && !on.one_outlet && pair->narration >= STM_NARRATION_LEAST &&
           pair->narration_a >= STM_DISPATCH_SHARE && pair->narration_b >= STM_DISPATCH_SHARE;
}

/* Whether child's narration is, for the greater part, not its own, or holds the greater part of
 * what its own outlet had printed before. What came out earlier has its words from where a later
 * report has them only where both say that they carry one agency, or the later one says whose text
 * both have. */
static bool depends(const stm_pair *pair, bool a_is_child, ground on) {
    int64_t later = a_is_child ? on.lead : -on.lead; /* of the parent */
    if (pair->relation == STM_COPY) return true;
    if (pair->relation == (a_is_child ? STM_B_FROM_A : STM_A_FROM_B)) return false;
    if (pair->narration < STM_NARRATION_LEAST) return false;
    if (is_one_dispatch(pair, on)) return true;
    bool told = on.one_agency ||
                (pair->relation == STM_COMMON_SOURCE && (a_is_child ? on.b_carries : on.a_carries));
    if (later >= STM_LEAD_LEAST && !told) return false;
    double share = a_is_child ? pair->narration_a : pair->narration_b;
    double other = a_is_child ? pair->narration_b : pair->narration_a;
    return share >= STM_ORIGIN_SHARE || (on.one_outlet && later <= 0 && other >= STM_ORIGIN_SHARE);
}

static claim make_claim(const stm_pair *pair, uint32_t number, bool a_is_child, bool joins_trees) {
    double share = a_is_child ? pair->narration_a : pair->narration_b;
    return (claim){a_is_child ? pair->a : pair->b, a_is_child ? pair->b : pair->a, number,
                   (uint32_t)(share * 20),         certainty_of(pair->relation),   joins_trees};
}

/* At most one claim a pair: where each could be the other's child, the first in standing is parent.
 */
static claims make_claims(stm_arena *arena, const stm_standing *standings, stm_pairs pairs) {
    claims out = {0};
    for (uint32_t i = 0; i < pairs.count; i++) {
        const stm_pair *p = &pairs.items[i];
        ground on = ground_of(&standings[p->a], &standings[p->b]);
        bool a_depends = depends(p, true, on), b_depends = depends(p, false, on);
        if (a_depends && b_depends) a_depends = stm_standing_order(standings, p->a, p->b) > 0;
        if (!a_depends && !b_depends) continue;
        bool joins_trees = p->relation == STM_COPY || is_one_dispatch(p, on);
        stm_vec_put(arena, &out, make_claim(p, i, a_depends, joins_trees));
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

/* Takes the claims, the strongest first. A child that has a parent already needs no other, unless
 * the claim joins trees; no claim may close a ring. */
static void take_claims(stm_arena *arena, stm_family *family, stm_pairs pairs, claims all,
                        uint32_t *up, bool *has_parent) {
    for (int joining = 0; joining < 2; joining++)
        for (size_t i = 0; i < all.len; i++) {
            const claim *c = &all.items[i];
            if (joining ? !c->joins_trees : has_parent[c->child]) continue;
            uint32_t child_root = root_of(up, c->child), root = root_of(up, c->parent);
            if (child_root == root) continue;
            has_parent[c->child] = true;
            up[child_root] = root;
            stm_vec_put(arena, &family->edges, &pairs.items[c->pair]);
        }
}

typedef struct {
    stm_family *family;
    uint32_t *first, *next; /* edges at each report: number * 2 + side, UINT32_MAX at the end */
    uint32_t *queue;
} planting;

/* Sets parent and origin of all in root's tree. */
static void plant(planting *p, uint32_t root) {
    stm_family *family = p->family;
    uint32_t head = 0, tail = 0;
    p->queue[tail++] = root;
    family->origin[root] = root;
    while (head < tail) {
        uint32_t at = p->queue[head++];
        for (uint32_t e = p->first[at]; e != UINT32_MAX; e = p->next[e]) {
            const stm_pair *pair = family->edges.items[e / 2];
            uint32_t other = e % 2 ? pair->a : pair->b;
            if (family->origin[other] != UINT32_MAX) continue;
            family->origin[other] = root;
            family->parent[other] = at;
            p->queue[tail++] = other;
        }
    }
}

static planting prepare(stm_arena *arena, uint32_t count, stm_family *family) {
    planting p = {family, STM_TAKE(arena, uint32_t, count),
                  STM_TAKE(arena, uint32_t, family->edges.len * 2),
                  STM_TAKE(arena, uint32_t, count)};
    for (uint32_t i = 0; i < count; i++)
        p.first[i] = family->parent[i] = family->origin[i] = UINT32_MAX;
    for (uint32_t i = 0; i < family->edges.len; i++) {
        const stm_pair *pair = family->edges.items[i];
        const uint32_t ends[2] = {pair->a, pair->b};
        for (uint32_t side = 0; side < 2; side++) {
            p.next[i * 2 + side] = p.first[ends[side]];
            p.first[ends[side]] = i * 2 + side;
        }
    }
    return p;
}

/* The root of each tree is the first in standing of those that took from none in it; there is one,
 * for a tree has fewer edges than reports. */
static uint32_t *choose_roots(stm_arena *arena, const stm_standing *standings, uint32_t *up,
                              uint32_t count, const stm_family *family) {
    bool *took = STM_TAKE(arena, bool, count);
    uint32_t *best = STM_TAKE(arena, uint32_t, count);
    for (size_t i = 0; i < family->edges.len; i++) {
        const stm_pair *pair = family->edges.items[i];
        if (pair->relation == STM_A_FROM_B) took[pair->a] = true;
        if (pair->relation == STM_B_FROM_A) took[pair->b] = true;
    }
    for (uint32_t i = 0; i < count; i++) best[i] = UINT32_MAX;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t *first = &best[root_of(up, i)];
        if (took[i]) continue;
        if (*first == UINT32_MAX || stm_standing_order(standings, i, *first) < 0) *first = i;
    }
    return best;
}

stm_family stm_family_of(stm_arena *arena, const stm_standing *standings, uint32_t count,
                         stm_pairs pairs) {
    stm_family family = {.origin = STM_TAKE(arena, uint32_t, count),
                         .parent = STM_TAKE(arena, uint32_t, count)};
    stm_arena *scratch = stm_arena_new();
    claims all = make_claims(scratch, standings, pairs);
    if (all.len) qsort(all.items, all.len, sizeof *all.items, claim_order);
    uint32_t *up = STM_TAKE(scratch, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) up[i] = i;
    take_claims(arena, &family, pairs, all, up, STM_TAKE(scratch, bool, count));
    const uint32_t *roots = choose_roots(scratch, standings, up, count, &family);
    planting p = prepare(scratch, count, &family);
    for (uint32_t i = 0; i < count; i++) {
        if (roots[i] == UINT32_MAX) continue;
        plant(&p, roots[i]);
        family.origins++;
    }
    if (family.edges.len)
        qsort(family.edges.items, family.edges.len, sizeof *family.edges.items, edge_order);
    stm_arena_free(scratch);
    return family;
}

stm_family stm_family_make(stm_arena *arena, const stm_document *const *docs, uint32_t count,
                           stm_pairs pairs) {
    stm_arena *scratch = stm_arena_new();
    const stm_standing *standings = stm_standings_make(scratch, docs, count);
    stm_family family = stm_family_of(arena, standings, count, pairs);
    stm_arena_free(scratch);
    return family;
}
