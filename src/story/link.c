/* link.c - groups joined two by two, the likest first. */
#include "story/link.h"

/* Each group stands at its first item. best[i] is the likest group behind i. */
typedef struct {
    double *pairs;
    uint32_t *weights, *best;
    uint32_t *live; /* the first items, in order */
    uint32_t count, lives;
} linking;

static double mean(const linking *l, uint32_t a, uint32_t b) {
    return l->pairs[(size_t)a * l->count + b] / ((double)l->weights[a] * (double)l->weights[b]);
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
    for (uint32_t i = 0; i < l->lives && l->live[i] < b; i++) {
        uint32_t k = l->live[i];
        if (k == a || l->best[k] == a || l->best[k] == b)
            find_best(l, i);
        else if (k < a && mean(l, k, a) > mean(l, k, l->best[k]))
            l->best[k] = a;
    }
}

void stm_link(stm_arena *arena, double *pairs, const uint32_t *weights, uint32_t count,
              double threshold, uint32_t *group) {
    linking l = {pairs,
                 STM_TAKE(arena, uint32_t, count),
                 STM_TAKE(arena, uint32_t, count),
                 STM_TAKE(arena, uint32_t, count),
                 count,
                 count};
    for (uint32_t i = 0; i < count; i++) {
        l.weights[i] = weights[i];
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
