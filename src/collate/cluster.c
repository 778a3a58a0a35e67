/* cluster.c - the clauses of a story grouped by what they say. */
#include "collate/cluster.h"

#include "base/map.h"

#include <stdlib.h>

enum {
    ALIKE = 560,     /* two clauses of two reports that say the same */
    ECHOED = 300,    /* two that are one utterance */
    REPEATED = 760,  /* the same within one report */
    TOGETHER = 370,  /* the mean that two groups need to become one, */
    EACH = 510,      /* and that of each one's best partner in the other */
    NEIGHBOURS = 12, /* the best partners that a clause keeps */
    WORK = 4000,     /* postings read for a clause */
    LEAST_LISTS = 2, /* lists read whatever they cost, unless they are enormous */
    LONGEST = 8000,  /* an enormous list */
    WEIGHED = 160,   /* clauses compared with a clause: those that share most */
    OPENING = 2,     /* sentences that say what a report is about */
    SAMPLE = 6       /* members that stand for a group */
};

typedef struct {
    uint64_t key;
    uint32_t clause;
    uint16_t weight;
} posting;

typedef struct {
    stm_arena *arena, *scratch;
    const stm_story *story;
    const stm_clauses *clauses;
    posting *postings;
    size_t posting_count;
    uint32_t *twin;           /* the first clause that is word for word the same; itself if first */
    uint32_t *seen, *touched; /* seen: weight shared with the clause at hand */
    STM_VEC(stm_clause_pair) edges;
    stm_clusters *result;
} grouping;

static int by_posting(const void *a, const void *b) {
    const posting *x = a, *y = b;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    return (x->clause > y->clause) - (x->clause < y->clause);
}

/* Copies of a clause are joined beforehand, so that a dispatch printed by hundreds costs as much as
 * one. */
static void find_twins(grouping *g) {
    stm_map map = {0};
    g->twin = STM_TAKE(g->scratch, uint32_t, g->clauses->count + 1);
    for (uint32_t i = 0; i < g->clauses->count; i++) {
        const stm_clause *clause = &g->clauses->items[i];
        uint64_t key =
            stm_hash_join(clause->open + 2u * (clause->modality == STM_DENIED), clause->subject);
        for (uint32_t t = 0; t < clause->terms; t++) {
            const stm_term *term = &g->clauses->terms[clause->term + t];
            key = stm_hash_join(key, term->key + term->negated + 2u * term->direct);
        }
        uint32_t *slot = stm_map_put(g->scratch, &map, key);
        if (*slot == STM_MAP_NONE) *slot = i;
        g->twin[i] = *slot;
    }
}

static void index_terms(grouping *g) {
    g->postings = STM_TAKE(g->scratch, posting, g->clauses->term_count + 1);
    for (uint32_t i = 0; i < g->clauses->count; i++) {
        const stm_clause *clause = &g->clauses->items[i];
        if (g->twin[i] != i) continue;
        for (uint32_t t = 0; t < clause->terms; t++) {
            const stm_term *term = &g->clauses->terms[clause->term + t];
            if (term->common) continue;
            g->postings[g->posting_count++] = (posting){term->key, i, term->weight};
        }
    }
    if (g->posting_count) qsort(g->postings, g->posting_count, sizeof(posting), by_posting);
}

typedef struct {
    size_t first, last;
} run;

static run find_run(const grouping *g, uint64_t key) {
    size_t low = 0, high = g->posting_count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (g->postings[mid].key < key)
            low = mid + 1;
        else
            high = mid;
    }
    size_t last = low;
    high = g->posting_count;
    while (last < high) {
        size_t mid = last + (high - last) / 2;
        if (g->postings[mid].key <= key)
            last = mid + 1;
        else
            high = mid;
    }
    return (run){low, last};
}

static int by_length(const void *a, const void *b) {
    const run *x = a, *y = b;
    size_t m = x->last - x->first, n = y->last - y->first;
    if (m != n) return m < n ? -1 : 1;
    return (x->first > y->first) - (x->first < y->first);
}

/* Clauses that share a rare term with this one; returns how many stand in touched. */
static uint32_t gather(grouping *g, uint32_t at) {
    const stm_clause *clause = &g->clauses->items[at];
    run *runs = STM_TAKE(g->scratch, run, clause->terms + 1);
    uint32_t lists = 0, found = 0;
    for (uint32_t t = 0; t < clause->terms; t++) {
        const stm_term *term = &g->clauses->terms[clause->term + t];
        if (!term->common) runs[lists++] = find_run(g, term->key);
    }
    qsort(runs, lists, sizeof *runs, by_length);
    size_t work = 0;
    for (uint32_t i = 0; i < lists; i++) {
        size_t length = runs[i].last - runs[i].first;
        work += length;
        if (length > LONGEST || (work > WORK && i >= LEAST_LISTS)) break;
        for (size_t p = runs[i].first; p < runs[i].last; p++) {
            uint32_t other = g->postings[p].clause;
            if (other == at) continue;
            if (!g->seen[other]) g->touched[found++] = other;
            g->seen[other] += g->postings[p].weight + 1u;
        }
    }
    return found;
}

