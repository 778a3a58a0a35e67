/* topic.c - reports that may be of one story, while more may come. */
#include "story/topic.h"

#include "story/divide.h"

#include <stdlib.h>

/* Terms of a sum at most: beyond, the lightest are forgotten. */
enum { MOST = 512, KEPT = 256, NODE_KEPT = 128 };

enum { LATEST = 6 /* nodes that a report is compared with */ };

static uint32_t prune(stm_term *terms, uint32_t count, uint32_t most) {
    uint32_t kept = stm_terms_select(terms, count, most);
    if (kept < count) stm_terms_sort(terms, kept);
    return kept;
}

/* The sum of two, in memory of its own; fresh[i]: b's term i is not in a. */
static stm_vector add(stm_vector a, stm_vector b, bool *fresh) {
    stm_vector sum = {stm_alloc((a.count + b.count + 1) * sizeof *sum.terms), 0};
    for (uint32_t i = 0, k = 0; i < a.count || k < b.count;) {
        bool from_a = k == b.count || (i < a.count && a.terms[i].key <= b.terms[k].key);
        bool from_b = i == a.count || (k < b.count && b.terms[k].key <= a.terms[i].key);
        stm_term term = {from_a ? a.terms[i].key : b.terms[k].key, 0};
        if (from_b && fresh) fresh[k] = !from_a;
        if (from_a) term.weight += a.terms[i++].weight;
        if (from_b) term.weight += b.terms[k++].weight;
        sum.terms[sum.count++] = term;
    }
    return sum;
}

/* What is compared lies apart, and mostly far from the processor. */
static void fetch(stm_vector vector) {
    enum { LINE = 64 / sizeof(stm_term) };
    for (uint32_t i = 0; i < vector.count; i += LINE) __builtin_prefetch(&vector.terms[i]);
}

static double node_likeness(const stm_node *node, const stm_spread *report, int64_t time) {
    return stm_spread_dot(report, node->sum) / node->reports * stm_node_nearness(node->time, time);
}

double stm_topic_likeness(const stm_topic *topic, const stm_spread *report, int64_t time) {
    double first = 0, second = 0;
    uint32_t from = topic->count > LATEST ? topic->count - LATEST : 0;
    for (uint32_t i = from; i < topic->count; i++) fetch(topic->nodes[i].sum);
    for (uint32_t i = from; i < topic->count; i++) {
        double likeness = node_likeness(&topic->nodes[i], report, time);
        if (likeness > first) {
            second = first;
            first = likeness;
        } else if (likeness > second) {
            second = likeness;
        }
    }
    return topic->count > 1 ? (first + second) / 2 : first;
}

void stm_topic_add(stm_topic *topic, const stm_node *report, bool *fresh) {
    if (topic->count == topic->room) {
        topic->room = topic->room ? 2 * topic->room : 1;
        topic->nodes = stm_realloc(topic->nodes, topic->room * sizeof *topic->nodes);
    }
    stm_node *node = &topic->nodes[topic->count++];
    *node = *report;
    node->sum.terms = stm_alloc((report->sum.count + 1) * sizeof *node->sum.terms);
    if (report->sum.count)
        memcpy(node->sum.terms, report->sum.terms, report->sum.count * sizeof *node->sum.terms);
    stm_vector sum = add((stm_vector){topic->sum, topic->terms}, report->sum, fresh);
    free(topic->sum);
    topic->sum = sum.terms;
    topic->terms = sum.count > MOST ? prune(sum.terms, sum.count, KEPT) : sum.count;
    topic->reports += report->reports;
    if (topic->last < report->time) topic->last = report->time;
}

void stm_topic_divide(const stm_topic *topic, uint32_t *group) {
    stm_divide(topic->nodes, topic->count, group);
}

/* The mean of two times by how many reports each is of; undated ones have none. */
static int64_t mean_time(const stm_node *a, const stm_node *b) {
    if (a->time == STM_UNDATED) return b->time;
    if (b->time == STM_UNDATED) return a->time;
    return a->time + (b->time - a->time) / (a->reports + b->reports) * b->reports;
}

static void join(stm_node *to, stm_node *from) {
    stm_vector sum = add(to->sum, from->sum, NULL);
    free(to->sum.terms);
    free(from->sum.terms);
    to->time = mean_time(to, from);
    to->reports += from->reports;
    if (to->first > from->first) to->first = from->first;
    to->sum = (stm_vector){sum.terms, prune(sum.terms, sum.count, NODE_KEPT)};
}

void stm_topic_condense(stm_topic *topic, const uint32_t *group) {
    uint32_t kept = 0, place[STM_DIVIDE_MOST];
    for (uint32_t i = 0; i < topic->count; i++) {
        if (group[i] < i) {
            join(&topic->nodes[place[group[i]]], &topic->nodes[i]);
        } else {
            topic->nodes[kept] = topic->nodes[i];
            place[i] = kept++;
        }
    }
    topic->count = kept;
}

void stm_topic_release(stm_topic *topic) {
    for (uint32_t i = 0; i < topic->count; i++) free(topic->nodes[i].sum.terms);
    free(topic->nodes);
    free(topic->sum);
}
