/* link.c - groups joined two by two, the likest first. */
#include "story/link.h"

/* Each group stands at its first node. best[i] is the likest group behind i. from and to: the first
 * and last time of a group. */
typedef struct {
    double *pairs;
    uint32_t *weights, *best;
    int64_t *from, *to;
    uint32_t *live; /* the first nodes, in order */
    uint32_t count, lives;
} linking;

static double nearness(const linking *l, uint32_t a, uint32_t b) {
    if (l->from[b] > l->to[a]) return stm_node_nearness(l->from[b], l->to[a]);
    if (l->from[a] > l->to[b]) return stm_node_nearness(l->from[a], l->to[b]);
    return 1;
}

static double mean(const linking *l, uint32_t a, uint32_t b) {
    double pairs = (double)l->weights[a] * (double)l->weights[b];
    return l->pairs[(size_t)a * l->count + b] / pairs * nearness(l, a, b);
}

static void find_best(linking *l, uint32_t place) {
    uint32_t a = l->live[place];
    double most = -1;
    l->best[a] = a;
    for (uint32_t i = place + 1; i < l->lives; i++) {
        double value = mean(l, a, l->live[i]);
        if (value <= most) continue;
        most = value;
        l->best[a] = l->live[i];
    }
}

/* The place of the group that is likest to one behind it. */
static uint32_t likest(const linking *l, double *value) {
    uint32_t place = 0;
    *value = -1;
    for (uint32_t i = 0; i + 1 < l->lives; i++) {
        double of = mean(l, l->live[i], l->best[l->live[i]]);
        if (of <= *value) continue;
        *value = of;
        place = i;
    }
    return place;
}

static void join_times(linking *l, uint32_t a, uint32_t b) {
    if (l->from[b] == STM_UNDATED) return;
    if (l->from[a] == STM_UNDATED || l->from[a] > l->from[b]) l->from[a] = l->from[b];
    if (l->to[a] < l->to[b]) l->to[a] = l->to[b];
}

/* Joins b to a, which stands before it. */
static void join(linking *l, uint32_t a, uint32_t b) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < l->lives; i++)
        if (l->live[i] != b) l->live[kept++] = l->live[i];
    l->lives = kept;
    for (uint32_t i = 0; i < l->lives; i++) {
        uint32_t k = l->live[i];
        if (k == a) continue;
        double sum = l->pairs[(size_t)a * l->count + k] + l->pairs[(size_t)b * l->count + k];
        l->pairs[(size_t)a * l->count + k] = l->pairs[(size_t)k * l->count + a] = sum;
    }
    l->weights[a] += l->weights[b];
    join_times(l, a, b);
    for (uint32_t i = 0; i < l->lives && l->live[i] < b; i++) {
        uint32_t k = l->live[i];
        if (k == a || l->best[k] == a || l->best[k] == b)
            find_best(l, i);
        else if (k < a && mean(l, k, a) > mean(l, k, l->best[k]))
            l->best[k] = a;
    }
}

void stm_link(stm_arena *arena, const stm_node *nodes, double *pairs, uint32_t count,
              double threshold, uint32_t *group) {
    linking l = {.pairs = pairs,
                 .weights = STM_TAKE(arena, uint32_t, count),
                 .best = STM_TAKE(arena, uint32_t, count),
                 .from = STM_TAKE(arena, int64_t, count),
                 .to = STM_TAKE(arena, int64_t, count),
                 .live = STM_TAKE(arena, uint32_t, count),
                 .count = count,
                 .lives = count};
    for (uint32_t i = 0; i < count; i++) {
        l.weights[i] = nodes[i].reports;
        l.from[i] = l.to[i] = nodes[i].time;
        l.live[i] = group[i] = i;
    }
    for (uint32_t i = 0; i < count; i++) find_best(&l, i);
    while (l.lives > 1) {
        double value;
        uint32_t a = l.live[likest(&l, &value)], b = l.best[a];
        if (value < threshold) break;
        for (uint32_t i = 0; i < count; i++)
            if (group[i] == b) group[i] = a;
        join(&l, a, b);
    }
}
