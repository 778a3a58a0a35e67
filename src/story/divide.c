/* divide.c - the stories among reports of one topic. */
#include "story/divide.h"

#include "base/vec.h"
#include "story/link.h"
#include "story/pairwise.h"
#include "story/part.h"

/* The mean likeness that joins two groups. */
static const double threshold = 0.19;

typedef STM_VEC(uint32_t) numbers;

static void link_nodes(stm_arena *arena, const stm_node *nodes, uint32_t count, uint32_t *group) {
    stm_vector *sums = STM_TAKE(arena, stm_vector, count);
    for (uint32_t i = 0; i < count; i++) sums[i] = nodes[i].sum;
    double *pairs = stm_pairwise_dots(arena, sums, count);
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

void stm_divide(const stm_node *nodes, uint32_t count, uint32_t *group) {
    stm_arena *arena = stm_arena_new();
    link_nodes(arena, nodes, count, group);
    numbers *members = STM_TAKE(arena, numbers, count);
    for (uint32_t i = 0; i < count; i++) stm_vec_put(arena, &members[group[i]], i);
    for (uint32_t i = 0; i < count; i++)
        if (members[i].len) part_group(arena, nodes, members[i], group, 0);
    stm_arena_free(arena);
}