/* Best first; full order. */
static int by_score(const void *a, const void *b) {
    const stm_clause_pair *x = a, *y = b;
    if (x->score != y->score) return x->score > y->score ? -1 : 1;
    if (x->a != y->a) return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

typedef struct {
    stm_clause_pair best[NEIGHBOURS];
    uint32_t count;
} neighbours;

static void keep_best(neighbours *n, stm_clause_pair pair) {
    uint32_t at = n->count;
    while (at > 0 && by_score(&pair, &n->best[at - 1]) < 0) at--;
    if (at >= NEIGHBOURS) return;
    if (n->count < NEIGHBOURS) n->count++;
    for (uint32_t i = n->count - 1; i > at; i--) n->best[i] = n->best[i - 1];
    n->best[at] = pair;
}

static void weigh_neighbour(grouping *g, neighbours *n, uint32_t at, uint32_t other) {
    const stm_clause *a = &g->clauses->items[at], *b = &g->clauses->items[other];
    stm_likeness like = stm_likeness_of(g->clauses, a, b);
    if (a->report != b->report && like.score > g->result->nearest[at])
        g->result->nearest[at] = like.score;
    if (like.score < (a->report == b->report ? REPEATED : ALIKE)) return;
    stm_clause_pair pair = {at < other ? at : other, at < other ? other : at, like.score};
    if (!like.opposed)
        keep_best(n, pair);
    else if (at < other)
        stm_vec_put(g->arena, &g->result->opposed, pair);
}

/* What is asked or supposed is not stated. */
static bool is_candidate(const grouping *g, uint32_t at, uint32_t other) {
    const stm_clause *a = &g->clauses->items[at], *b = &g->clauses->items[other];
    if (a->open || b->open) return false;
    return g->seen[other] * 3 > a->weight || g->seen[other] * 3 > b->weight;
}

typedef struct {
    uint32_t shared, clause;
} candidate;

/* What shares most first; full order. */
static int by_shared(const void *a, const void *b) {
    const candidate *x = a, *y = b;
    if (x->shared != y->shared) return x->shared > y->shared ? -1 : 1;
    return (x->clause > y->clause) - (x->clause < y->clause);
}

/* The touched clauses worth comparing, in no order where they are few. Clears seen. */
static uint32_t choose(grouping *g, uint32_t at, uint32_t found, candidate *chosen) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < found; i++) {
        uint32_t other = g->touched[i];
        if (is_candidate(g, at, other)) chosen[count++] = (candidate){g->seen[other], other};
        g->seen[other] = 0;
    }
    if (count <= WEIGHED) return count;
    qsort(chosen, count, sizeof *chosen, by_shared);
    return WEIGHED;
}

static void find_edges(grouping *g) {
    uint32_t n = g->clauses->count;
    g->seen = STM_TAKE(g->scratch, uint32_t, n + 1);
    g->touched = STM_TAKE(g->scratch, uint32_t, n + 1);
    candidate *chosen = STM_TAKE(g->scratch, candidate, n + 1);
    for (uint32_t at = 0; at < n; at++) {
        if (g->twin[at] != at) continue;
        uint32_t count = choose(g, at, gather(g, at), chosen);
        neighbours near = {.count = 0};
        for (uint32_t i = 0; i < count; i++) weigh_neighbour(g, &near, at, chosen[i].clause);
        for (uint32_t i = 0; i < near.count; i++) stm_vec_put(g->scratch, &g->edges, near.best[i]);
    }
}

typedef struct {
    uint32_t parent, next, tail, size; /* next: a chain of the members, ends with UINT32_MAX */
} node;

static uint32_t root_of(node *nodes, uint32_t at) {
    while (nodes[at].parent != at) at = nodes[at].parent = nodes[nodes[at].parent].parent;
    return at;
}

/* A few members of the group, evenly drawn from its chain. */
static uint32_t draw(const node *nodes, uint32_t root, uint32_t sample[SAMPLE]) {
    uint32_t step = (nodes[root].size + SAMPLE - 1) / SAMPLE, at = root, count = 0, i = 0;
    for (; at != UINT32_MAX && count < SAMPLE && i < SAMPLE * 64; at = nodes[at].next, i++)
        if (step <= 64 ? i % step == 0 : i % 64 == 0) sample[count++] = at;
    return count;
}

