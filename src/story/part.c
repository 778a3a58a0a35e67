/* part.c - where a group of reports falls in two. */
#include "story/part.h"

#include "base/map.h"
#include "story/pairwise.h"

#include <math.h>

/* The likeness between two parts over that within them, at most; less the second number over the
 * nodes of the smaller part. */
static const double apart = 0.38, doubt = 0.30;

enum { SMALLEST = 2, ROUNDS = 60, MOVES = 10 };

/* likeness: count * count, 0 between a node and itself. */
typedef struct {
    stm_arena *arena;
    const stm_node *const *nodes;
    uint32_t count;
    double *likeness;
    bool *second;
} parting;

static void count_holders(const parting *p, stm_map *holders) {
    for (uint32_t i = 0; i < p->count; i++) {
        stm_vector vector = p->nodes[i]->sum;
        for (uint32_t k = 0; k < vector.count; k++) {
            uint32_t *count = stm_map_put(p->arena, holders, vector.terms[k].key);
            *count = *count == STM_MAP_NONE ? 1 : *count + 1;
        }
    }
}

/* The node's vector as it looks from among the others, made one long. */
static stm_vector look_within(const parting *p, const stm_map *holders, stm_vector vector) {
    stm_vector local = {STM_TAKE(p->arena, stm_term, vector.count), 0};
    double square = 0;
    for (uint32_t i = 0; i < vector.count; i++) {
        uint32_t count = stm_map_find(holders, vector.terms[i].key);
        if (count < 2 || count >= p->count) continue;
        double lacking = (double)(p->count - count) / (p->count - 1);
        double weight = (double)vector.terms[i].weight * lacking;
        local.terms[local.count++] = (stm_term){vector.terms[i].key, (float)weight};
        square += weight * weight;
    }
    for (uint32_t i = 0; i < local.count; i++)
        local.terms[i].weight = (float)((double)local.terms[i].weight / sqrt(square));
    return local;
}

static void find_likeness(parting *p) {
    stm_map holders = {0};
    count_holders(p, &holders);
    stm_vector *local = STM_TAKE(p->arena, stm_vector, p->count);
    for (uint32_t i = 0; i < p->count; i++) local[i] = look_within(p, &holders, p->nodes[i]->sum);
    p->likeness = stm_pairwise_dots(p->arena, local, p->count);
    for (uint32_t i = 0; i < p->count; i++)
        for (uint32_t k = 0; k < p->count; k++)
            p->likeness[(size_t)i * p->count + k] *=
                stm_node_nearness(p->nodes[i]->time, p->nodes[k]->time);
}

/* Takes from each likeness the means of its row and column, so that only what differs is left. */
static double *centre(const parting *p, uint32_t *central) {
    uint32_t count = p->count;
    double *mean = STM_TAKE(p->arena, double, count), all = 0;
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t k = 0; k < count; k++) mean[i] += p->likeness[(size_t)i * count + k] / count;
        all += mean[i] / count;
        if (mean[i] > mean[*central]) *central = i;
    }
    double *centred = STM_TAKE(p->arena, double, (size_t)count *count);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < count; k++)
            centred[(size_t)i * count + k] =
                p->likeness[(size_t)i * count + k] - mean[i] - mean[k] + all;
    return centred;
}

/* Sets second by the leading eigenvector, sought from what the most central node looks like. Adding
 * half of the vector in each round keeps it from turning to one whose eigenvalue is below 0. */
static void bisect(const parting *p) {
    uint32_t count = p->count, central = 0;
    double *centred = centre(p, &central);
    double *vector = STM_TAKE(p->arena, double, count), *next = STM_TAKE(p->arena, double, count);
    memcpy(vector, centred + (size_t)central * count, count * sizeof *vector);
    vector[central] += 1;
    for (int round = 0; round < ROUNDS; round++) {
        double square = 0;
        for (uint32_t i = 0; i < count; i++) {
            next[i] = vector[i] / 2;
            for (uint32_t k = 0; k < count; k++)
                next[i] += centred[(size_t)i * count + k] * vector[k];
            square += next[i] * next[i];
        }
        if (square == 0) break;
        for (uint32_t i = 0; i < count; i++) vector[i] = next[i] / sqrt(square);
    }
    for (uint32_t i = 0; i < count; i++) p->second[i] = vector[i] > 0;
}

static void count_parts(const parting *p, uint32_t size[2]) {
    size[0] = size[1] = 0;
    for (uint32_t i = 0; i < p->count; i++) size[p->second[i]]++;
}

/* Lets each node move to the part it is nearer to; true where one did. */
static bool settle(const parting *p) {
    bool moved = false;
    uint32_t size[2];
    count_parts(p, size);
    for (uint32_t i = 0; i < p->count; i++) {
        bool own = p->second[i];
        if (size[own] <= SMALLEST || !size[!own]) continue;
        double sum[2] = {0};
        for (uint32_t k = 0; k < p->count; k++)
            sum[p->second[k]] += p->likeness[(size_t)i * p->count + k];
        if (sum[!own] / size[!own] <= sum[own] / (size[own] - 1)) continue;
        p->second[i] = !own;
        size[own]--;
        size[!own]++;
        moved = true;
    }
    return moved;
}

static bool are_apart(const parting *p) {
    enum { BETWEEN = 2 };
    double sum[3] = {0}, pairs[3] = {0};
    for (uint32_t i = 0; i < p->count; i++)
        for (uint32_t k = 0; k < i; k++) {
            int of = p->second[i] == p->second[k] ? p->second[i] : BETWEEN;
            sum[of] += p->likeness[(size_t)i * p->count + k];
            pairs[of]++;
        }
    uint32_t size[2];
    count_parts(p, size);
    uint32_t smaller = size[0] < size[1] ? size[0] : size[1];
    if (smaller < SMALLEST) return false;
    double within = (sum[0] / pairs[0] + sum[1] / pairs[1]) / 2;
    return sum[BETWEEN] / pairs[BETWEEN] < (apart - doubt / smaller) * within;
}

bool stm_part_find(const stm_node *const *nodes, uint32_t count, bool *second) {
    if (count < 2 * SMALLEST) return false;
    parting p = {stm_arena_new(), nodes, count, NULL, second};
    find_likeness(&p);
    bisect(&p);
    for (int i = 0; i < MOVES && settle(&p); i++) continue;
    bool found = are_apart(&p);
    stm_arena_free(p.arena);
    return found;
}
