/* dispute.c - what one asserts and another denies. */
#include "collate/difference.h"

#include "base/map.h"

enum { ALIKE = 680, SAME = 640, NEAR = 380, MOST_WITNESSES = 400 };

/* A cluster, or a clause that is in none. */
static uint64_t party_of(const stm_differing *d, uint32_t clause) {
    uint32_t cluster = d->clusters->of[clause];
    return cluster == STM_NO_CLUSTER ? (uint64_t)clause << 32 | 1 : (uint64_t)cluster << 1;
}

static bool is_denial(const stm_clause *clause) {
    return clause->negated || clause->refused || clause->modality == STM_DENIED;
}

/* The clause with what its cluster has that opposes the same other clause. */
static stm_side side_of(const stm_differing *d, uint32_t at, uint32_t against) {
    const stm_clause *clause = &d->clauses->items[at];
    bool apart = clause->modality == STM_DENIED;
    stm_side side = {.text = apart ? stm_clause_text(d->story, clause)
                                   : stm_clause_core(d->story, clause),
                     .value = is_denial(clause) ? STM_LIT("denied") : STM_LIT("stated"),
                     .speaker = clause->speaker};
    uint32_t cluster = d->clusters->of[at];
    stm_difference_witness(d, &side, at);
    if (cluster == STM_NO_CLUSTER) return side;
    const stm_cluster *group = &d->clusters->clusters.items[cluster];
    for (size_t i = 0; i < group->members.len && i < MOST_WITNESSES; i++) {
        uint32_t other = group->members.items[i];
        const stm_clause *also = &d->clauses->items[other];
        if (also->speaker != side.speaker || is_denial(also) != is_denial(clause)) continue;
        stm_likeness like = stm_likeness_of(d->clauses, also, &d->clauses->items[against]);
        if (like.opposed && like.score >= NEAR) stm_difference_witness(d, &side, other);
    }
    return side;
}

/* A statement of one report that another sentence of it takes back is no difference of reports. */
static bool is_dispute(const stm_clause *a, const stm_clause *b) {
    if (!a->finite || !b->finite || a->wished != b->wished) return false;
    if (is_denial(a) == is_denial(b) || a->twice || b->twice) return false;
    if (a->modality == STM_POSSIBLE || b->modality == STM_POSSIBLE) return false;
    if ((a->modality == STM_EXPECTED) != (b->modality == STM_EXPECTED)) return false;
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
        stm_side yes = side_of(d, stated, denied), no = side_of(d, denied, stated);
        stm_difference found =
            stm_difference_begin(d, STM_DIFFERS_NEGATION, d->clusters->of[stated], yes.text);
        stm_vec_put(d->arena, &found.sides, yes);
        stm_vec_put(d->arena, &found.sides, no);
        stm_difference_keep(d, found);
    }
}

static bool is_flat(const stm_clause *clause) {
    return clause->modality == STM_STATED || clause->modality == STM_SAID;
}

/* The clause as a side of what is stated and what is only possible. */
static void put_hedge(const stm_differing *d, stm_difference *to, uint32_t at) {
    const stm_clause *clause = &d->clauses->items[at];
    bool open = clause->modality == STM_POSSIBLE;
    stm_slice value = open ? STM_LIT("possible") : STM_LIT("stated");
    stm_difference_put(d, to, at, value);
}

void stm_hedges_find(stm_differing *d) {
    for (uint32_t c = 0; c < d->clusters->clusters.len; c++) {
        const stm_cluster *cluster = &d->clusters->clusters.items[c];
        if (cluster->reports < 2 || d->statement_of[c] == UINT32_MAX) continue;
        stm_difference found = stm_difference_begin(d, STM_DIFFERS_MODALITY, c, (stm_slice){0});
        const stm_clause *items = d->clauses->items;
        uint32_t first = UINT32_MAX;
        for (size_t i = 0; i < cluster->members.len && first == UINT32_MAX; i++)
            if (items[cluster->members.items[i]].modality == STM_POSSIBLE)
                first = cluster->members.items[i];
        for (size_t i = 0; first != UINT32_MAX && i < cluster->members.len; i++) {
            uint32_t at = cluster->members.items[i];
            stm_likeness like = stm_likeness_of(d->clauses, &items[first], &items[at]);
            if (items[at].open || like.score < SAME) continue;
            if (items[at].weight > 2 * items[first].weight) continue;
            if (items[first].weight > 2 * items[at].weight) continue;
            if (items[at].modality == STM_POSSIBLE || (like.hedged && is_flat(&items[at])))
                put_hedge(d, &found, at);
        }
        if (found.sides.len) found.topic = found.sides.items[0].text;
        stm_difference_keep(d, found);
    }
}