/* Whether two groups say the same as a whole, so that a chain of near ones does not join what its
 * ends would not. */
static bool agree(const grouping *g, const node *nodes, uint32_t x, uint32_t y) {
    uint32_t xs[SAMPLE], ys[SAMPLE], best_x[SAMPLE] = {0}, best_y[SAMPLE] = {0};
    uint32_t m = draw(nodes, x, xs), n = draw(nodes, y, ys), opposed = 0;
    uint64_t sum = 0, of_x = 0, of_y = 0;
    for (uint32_t i = 0; i < m; i++)
        for (uint32_t j = 0; j < n; j++) {
            stm_likeness like =
                stm_likeness_of(g->clauses, &g->clauses->items[xs[i]], &g->clauses->items[ys[j]]);
            sum += like.score;
            opposed += like.opposed;
            /* Two things that one report tells apart are two. */
            bool same = g->clauses->items[xs[i]].report == g->clauses->items[ys[j]].report;
            if (same && like.score < ALIKE) return false;
            if (like.score > best_x[i]) best_x[i] = like.score;
            if (like.score > best_y[j]) best_y[j] = like.score;
        }
    for (uint32_t i = 0; i < m; i++) of_x += best_x[i];
    for (uint32_t j = 0; j < n; j++) of_y += best_y[j];
    if (opposed || sum < (uint64_t)TOGETHER * m * n) return false;
    return of_x * n + of_y * m >= (uint64_t)2 * EACH * m * n;
}

static void join(node *nodes, uint32_t x, uint32_t y) {
    uint32_t root = x < y ? x : y, child = x < y ? y : x;
    nodes[child].parent = root;
    nodes[nodes[root].tail].next = child;
    nodes[root].tail = nodes[child].tail;
    nodes[root].size += nodes[child].size;
}

/* Two groups that did not agree are not asked again before one has grown. */
static void join_edges(grouping *g, node *nodes) {
    stm_map refused = {0};
    for (size_t i = 0; i < g->edges.len; i++) {
        uint32_t x = root_of(nodes, g->edges.items[i].a), y = root_of(nodes, g->edges.items[i].b);
        if (x == y) continue;
        uint64_t pair = stm_hash_join((uint64_t)(x < y ? x : y) << 32 | (x < y ? y : x),
                                      (uint64_t)nodes[x].size + nodes[y].size);
        uint32_t *asked = stm_map_put(g->scratch, &refused, pair);
        if (*asked != STM_MAP_NONE) continue;
        *asked = 1;
        if (agree(g, nodes, x, y)) join(nodes, x, y);
    }
}

static void join_twins(grouping *g, node *nodes) {
    for (uint32_t i = 0; i < g->clauses->count; i++) {
        uint32_t first = g->twin[i];
        if (first == i) continue;
        const stm_clause *items = g->clauses->items;
        bool told = !items[i].open && items[i].terms > 1;
        if (told) join(nodes, root_of(nodes, first), i);
        g->result->nearest[i] = g->result->nearest[first];
        if (told && items[i].report != items[first].report)
            g->result->nearest[i] = g->result->nearest[first] = 1000;
    }
}

/* Whether both deny the same: "no conditions are required", "attaches no conditions". */
static bool deny_alike(const stm_clauses *clauses, const stm_clause *a, const stm_clause *b) {
    for (uint32_t t = 0; t < a->terms; t++) {
        const stm_term *x = &clauses->terms[a->term + t];
        const stm_term *y = x->direct && !x->common ? stm_clause_term(clauses, b, x->key) : NULL;
        if (y && y->direct) return true;
    }
    return false;
}

/* One utterance told in two ways may say two things where it is long, so its clauses still have to
 * have something in common. */
static void join_echoes(const grouping *g, const stm_echoes *echoes, node *nodes) {
    for (size_t i = 0; i < echoes->pairs.len; i++) {
        stm_echo pair = echoes->pairs.items[i];
        const stm_clause *a = &g->clauses->items[pair.a], *b = &g->clauses->items[pair.b];
        if (stm_likeness_of(g->clauses, a, b).score < ECHOED && !deny_alike(g->clauses, a, b))
            continue;
        uint32_t x = root_of(nodes, pair.a), y = root_of(nodes, pair.b);
        if (x != y) join(nodes, x, y);
    }
}

