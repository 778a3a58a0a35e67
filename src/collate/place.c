/* place.c - where one thing happened, as reports give it differently. */
#include "collate/difference.h"

#include <stdlib.h>

enum { SAME_EVENT = 640, TELLING_WORDS = 2, MOST_PLACED = 60, BETWEEN = 3 /* tokens */ };

typedef struct {
    uint32_t clause;
    const stm_mention *place;
} placed;

static const stm_entity *entity_of(const stm_differing *d, const placed *p) {
    return &d->story->names->entities[p->place->entity];
}

static const stm_document *document_of(const stm_differing *d, uint32_t clause) {
    return d->story->accounts[d->clauses->items[clause].report].doc;
}

/* Towns and the like: no country, no street, river or building, which may lie in the other. */
static bool is_town(const stm_differing *d, const stm_document *doc, const stm_mention *m) {
    if (m->entity == STM_NOBODY || m->form != STM_MENTION_NAME) return false;
    if (d->story->names->entities[m->entity].kind != STM_PLACE) return false;
    if (doc->tokens[m->last - 1].possessive || doc->tokens[m->first].shape != STM_CAPITAL)
        return false;
    if (stm_document_match(doc, STM_LEX_COUNTRIES, m->first, m->last).words) return false;
    const stm_token *last = &doc->tokens[m->last - 1];
    return m->last == m->first + 1 || !stm_token_in(last, STM_LEX_PLACE_NOUNS);
}

/* The town that the clause lays its event in: the one it names, behind "in" or "at". */
static const stm_mention *place_of(const stm_differing *d, uint32_t at) {
    const stm_clause *clause = &d->clauses->items[at];
    const stm_document *doc = document_of(d, at);
    const stm_mention *found = NULL;
    for (uint32_t t = clause->first; t < clause->last;) {
        const stm_mention *m = stm_mention_at(d->story->names->mentions[clause->report], t);
        bool place =
            m && m->entity != STM_NOBODY && d->story->names->entities[m->entity].kind == STM_PLACE;
        if (place && found) return NULL;
        if (place) {
            bool told = m->first > clause->first && is_town(d, doc, m) &&
                        stm_token_in(&doc->tokens[m->first - 1], STM_LEX_LOCATIVES);
            if (!told) return NULL;
            found = m;
        }
        t = m && m->last > t ? m->last : t + 1;
    }
    return found;
}

/* Whether the clause speaks of one thing, not of any ("protests were held"): its subject is known,
 * or definite. */
static bool is_definite(const stm_differing *d, uint32_t at) {
    const stm_clause *clause = &d->clauses->items[at];
    if (clause->subject != STM_NOBODY &&
        d->story->names->entities[clause->subject].kind == STM_PERSON)
        return true;
    const stm_document *doc = document_of(d, at);
    for (uint32_t t = clause->first; t < clause->last && t < clause->first + BETWEEN; t++) {
        stm_slice value = stm_document_match(doc, STM_LEX_FUNCTION_WORDS, t, t + 1).value;
        if (stm_slice_is(value, STM_LIT("possessive"))) return true;
        if (stm_slice_is(value, STM_LIT("wh")) && t + 1 < clause->last &&
            stm_document_match(doc, STM_LEX_FUNCTION_WORDS, t + 1, t + 2).words == 0)
            return true; /* whose car */
    }
    return false;
}

static bool is_flat(const stm_clause *clause) {
    if (clause->open || clause->wished || clause->negated || clause->refused) return false;
    if (clause->verbatim || clause->backward || !clause->finite) return false;
    return clause->modality == STM_STATED || clause->modality == STM_SAID;
}

/* Whether the clause names nothing but its place that the other does not. */
static bool names_no_more(const stm_differing *d, const stm_clause *a, const stm_clause *b,
                          uint32_t place) {
    for (uint32_t i = 0; i < a->terms; i++) {
        const stm_term *term = &d->clauses->terms[a->term + i];
        if (term->kind != STM_TERM_ENTITY || term->token == place) continue;
        if (!stm_clause_term(d->clauses, b, term->key)) return false;
    }
    return true;
}

/* Whether the words from the end of one name to the other, no more than a few, may lay it in it. */
static bool joins(const stm_document *doc, uint32_t at, uint64_t to) {
    for (uint32_t t = at + 1; t < doc->token_count && t <= at + BETWEEN; t++) {
        if (doc->tokens[t].word == to) return true;
        stm_slice value = stm_document_match(doc, STM_LEX_FUNCTION_WORDS, t, t + 1).value;
        if (stm_slice_is(value, STM_LIT("conjunction"))) return false;
    }
    return false;
}

