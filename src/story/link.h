/* link.h - groups joined two by two, the likest first. */
#ifndef STM_STORY_LINK_H
#define STM_STORY_LINK_H

#include "base/arena.h"
#include "story/node.h"

/* Average linkage. pairs[i * count + k]: the sum of likenesses between the reports of nodes i and
 * k, time left out; symmetric; changed on the way. Joins while the likest two groups have a mean of
 * at least `threshold`, less where days lie between the last report of one and the first of the
 * other: a story that goes on for a week is not pulled apart by its length. Sets group[i] to the
 * first node of i's group. Of equal means the first two are joined. Time: the square of count as a
 * rule, its cube at worst. */
void stm_link(stm_arena *arena, const stm_node *nodes, double *pairs, uint32_t count,
              double threshold, uint32_t *group);

#endif