static int by_number(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* How many dates and quantities the clause has that no other report of the group has: to show it
 * would lay them in the mouths of all. */
static uint32_t lone_facts(const grouping *g, const stm_cluster *cluster, uint32_t at) {
    const stm_clause *clause = &g->clauses->items[at];
    size_t step = (cluster->members.len + 23) / 24;
    uint32_t lone = 0;
    for (uint32_t t = 0; t < clause->terms; t++) {
        const stm_term *term = &g->clauses->terms[clause->term + t];
        bool alone = term->kind >= STM_TERM_DATE;
        for (size_t i = 0; i < cluster->members.len && alone; i += step) {
            const stm_clause *other = &g->clauses->items[cluster->members.items[i]];
            if (other->report != clause->report && stm_clause_term(g->clauses, other, term->key))
                alone = false;
        }
        lone += alone;
    }
    return lone;
}

/* How well a clause stands for its group: how like the others it is, and how well it reads. */
static uint32_t fitness(const grouping *g, const stm_cluster *cluster, uint32_t at) {
    const stm_clause *clause = &g->clauses->items[at];
    size_t step = (cluster->members.len + 23) / 24;
    uint64_t sum = 0, count = 0;
    for (size_t i = 0; i < cluster->members.len; i += step) {
        uint32_t other = cluster->members.items[i];
        if (other == at) continue;
        sum += stm_likeness_of(g->clauses, clause, &g->clauses->items[other]).score;
        count++;
    }
    uint32_t score = count ? (uint32_t)(sum / count) : 0;
    uint32_t length = clause->shown.end - clause->shown.start, lone = lone_facts(g, cluster, at);
    score -= score < lone * 130 ? score : lone * 130;
    if (!clause->finite) score -= score < 120 ? score : 120;
    if (clause->whole)
        score += 220;
    else if (clause->finite)
        score += 90;
    if (clause->subject != STM_NOBODY) score += 60;
    if (clause->sentence < OPENING) score += 100;
    if (clause->dependent) score -= score < 150 ? score : 150;
    if (clause->headless) score -= score < 140 ? score : 140;
    if (clause->frame) score -= score < 200 ? score : 200;
    if (length > 260) score -= score < 150 ? score : 150;
    return score;
}

static void finish_cluster(grouping *g, const node *nodes, uint32_t root) {
    stm_cluster cluster = {0};
    for (uint32_t at = root; at != UINT32_MAX; at = nodes[at].next)
        stm_vec_put(g->arena, &cluster.members, at);
    qsort(cluster.members.items, cluster.members.len, sizeof(uint32_t), by_number);
    uint32_t best = 0, last = UINT32_MAX;
    size_t step = (cluster.members.len + 47) / 48;
    for (size_t i = 0; i < cluster.members.len; i++) {
        uint32_t at = cluster.members.items[i], report = g->clauses->items[at].report;
        g->result->of[at] = (uint32_t)g->result->clusters.len;
        cluster.reports += report != last;
        last = report;
        uint32_t score = i % step == 0 ? fitness(g, &cluster, at) + 1 : 0;
        if (score > best) {
            best = score;
            cluster.best = at;
        }
    }
    stm_vec_put(g->arena, &g->result->clusters, cluster);
}

stm_clusters *stm_clusters_make(stm_arena *arena, const stm_story *story,
                                const stm_clauses *clauses, const stm_echoes *echoes) {
    uint32_t n = clauses->count;
    grouping g = {.arena = arena, .scratch = stm_arena_new(), .story = story, .clauses = clauses};
    g.result = STM_TAKE(arena, stm_clusters, 1);
    g.result->of = STM_TAKE(arena, uint32_t, n + 1);
    g.result->nearest = STM_TAKE(arena, uint32_t, n + 1);
    find_twins(&g);
    index_terms(&g);
    find_edges(&g);
    if (g.edges.len) qsort(g.edges.items, g.edges.len, sizeof *g.edges.items, by_score);
    if (g.result->opposed.len)
        qsort(g.result->opposed.items, g.result->opposed.len, sizeof *g.result->opposed.items,
              by_score);
    node *nodes = STM_TAKE(g.scratch, node, n + 1);
    for (uint32_t i = 0; i < n; i++) nodes[i] = (node){i, UINT32_MAX, i, 1};
    join_twins(&g, nodes);
    join_echoes(&g, echoes, nodes);
    join_edges(&g, nodes);
    for (uint32_t i = 0; i < n; i++) g.result->of[i] = STM_NO_CLUSTER;
    for (uint32_t i = 0; i < n; i++)
        if (nodes[i].parent == i && nodes[i].size > 1) finish_cluster(&g, nodes, i);
    stm_arena_free(g.scratch);
    return g.result;
}
