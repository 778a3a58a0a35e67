/* topic.c - different senses that answer one question: was it asked for or arranged, when is it to
 * end. The lists' values say which senses belong together. */
#include "collate/difference.h"

#include "base/map.h"

#include <stdlib.h>

enum { FEW_TERMS = 3, BESIDE = 7 };

/* A clause that holds a sense of a topic. about: the key of the event or object that it is said of,
 * 0 where none is found. */
typedef struct {
    uint32_t clause;
    const stm_term *term;
    uint64_t about;
} touch;

typedef STM_VEC(touch) touches;

static stm_slice topic_of(const stm_differing *d, const stm_clause *clause, const stm_term *term) {
    if (term->kind != STM_TERM_SENSE) return (stm_slice){0};
    const stm_document *doc = d->story->accounts[clause->report].doc;
    return stm_document_match(doc, STM_LEX_SENSES, term->token, clause->last).value;
}

static const stm_term *find_topic(const stm_differing *d, const stm_clause *clause,
                                  stm_slice topic) {
    const stm_term *found = NULL;
    for (uint32_t i = 0; i < clause->terms; i++) {
        const stm_term *term = &d->clauses->terms[clause->term + i];
        if (!stm_slice_is(topic_of(d, clause, term), topic)) continue;
        bool better = !found || term->negated > found->negated ||
                      (term->negated == found->negated && term->token < found->token);
        if (better) found = term;
    }
    return found;
}

static uint32_t telling(const stm_differing *d, const stm_clause *clause) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < clause->terms; i++)
        count += !d->clauses->terms[clause->term + i].common;
    return count;
}

/* The event a thing is arranged for: in the clause, or in those just before it where the clause is
 * too short to name it. */
static uint64_t event_of(const stm_differing *d, uint32_t at, const stm_term *term) {
    const stm_clause *clause = &d->clauses->items[at];
    const stm_term *event = find_topic(d, clause, STM_LIT("event"));
    if (event) {
        uint32_t x = event->token, y = term->token;
        return (x < y ? y - x : x - y) <= BESIDE ? event->key : 0;
    }
    if (telling(d, clause) > FEW_TERMS) return 0;
    for (uint32_t i = at; i-- > 0;) {
        const stm_clause *before = &d->clauses->items[i];
        if (before->report != clause->report || before->sentence + 1 < clause->sentence) break;
        event = find_topic(d, before, STM_LIT("event"));
        if (event) return event->key;
    }
    return 0;
}

static int by_about(const void *a, const void *b) {
    const touch *x = a, *y = b;
    if (x->about != y->about) return x->about < y->about ? -1 : 1;
    return (x->clause > y->clause) - (x->clause < y->clause);
}

static bool is_denial(const stm_clause *clause, const stm_term *term) {
    return term->negated || clause->refused || clause->modality == STM_DENIED;
}

static bool same_side(const stm_differing *d, const touch *a, const touch *b) {
    const stm_clause *x = &d->clauses->items[a->clause], *y = &d->clauses->items[b->clause];
    if (is_denial(x, a->term) != is_denial(y, b->term)) return false;
    bool apart = x->speaker != y->speaker && x->speaker != STM_NOBODY && y->speaker != STM_NOBODY;
    if (apart) return false;
    uint32_t cluster = d->clusters->of[a->clause];
    if (cluster != STM_NO_CLUSTER && cluster == d->clusters->of[b->clause]) return true;
    return x->speaker == y->speaker && a->term->key == b->term->key;
}

static void put_side(const stm_differing *d, stm_difference *to, const touch **leads,
                     const touch *item) {
    size_t side = 0;
    while (side < to->sides.len && !same_side(d, leads[side], item)) side++;
    if (side == to->sides.len) {
        const stm_clause *clause = &d->clauses->items[item->clause];
        leads[side] = item;
        bool apart = clause->modality == STM_DENIED;
        stm_side fresh = {
            .text = apart ? stm_clause_text(d->story, clause) : stm_clause_core(d->story, clause),
            .value = is_denial(clause, item->term) ? STM_LIT("denied") : STM_LIT("stated"),
            .speaker = clause->speaker};
        stm_vec_put(d->arena, &to->sides, fresh);
    }
    stm_difference_witness(d, &to->sides.items[side], item->clause);
}

/* The words from the event to what is said of it ("meeting is being scheduled"), as the first
 * clause has them that has both; a denied one first, since it is the question that was put. */
static stm_slice question_of(const stm_differing *d, const touch *items, size_t count) {
    stm_slice best = {0};
    bool denied = false;
    for (size_t i = 0; i < count && !denied; i++) {
        const stm_clause *clause = &d->clauses->items[items[i].clause];
        const stm_term *event = stm_clause_term(d->clauses, clause, items[i].about);
        if (!event) continue;
        const stm_document *doc = d->story->accounts[clause->report].doc;
        uint32_t x = event->token, y = items[i].term->token;
        stm_span span = stm_document_span(doc, x < y ? x : y, (x < y ? y : x) + 1);
        denied = clause->modality == STM_DENIED;
        if (denied || !best.data) best = stm_slice_at(doc->report->text, span);
    }
    return best.data ? best : stm_clause_core(d->story, &d->clauses->items[items[0].clause]);
}

/* Sides of one question: what is stated, then what is denied. */
static void ask(stm_differing *d, const touch *items, size_t count) {
    uint32_t stated = 0, denied = 0;
    for (size_t i = 0; i < count; i++) {
        const stm_clause *clause = &d->clauses->items[items[i].clause];
        if (is_denial(clause, items[i].term))
            denied++;
        else
            stated++;
    }
    if (!stated || !denied) return;
    const touch **leads = STM_TAKE(d->scratch, const touch *, count);
    stm_difference found =
        stm_difference_begin(d, STM_DIFFERS_NEGATION, STM_NO_CLUSTER, (stm_slice){0});
    for (int no = 0; no < 2; no++)
        for (size_t i = 0; i < count; i++)
            if (is_denial(&d->clauses->items[items[i].clause], items[i].term) == no)
                put_side(d, &found, leads, &items[i]);
    found.topic = question_of(d, items, count);
    stm_difference_keep(d, found);
}

void stm_topics_compare(stm_differing *d) {
    touches all = {0};
    for (uint32_t i = 0; i < d->clauses->count; i++) {
        const stm_clause *clause = &d->clauses->items[i];
        const stm_term *term = clause->open ? NULL : find_topic(d, clause, STM_LIT("arranging"));
        uint64_t about = term ? event_of(d, i, term) : 0;
        if (about) stm_vec_put(d->scratch, &all, (touch){i, term, about});
    }
    if (all.len) qsort(all.items, all.len, sizeof *all.items, by_about);
    for (size_t i = 0, end; i < all.len; i = end) {
        end = i + 1;
        while (end < all.len && all.items[end].about == all.items[i].about) end++;
        ask(d, all.items + i, end - i);
    }
}