/* Whether some report has one place beside the other ("Saltry, Arrel", "Saltry in Arrel"), so that
 * one may lie in the other. */
static bool is_nested(const stm_differing *d, const placed *a, const placed *b) {
    const stm_token *x = document_of(d, a->clause)->tokens;
    const stm_token *y = document_of(d, b->clause)->tokens;
    uint64_t x_first = x[a->place->first].word, x_last = x[a->place->last - 1].word;
    uint64_t y_first = y[b->place->first].word, y_last = y[b->place->last - 1].word;
    for (uint32_t r = 0; r < d->story->count; r++) {
        const stm_document *doc = d->story->accounts[r].doc;
        for (uint32_t t = 0; t < doc->token_count; t++) {
            if (doc->tokens[t].word == x_last && joins(doc, t, y_first)) return true;
            if (doc->tokens[t].word == y_last && joins(doc, t, x_first)) return true;
        }
    }
    return false;
}

static bool has_word(stm_slice name, stm_slice other) {
    return name.len > other.len &&
           memcmp(name.data + name.len - other.len, other.data, other.len) == 0;
}

static bool differ(const stm_differing *d, const placed *a, const placed *b) {
    const stm_clause *x = &d->clauses->items[a->clause], *y = &d->clauses->items[b->clause];
    if (a->place->entity == b->place->entity || x->report == y->report) return false;
    stm_slice m = entity_of(d, a)->name, n = entity_of(d, b)->name;
    if (has_word(m, n) || has_word(n, m)) return false;
    bool subjects = x->subject != STM_NOBODY && y->subject != STM_NOBODY;
    if (subjects && x->subject != y->subject) return false;
    stm_likeness like = stm_likeness_of(d->clauses, x, y);
    if (like.score < SAME_EVENT || like.words < TELLING_WORDS) return false;
    if (like.opposed || like.crossed || like.hedged || like.counts || like.dates) return false;
    if (!names_no_more(d, x, y, a->place->first) || !names_no_more(d, y, x, b->place->first))
        return false;
    return !is_nested(d, a, b);
}

static void put_side(const stm_differing *d, stm_difference *to, const placed *p) {
    stm_slice name = entity_of(d, p)->name;
    for (size_t i = 0; i < to->sides.len; i++)
        if (stm_slice_is(to->sides.items[i].value, name)) {
            stm_difference_witness(d, &to->sides.items[i], p->clause);
            return;
        }
    const stm_clause *clause = &d->clauses->items[p->clause];
    const stm_document *doc = document_of(d, p->clause);
    stm_side side = {.text = stm_slice_at(doc->report->text,
                                          stm_document_span(doc, p->place->first, p->place->last)),
                     .value = name,
                     .speaker = clause->speaker};
    stm_difference_witness(d, &side, p->clause);
    stm_vec_put(d->arena, &to->sides, side);
}

/* A report that has the thing in both places knows more than one. */
static bool tells_both(const placed *all, size_t count, const stm_clause *items) {
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < i; k++)
            if (items[all[i].clause].report == items[all[k].clause].report &&
                all[i].place->entity != all[k].place->entity)
                return true;
    return false;
}

static void compare_cluster(stm_differing *d, uint32_t index) {
    const stm_cluster *cluster = &d->clusters->clusters.items[index];
    placed all[MOST_PLACED];
    size_t count = 0;
    for (size_t i = 0; i < cluster->members.len && count < MOST_PLACED; i++) {
        uint32_t at = cluster->members.items[i];
        if (!is_flat(&d->clauses->items[at]) || !is_definite(d, at)) continue;
        const stm_mention *place = place_of(d, at);
        if (place) all[count++] = (placed){at, place};
    }
    if (count < 2 || tells_both(all, count, d->clauses->items)) return;
    stm_difference found = stm_difference_begin(
        d, STM_DIFFERS_PLACE, index, stm_clause_text(d->story, &d->clauses->items[cluster->best]));
    for (size_t i = 0; i < count; i++) {
        bool told = true, sure = true;
        for (size_t k = 0; k < count; k++)
            if (all[k].place->entity != all[i].place->entity) {
                told = false;
                sure &= differ(d, &all[k], &all[i]);
            }
        if (!told && sure) put_side(d, &found, &all[i]);
    }
    stm_difference_keep(d, found);
}

void stm_places_compare(stm_differing *d) {
    if (!d->story->names) return;
    for (uint32_t c = 0; c < d->clusters->clusters.len; c++)
        if (d->clusters->clusters.items[c].reports > 1) compare_cluster(d, c);
}
