/* only.c - what one report alone states. */
#include "collate/only.h"

enum { NEAR = 430, LEAST_TERMS = 3, ONE = 256, MOST = 4 };

static bool is_alone(const stm_clauses *clauses, const stm_clusters *clusters, uint32_t at) {
    uint32_t cluster = clusters->of[at];
    if (cluster != STM_NO_CLUSTER && clusters->clusters.items[cluster].reports > 1) return false;
    return clusters->nearest[at] < NEAR && clauses->items[at].terms > 0 && !clauses->items[at].open;
}

/* A name, a figure, a date: what a reader could look up. */
static bool is_checkable(const stm_document *doc, const stm_term *term) {
    if (term->kind == STM_TERM_DATE || term->kind == STM_TERM_COUNT) return true;
    const stm_token *token = &doc->tokens[term->token];
    return token->kind == STM_NUMBER ||
           (token->kind == STM_WORD && token->shape != STM_LOWER && !token->opens);
}

typedef struct {
    uint32_t terms, checkable, weight;
} substance;

static void weigh(const stm_document *doc, const stm_clauses *clauses, const stm_clause *clause,
                  substance *sum) {
    for (uint32_t i = 0; i < clause->terms; i++) {
        const stm_term *term = &clauses->terms[clause->term + i];
        if (term->common) continue;
        sum->terms++;
        /* What the whole story speaks of is no news in this clause. */
        bool rare =
            term->weight > 170 || term->kind == STM_TERM_DATE || term->kind == STM_TERM_COUNT;
        if (is_checkable(doc, term) && rare) sum->checkable++;
        sum->weight += term->weight;
    }
}

void stm_only_find(stm_arena *arena, const stm_story *story, const stm_clauses *clauses,
                   const stm_clusters *clusters, stm_collation *collation) {
    for (uint32_t at = 0; at < clauses->count;) {
        if (!is_alone(clauses, clusters, at)) {
            at++;
            continue;
        }
        const stm_clause *first = &clauses->items[at];
        const stm_document *doc = story->accounts[first->report].doc;
        stm_span span = first->shown;
        substance sum = {0};
        for (; at < clauses->count; at++) {
            const stm_clause *clause = &clauses->items[at];
            if (clause->report != first->report || clause->sentence != first->sentence) break;
            if (!is_alone(clauses, clusters, at)) break;
            if (clause->shown.start < span.start) span.start = clause->shown.start;
            if (clause->shown.end > span.end) span.end = clause->shown.end;
            weigh(doc, clauses, clause, &sum);
        }
        if (sum.terms < LEAST_TERMS || !sum.checkable) continue;
        uint32_t weight = (sum.checkable < MOST ? sum.checkable : MOST) * ONE;
        weight += sum.weight < MOST * ONE ? sum.weight : MOST * ONE;
        if (!first->whole) weight = weight * 3 / 4;
        stm_vec_put(arena, &collation->only,
                    (stm_only){first->report, span, stm_slice_at(doc->report->text, span), weight});
    }
}
