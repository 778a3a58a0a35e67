/* dispute.c - what one asserts and another denies. */
#include "collate/difference.h"

#include "base/map.h"

enum { ALIKE = 600, MOST_WITNESSES = 400 };

/* A cluster, or a clause that is in none. */
static uint64_t party_of(const stm_differing *d, uint32_t clause) {
    uint32_t cluster = d->clusters->of[clause];
    return cluster == STM_NO_CLUSTER ? (uint64_t)clause << 32 | 1 : (uint64_t)cluster << 1;
}

static bool is_denial(const stm_clause *clause) {
    return clause->negated || clause->refused || clause->modality == STM_DENIED;
}

static stm_side side_of(const stm_differing *d, uint32_t at) {
    const stm_clause *clause = &d->clauses->items[at];
    stm_side side = {.text = stm_clause_text(d->story, clause),
                     .value = is_denial(clause) ? STM_LIT("denied") : STM_LIT("stated"),
                     .speaker = clause->speaker};
    uint32_t cluster = d->clusters->of[at];
    stm_difference_witness(d, &side, at);
    if (cluster == STM_NO_CLUSTER) return side;
    const stm_cluster *group = &d->clusters->clusters.items[cluster];
    for (size_t i = 0; i < group->members.len && i < MOST_WITNESSES; i++) {
        uint32_t other = group->members.items[i];
        if (d->clauses->items[other].speaker != side.speaker) continue;
        if (is_denial(&d->clauses->items[other]) == is_denial(clause))
            stm_difference_witness(d, &side, other);
    }
    return side;
}

/* A statement of one report that another sentence of it takes back is no difference of reports. */
static bool is_dispute(const stm_clause *a, const stm_clause *b) {
    if (a->open || b->open) return false;
    if (is_denial(a) == is_denial(b)) return false;
    return a->report != b->report;
}

void stm_disputes_find(stm_differing *d) {
    stm_map seen = {0};
    for (size_t i = 0; i < d->clusters->opposed.len; i++) {
        stm_clause_pair pair = d->clusters->opposed.items[i];
        const stm_clause *a = &d->clauses->items[pair.a], *b = &d->clauses->items[pair.b];
        if (pair.score < ALIKE || !is_dispute(a, b)) continue;
        uint64_t x = party_of(d, pair.a), y = party_of(d, pair.b);
        uint64_t key = x < y ? stm_hash_join(x, y) : stm_hash_join(y, x);
        uint32_t *slot = stm_map_put(d->scratch, &seen, key);
        if (*slot != STM_MAP_NONE) continue;
        *slot = 0;
        uint32_t stated = is_denial(a) ? pair.b : pair.a, denied = is_denial(a) ? pair.a : pair.b;
        stm_side yes = side_of(d, stated), no = side_of(d, denied);
        stm_difference found =
            stm_difference_begin(d, STM_DIFFERS_NEGATION, d->clusters->of[stated], yes.text);
        stm_vec_put(d->arena, &found.sides, yes);
        stm_vec_put(d->arena, &found.sides, no);
        stm_difference_keep(d, found);
    }
}
