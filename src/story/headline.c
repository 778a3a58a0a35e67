/* headline.c - what a story is called. */
#include "story/headline.h"

#include "base/map.h"
#include "text/document.h"

enum {
    LONGEST = 400, /* bytes of a title */
    LOOKED_AT = 64 /* reports, so that a story's title costs no more than so many */
};

/* The weights of the terms of all reports that are looked at. */
typedef struct {
    stm_rarity *rarity;
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

static stm_slice cut(stm_slice text) {
    if (text.len <= LONGEST) return text;
    size_t len = LONGEST;
    while (len && text.data[len] != ' ') len--;
    for (text.len = len ? len : LONGEST; !len && (text.data[text.len] & 0xC0) == 0x80;) text.len--;
    return text;
}

static stm_slice first_sentence(stm_arena *scratch, const stm_report *report) {
    if (!report->blocks.len) return (stm_slice){0};
    stm_report *opening = STM_TAKE(scratch, stm_report, 1);
    stm_block block = report->blocks.items[0];
    *opening = (stm_report){.id = report->id, .language = report->language};
    opening->text = cut(stm_slice_at(report->text, block.span));
    block.span = (stm_span){0, (uint32_t)opening->text.len};
    stm_vec_put(scratch, &opening->blocks, block);
    const stm_document *doc = stm_document_new(scratch, opening);
    if (!doc->sentence_count) return (stm_slice){0};
    const stm_sentence *sentence = &doc->sentences[0];
    return stm_slice_at(opening->text, stm_document_span(doc, sentence->first, sentence->last));
}

static stm_slice choose(whole *w, const stm_report *const *reports,
                        const stm_vector *const *vectors, uint32_t count) {
    uint32_t best = 0;
    double most = -1;
    bool titled = false;
    for (uint32_t i = 0; i < count; i++) add(w, *vectors[i]);
    for (uint32_t i = 0; i < count; i++) titled = titled || reports[i]->title.len;
    for (uint32_t i = 0; i < count; i++) {
        const stm_report *report = reports[i];
        if (titled && !report->title.len) continue;
        double of = likeness(w, titled ? stm_vector_of(w->scratch, report->language, report->title)
                                       : *vectors[i]);
        if (of <= most) continue;
        most = of;
        best = i;
    }
    return titled ? cut(reports[best]->title) : first_sentence(w->scratch, reports[best]);
}

stm_slice stm_headline_choose(stm_rarity *rarity, const stm_report *const *reports,
                              const stm_vector *const *vectors, uint32_t count) {
    if (count == 1 && reports[0]->title.len) return cut(reports[0]->title);
    whole w = {.rarity = rarity, .scratch = stm_arena_new()};
    stm_slice title = choose(&w, reports, vectors, count < LOOKED_AT ? count : LOOKED_AT);
    stm_arena_free(w.scratch);
    return title;
}
