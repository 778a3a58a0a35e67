/* divide.c - the stories among reports of one topic. */
#include "story/divide.h"

#include "base/vec.h"
#include "story/link.h"
#include "story/pairwise.h"
#include "story/part.h"

/* The mean likeness that joins two groups. */
static const double threshold = 0.19;

/* The mean likeness that brings a report that was left alone to a group, and how many times that
 * with any other group it is at least. */
static const double kin = 0.15, clear = 2;

typedef STM_VEC(uint32_t) numbers;

/* Of each pair of nodes, the sum over the pairs of their reports. */
static double *likenesses(stm_arena *arena, const stm_node *nodes, uint32_t count) {
    stm_vector *sums = STM_TAKE(arena, stm_vector, count);
    for (uint32_t i = 0; i < count; i++) sums[i] = nodes[i].sum;
    return stm_pairwise_dots(arena, sums, count);
}

/* Linking changes the likenesses, and so works on a copy. */
static void link_nodes(stm_arena *arena, const stm_node *nodes, const double *sums, uint32_t count,
                       uint32_t *group) {
    double *pairs = STM_TAKE(arena, double, (size_t)count *count);
    memcpy(pairs, sums, (size_t)count * count * sizeof *pairs);
    stm_link(arena, nodes, pairs, count, threshold, group);
}

/* Parts of parts, as long as they fall apart. */
static void part_group(stm_arena *arena, const stm_node *nodes, numbers members, uint32_t *group,
                       int depth) {
    enum { DEEPEST = 16 };
    const stm_node **own = STM_TAKE(arena, const stm_node *, members.len);
    bool *second = STM_TAKE(arena, bool, members.len);
    for (size_t i = 0; i < members.len; i++) own[i] = &nodes[members.items[i]];
    if (depth == DEEPEST || !stm_part_find(own, (uint32_t)members.len, second)) {
        for (size_t i = 0; i < members.len; i++) group[members.items[i]] = members.items[0];
        return;
    }
    numbers parts[2] = {{0}};
    for (size_t i = 0; i < members.len; i++)
        stm_vec_put(arena, &parts[second[i]], members.items[i]);
    part_group(arena, nodes, parts[0], group, depth + 1);
    part_group(arena, nodes, parts[1], group, depth + 1);
}

/* The group that a report alone is of after all, or its own. reports: of each group, at its first
 * node; sums: of likenesses between the report and each node. */
static uint32_t find_kin(const double *sums, const stm_node *nodes, const uint32_t *group,
                         const uint32_t *reports, uint32_t count, uint32_t alone, double *with) {
    double most = 0, next = 0;
    uint32_t found = alone;
    memset(with, 0, count * sizeof *with);
    for (uint32_t i = 0; i < count; i++)
        with[group[i]] += sums[i] * stm_node_nearness(nodes[i].time, nodes[alone].time);
    for (uint32_t i = 0; i < count; i++) {
        if (reports[i] < 2) continue;
        double mean = with[i] / reports[i];
        if (mean <= most) {
            if (next < mean) next = mean;
            continue;
        }
        next = most;
        most = mean;
        found = i;
    }
    return most >= kin && most >= clear * next ? found : alone;
}

/* All move at once, so that none follows another. */
static void join_strays(stm_arena *arena, const double *sums, const stm_node *nodes, uint32_t count,
                        uint32_t *group) {
    uint32_t *reports = STM_TAKE(arena, uint32_t, count), *to = STM_TAKE(arena, uint32_t, count);
    uint32_t *first = STM_TAKE(arena, uint32_t, count);
    double *with = STM_TAKE(arena, double, count);
    for (uint32_t i = 0; i < count; i++) reports[group[i]] += nodes[i].reports;
    for (uint32_t i = 0; i < count; i++)
        to[i] = reports[group[i]] > 1
                    ? group[i]
                    : find_kin(sums + (size_t)i * count, nodes, group, reports, count, i, with);
    for (uint32_t i = count; i-- > 0;) first[to[i]] = i;
    for (uint32_t i = 0; i < count; i++) group[i] = first[to[i]];
}

void stm_divide(const stm_node *nodes, uint32_t count, uint32_t *group) {
    stm_arena *arena = stm_arena_new();
    double *sums = likenesses(arena, nodes, count);
    link_nodes(arena, nodes, sums, count, group);
    numbers *members = STM_TAKE(arena, numbers, count);
    for (uint32_t i = 0; i < count; i++) stm_vec_put(arena, &members[group[i]], i);
    for (uint32_t i = 0; i < count; i++)
        if (members[i].len) part_group(arena, nodes, members[i], group, 0);
    join_strays(arena, sums, nodes, count, group);
    stm_arena_free(arena);
}
