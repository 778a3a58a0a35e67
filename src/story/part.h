/* part.h - where a group of reports falls in two. */
#ifndef STM_STORY_PART_H
#define STM_STORY_PART_H

#include "story/node.h"

/* Whether the nodes fall into two parts, each far more alike within than between; then second[i]
 * tells which are the second one's. Words that all of them have, and those that one alone has, tell
 * nothing here: what is left is what two earthquakes, or two trials of one person, do not share.
 * Nodes with days between them are less alike.
 *
 * The parts are found by the sign of the leading eigenvector of the centred likenesses (spectral
 * bisection), from which nodes move to the part they are nearer to. Parts are of two nodes at
 * least, and small ones must be further apart, since chance makes those. At most STM_DIVIDE_MOST
 * nodes; the work grows with their square. */
bool stm_part_find(const stm_node *const *nodes, uint32_t count, bool *second);

#endif
