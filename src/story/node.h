/* node.h - reports that stay together: one, or several that were found to be of one story. */
#ifndef STM_STORY_NODE_H
#define STM_STORY_NODE_H

#include "story/vector.h"

/* The time of a report without one, in seconds. */
#define STM_UNDATED INT64_MIN

/* sum: of the weighed vectors of its reports, pruned where they are many. time: their mean, in
 * seconds since 1970, or STM_UNDATED where none has one. first: the smallest of their numbers. */
typedef struct {
    stm_vector sum;
    uint32_t reports, first;
    int64_t time;
} stm_node;

/* What is left of a likeness between two times: half after two and a half days. 1 where either is
 * STM_UNDATED. */
double stm_node_nearness(int64_t a, int64_t b);

#endif
