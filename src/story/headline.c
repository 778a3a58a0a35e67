/* headline.c - what a story is called. */
#include "story/headline.h"

#include "base/map.h"
#include "base/vec.h"

/* Reports, so that a story's title costs no more than so many. */
enum { LOOKED_AT = 64 };

/* The weights of the terms of all reports that are looked at. */
typedef struct {
    const stm_rarity *rarity;
    stm_arena *scratch;
    stm_map places;
    STM_VEC(double) sums;
} whole;

static void add(whole *w, stm_vector vector) {
    stm_term terms[STM_RARITY_TERMS];
    vector = stm_rarity_weigh(w->rarity, vector, terms);
    for (uint32_t i = 0; i < vector.count; i++) {
        uint32_t *place = stm_map_put(w->scratch, &w->places, terms[i].key);
        if (*place == STM_MAP_NONE) {
            *place = (uint32_t)w->sums.len;
            stm_vec_put(w->scratch, &w->sums, 0);
        }
        w->sums.items[*place] += (double)terms[i].weight;
    }
}

/* How like the words are to the whole, their own number made up for. */
static double likeness(const whole *w, stm_vector vector) {
    stm_term terms[STM_RARITY_TERMS];
    vector = stm_rarity_weigh(w->rarity, vector, terms);
    double sum = 0;
    for (uint32_t i = 0; i < vector.count; i++) {
        uint32_t place = stm_map_find(&w->places, terms[i].key);
        if (place != STM_MAP_NONE) sum += (double)terms[i].weight * w->sums.items[place];
    }
    return sum;
}

/* Where one has a title, those without are out of the choice. Of two that are as like, sums taken
 * in another order aside, it is the first. */
static stm_slice choose(whole *w, const stm_gist *reports, uint32_t count) {
    uint32_t best = 0;
    const double even = 1.000001;
    double most = -1;
    bool titled = false;
    for (uint32_t i = 0; i < count; i++) add(w, reports[i].vector);
    for (uint32_t i = 0; i < count; i++) titled = titled || reports[i].titled;
    for (uint32_t i = 0; i < count; i++) {
        if (reports[i].titled != titled) continue;
        double of = likeness(w, reports[i].naming);
        if (of <= most * even) continue;
        most = of;
        best = i;
    }
    return reports[best].headline;
}

stm_slice stm_headline_choose(const stm_rarity *rarity, const stm_gist *reports, uint32_t count) {
    if (count == 1) return reports[0].headline;
    whole w = {.rarity = rarity, .scratch = stm_arena_new()};
    stm_slice title = choose(&w, reports, count < LOOKED_AT ? count : LOOKED_AT);
    stm_arena_free(w.scratch);
    return title;
}
