/* divide.h - the stories among reports of one topic. */
#ifndef STM_STORY_DIVIDE_H
#define STM_STORY_DIVIDE_H

#include "story/node.h"

/* Nodes that are divided at once, at most: the work grows with their square. */
enum { STM_DIVIDE_MOST = 512 };

/* Sets group[i] to the number of the first node that is of one story with node i.
 *
 * Nodes are joined two by two, the likest first, for as long as the mean likeness of the pairs
 * between them is high enough (average linkage, link.h). Then each group is looked at for itself,
 * and parted as long as it falls apart (part.h): only there shows what keeps two similar events
 * from being one.
 *
 * The result depends on the order of nodes, which is therefore that of their reports. */
void stm_divide(const stm_node *nodes, uint32_t count, uint32_t *group);

#endif
