/* topic.h - reports that may be of one story, while more may come. */
#ifndef STM_STORY_TOPIC_H
#define STM_STORY_TOPIC_H

#include "story/node.h"

/* nodes: what has come so far. sum: of all their vectors, by key, the heaviest terms of it. last:
 * the latest time of a report, or STM_UNDATED. Memory is the topic's. Zero-initialise but last. */
typedef struct {
    stm_node *nodes;
    uint32_t count, room;
    stm_term *sum;
    uint32_t terms, reports;
    int64_t last;
} stm_topic;

/* How likely a report is one of the topic's: the mean of what the two likest of the last nodes have
 * in common with it, 0 to 1, less where days lie between. Not what the topic as a whole has, which
 * is broad where it holds several stories: that drew reports away from the one that they are of. */
double stm_topic_likeness(const stm_topic *topic, const stm_spread *report, int64_t time);

/* Adds a report; its vector is copied. fresh: is set for each of its terms that the topic did not
 * have. */
void stm_topic_add(stm_topic *topic, const stm_node *report, bool *fresh);

/* Divides the topic's nodes into stories. node i is of the story of node group[i], which has room
 * for its nodes. */
void stm_topic_divide(const stm_topic *topic, uint32_t *group);

/* Makes one node of the nodes of each story. */
void stm_topic_condense(stm_topic *topic, const uint32_t *group);

void stm_topic_release(stm_topic *topic);

#endif
