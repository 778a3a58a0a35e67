/* likeness.c - how far two clauses say the same. */
#include "collate/likeness.h"

enum { TELLING = 80, LEAST_SHARED = 300, LEAST_WHOLE = 250 /* of clauses that share nearly all */ };

typedef struct {
    uint32_t shared;
    uint32_t words, entities;     /* telling ones that are shared */
    uint32_t bonus;               /* weight of shared dates and counts */
    uint32_t dates[3], counts[3]; /* in a, in b, in both */
    uint32_t hedges;              /* terms that only one says to be possible */
    uint32_t turned[2],
        alone[2]; /* terms turned round in a and in b; those that the other states */
} comparison;

static void note_kind(comparison *c, const stm_term *term, int where) {
    if (term->kind == STM_TERM_DATE) c->dates[where]++;
    if (term->kind == STM_TERM_COUNT) c->counts[where]++;
}

static void note_turned(comparison *c, const stm_term *term, int where) {
    if (term->negated) c->turned[where]++;
}

static void note_shared(comparison *c, const stm_term *x, const stm_term *y) {
    uint32_t weight = x->weight < y->weight ? x->weight : y->weight;
    note_kind(c, x, 0);
    note_kind(c, x, 1);
    note_kind(c, x, 2);
    note_turned(c, x, 0);
    note_turned(c, y, 1);
    if (x->kind >= STM_TERM_DATE) {
        c->bonus += weight;
        return;
    }
    c->shared += weight;
    if (x->kind == STM_TERM_ENTITY)
        c->entities++;
    else if (weight >= TELLING)
        c->words++;
    if (x->hedged != y->hedged) c->hedges++;
    if (x->negated != y->negated && (x->direct || y->direct)) c->alone[y->negated]++;
}

static comparison compare(const stm_clauses *clauses, const stm_clause *a, const stm_clause *b) {
    const stm_term *x = clauses->terms + a->term, *y = clauses->terms + b->term;
    const stm_term *x_end = x + a->terms, *y_end = y + b->terms;
    comparison c = {0};
    while (x < x_end || y < y_end) {
        if (y == y_end || (x < x_end && x->key < y->key)) {
            note_turned(&c, x, 0);
            note_kind(&c, x++, 0);
        } else if (x == x_end || y->key < x->key) {
            note_turned(&c, y, 1);
            note_kind(&c, y++, 1);
        } else {
            note_shared(&c, x++, y++);
        }
    }
    return c;
}

/* Whether they lie on both sides of an axis, and nowhere on the same. */
static bool is_crossed(const stm_clauses *clauses, const stm_clause *a, const stm_clause *b) {
    bool across = false;
    for (uint32_t i = 0; i < a->terms; i++) {
        const stm_term *x = &clauses->terms[a->term + i];
        if (!x->axis) continue;
        for (uint32_t j = 0; j < b->terms; j++) {
            const stm_term *y = &clauses->terms[b->term + j];
            if (y->axis != x->axis) continue;
            if (y->pole == x->pole) return false;
            across = true;
        }
    }
    return across;
}

/* "Did not prove that it works" is no agreement with "it works", nor its opposite; it may well be
 * one with "it does not". */
static bool is_unconfirmed(const comparison *c, const stm_clause *a, const stm_clause *b) {
    bool first = a->modality == STM_DENIED, second = b->modality == STM_DENIED;
    return first != second && !c->turned[first ? 1 : 0];
}

stm_likeness stm_likeness_of(const stm_clauses *clauses, const stm_clause *a, const stm_clause *b) {
    comparison c = compare(clauses, a, b);
    stm_likeness result = {0};
    result.counts = c.counts[0] && c.counts[1] && !c.counts[2];
    result.dates = c.dates[0] && c.dates[1] && !c.dates[2];
    result.opposed =
        (c.alone[0] && c.alone[1]) || (c.alone[0] && !c.turned[1]) || (c.alone[1] && !c.turned[0]);
    result.shared = c.shared + c.bonus;
    if (!result.opposed && is_unconfirmed(&c, a, b)) return result;
    result.words = c.words;
    result.hedged = c.hedges && (a->modality == STM_POSSIBLE) != (b->modality == STM_POSSIBLE);
    uint32_t short_side = a->weight < b->weight ? a->weight : b->weight;
    uint32_t long_side = a->weight < b->weight ? b->weight : a->weight;
    uint32_t items = c.words + c.entities + (c.bonus >= TELLING);
    bool whole = long_side * 10 <= c.shared * 14;
    bool few = c.words >= 2 && 10 * long_side <= 27 * c.shared;
    bool proves = c.words >= 1 && (items >= 3 || few || (items == 2 && whole));
    if (!proves || c.shared + c.bonus < (whole ? LEAST_WHOLE : LEAST_SHARED)) return result;
    uint64_t mean = 13 * (uint64_t)(short_side + c.bonus) + 7 * (uint64_t)(long_side + c.bonus);
    uint64_t score = (uint64_t)(c.shared + c.bonus) * 20000 / (mean ? mean : 1);
    bool subjects = a->subject != STM_NOBODY && b->subject != STM_NOBODY;
    if (subjects && a->subject != b->subject) score = score * 4 / 5;
    if (result.dates) score = score * 9 / 10;
    if (a->backward != b->backward) score = score * 3 / 4;
    result.crossed = is_crossed(clauses, a, b);
    if (result.crossed) score = score / 2;
    result.score = (uint32_t)(score > 1000 ? 1000 : score);
    return result;
}
