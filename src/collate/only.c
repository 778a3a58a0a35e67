/* only.c - what one report alone states. */
#include "collate/only.h"

#include "base/map.h"

enum { NEAR = 430, AGREED = 560, LEAST_TERMS = 3, ONE = 256, MOST = 4 };

typedef struct {
    stm_arena *arena, *scratch;
    const stm_story *story;
    const stm_clauses *clauses;
    const stm_clusters *clusters;
    const stm_echoes *echoes;
    stm_collation *collation;
    stm_map owner; /* key of a term: the one report that has it, or SHARED */
} seeking;

#define SHARED (UINT32_MAX - 1)

static void find_owners(seeking *s) {
    for (uint32_t i = 0; i < s->clauses->count; i++) {
        const stm_clause *clause = &s->clauses->items[i];
        for (uint32_t t = 0; t < clause->terms; t++) {
            uint64_t key = s->clauses->terms[clause->term + t].key;
            uint32_t *slot = stm_map_put(s->scratch, &s->owner, key);
            if (*slot == STM_MAP_NONE)
                *slot = clause->report;
            else if (*slot != clause->report)
                *slot = SHARED;
        }
    }
}

/* Whether the quantity at the token is more than a small number told in a word ("two", "one of
 * the"). */
static bool is_figure(const stm_account *account, uint32_t token) {
    enum { DOZEN = 12 };
    stm_quantities all = account->quantities;
    uint32_t low = 0, high = all.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (all.items[middle].last <= token)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == all.count || all.items[low].first > token) return false;
    const stm_quantity *q = &all.items[low];
    if (q->is_share || q->of > 0 || q->value > DOZEN) return true;
    for (uint32_t i = q->first; i < q->last; i++)
        if (account->doc->tokens[i].kind == STM_NUMBER) return true;
    return false;
}

/* A name, a figure, a date: what a reader could look up. */
static bool is_checkable(const stm_account *account, const stm_term *term) {
    const stm_token *token = &account->doc->tokens[term->token];
    if (term->kind == STM_TERM_COUNT) return is_figure(account, term->token);
    if (term->kind >= STM_TERM_ENTITY) return true;
    return token->kind == STM_NUMBER ||
           (token->kind == STM_WORD && token->shape != STM_LOWER && !token->opens);
}

typedef struct {
    uint32_t terms, checkable, own, weight;
} substance;

static void weigh(const seeking *s, const stm_clause *clause, substance *sum) {
    const stm_account *account = &s->story->accounts[clause->report];
    for (uint32_t i = 0; i < clause->terms; i++) {
        const stm_term *term = &s->clauses->terms[clause->term + i];
        if (term->common) continue;
        bool own = stm_map_find(&s->owner, term->key) != SHARED;
        bool checkable = is_checkable(account, term);
        sum->terms++;
        sum->own += own && checkable;
        /* What the whole story speaks of is no news in this clause. */
        sum->checkable += checkable && (own || term->kind > STM_TERM_ENTITY || term->weight > 170);
        sum->weight += own ? term->weight : term->weight / 2;
    }
}

/* Whether the clause gives a quantity that no other report has. */
static bool has_own_count(const seeking *s, const stm_clause *clause) {
    const stm_account *account = &s->story->accounts[clause->report];
    for (uint32_t i = 0; i < clause->terms; i++) {
        const stm_term *term = &s->clauses->terms[clause->term + i];
        if (term->kind == STM_TERM_COUNT && is_checkable(account, term) &&
            stm_map_find(&s->owner, term->key) != SHARED)
            return true;
    }
    return false;
}

/* Whether the clause is a side of a difference: what it has alone is told there. */
static bool is_disputed(const seeking *s, const stm_clause *clause) {
    for (size_t d = 0; d < s->collation->differences.len; d++) {
        const stm_difference *difference = &s->collation->differences.items[d];
        for (size_t i = 0; i < difference->sides.len; i++) {
            const stm_witnesses *witnesses = &difference->sides.items[i].witnesses;
            for (size_t w = 0; w < witnesses->len; w++)
                if (witnesses->items[w].report == clause->report &&
                    stm_span_overlaps(witnesses->items[w].span, clause->shown))
                    return true;
        }
    }
    return false;
}

/* Near to nothing in another report; or near, with a name or a figure that no other has; or agreed
 * on but for a quantity. */
static bool is_alone(const seeking *s, uint32_t at) {
    uint32_t cluster = s->clusters->of[at];
    const stm_clause *clause = &s->clauses->items[at];
    if (!clause->terms || clause->open) return false;
    bool agreed = cluster != STM_NO_CLUSTER && s->clusters->clusters.items[cluster].reports > 1;
    if (agreed || s->echoes->shared[at]) return has_own_count(s, clause) && !is_disputed(s, clause);
    if (s->clusters->nearest[at] < NEAR) return true;
    substance sum = {0};
    weigh(s, clause, &sum);
    return s->clusters->nearest[at] < AGREED && sum.own > 0;
}

static bool same_sentence(const stm_clause *a, const stm_clause *b) {
    return a->report == b->report && a->sentence == b->sentence;
}

/* Clauses [first, last) are alone and of one sentence. What is whole is shown whole; a frame with
 * what it frames. */
static stm_span span_of(const seeking *s, uint32_t first, uint32_t last) {
    const stm_clause *items = s->clauses->items, *clause = &items[first];
    const stm_document *doc = s->story->accounts[clause->report].doc;
    stm_span span = clause->shown;
    for (uint32_t i = first; i < last; i++) {
        if (items[i].shown.start < span.start) span.start = items[i].shown.start;
        if (items[i].shown.end > span.end) span.end = items[i].shown.end;
    }
    bool framed =
        items[last - 1].frame && last < s->clauses->count && same_sentence(clause, &items[last]);
    if (framed && items[last].shown.end > span.end) span.end = items[last].shown.end;
    uint32_t begin = doc->sentences[clause->sentence].first;
    if (last > first + 1 && clause->first == begin && doc->tokens[begin].kind == STM_WORD)
        span.start = doc->tokens[begin].span.start;
    return span;
}

static void put_only(seeking *s, uint32_t first, uint32_t last) {
    const stm_clause *clause = &s->clauses->items[first];
    substance sum = {0};
    for (uint32_t i = first; i < last; i++) weigh(s, &s->clauses->items[i], &sum);
    if (sum.terms < LEAST_TERMS || !sum.checkable) return;
    uint32_t concrete = sum.checkable + sum.own;
    uint32_t weight = (concrete < MOST ? concrete : MOST) * ONE;
    weight += sum.weight < MOST * ONE ? sum.weight : MOST * ONE;
    if (!clause->whole) weight = weight * 3 / 4;
    stm_only only = {.report = clause->report, .span = span_of(s, first, last), .weight = weight};
    only.text = stm_slice_at(s->story->accounts[clause->report].doc->report->text, only.span);
    stm_vec_put(s->arena, &s->collation->only, only);
}

void stm_only_find(stm_arena *arena, const stm_story *story, const stm_clauses *clauses,
                   const stm_clusters *clusters, const stm_echoes *echoes,
                   stm_collation *collation) {
    seeking s = {arena, stm_arena_new(), story, clauses, clusters, echoes, collation, {0}};
    find_owners(&s);
    for (uint32_t at = 0, end; at < clauses->count; at = end) {
        end = at + 1;
        if (!is_alone(&s, at)) continue;
        while (end < clauses->count && same_sentence(&clauses->items[at], &clauses->items[end]) &&
               is_alone(&s, end))
            end++;
        put_only(&s, at, end);
    }
    stm_arena_free(s.scratch);
}
