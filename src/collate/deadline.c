/* deadline.c - by when a thing is to end, as different speakers have it. */
#include "collate/difference.h"

#include "base/map.h"

#include <stdlib.h>

enum { OBJECT_NEAR = 9 /* tokens */, CARRY = 2, LOOK_BACK = 5 /* sentences */, MOST_SIDES = 12 };

/* A clause that says by when. about: the key of what is to end; span: the words for the time. */
typedef struct {
    uint32_t clause;
    uint64_t about;
    stm_span span;
    stm_slice value;
} deadline;

typedef STM_VEC(deadline) deadlines;

static const stm_term *ending_of(const stm_differing *d, const stm_clause *clause) {
    const stm_document *doc = d->story->accounts[clause->report].doc;
    for (uint32_t i = 0; i < clause->terms; i++) {
        const stm_term *term = &d->clauses->terms[clause->term + i];
        if (term->kind != STM_TERM_SENSE || term->negated) continue;
        stm_lex_match m = stm_document_match(doc, STM_LEX_SENSES, term->token, clause->last);
        if (stm_slice_is(m.value, STM_LIT("ending"))) return term;
    }
    return NULL;
}

/* What is to end: the nearest telling word behind the verb, else before it. */
static uint64_t object_of(const stm_differing *d, const stm_clause *clause, const stm_term *end) {
    const stm_term *best = NULL;
    for (uint32_t i = 0; i < clause->terms; i++) {
        const stm_term *term = &d->clauses->terms[clause->term + i];
        if (term == end || term->common || term->kind > STM_TERM_SENSE) continue;
        uint32_t far = term->token > end->token ? term->token - end->token
                                                : end->token - term->token + OBJECT_NEAR;
        if (far > 2 * OBJECT_NEAR) continue;
        uint32_t best_far = !best                      ? UINT32_MAX
                            : best->token > end->token ? best->token - end->token
                                                       : end->token - best->token + OBJECT_NEAR;
        bool sense = term->kind == STM_TERM_SENSE && (!best || best->kind != STM_TERM_SENSE);
        bool word = best && best->kind == STM_TERM_SENSE && term->kind != STM_TERM_SENSE;
        if (sense || (!word && far < best_far)) best = term;
    }
    return best ? best->key : 0;
}

static bool lies_ahead(const stm_clause *clause) {
    return clause->modality == STM_EXPECTED || clause->modality == STM_POSSIBLE || clause->wished;
}

/* Days, weeks and hours, and dates; "now" and "in the past" bind nobody. */
static bool binds(const stm_timex *time) {
    if (time->type == STM_DURATION) return time->value.len > 1 && time->value.data[0] == 'P';
    return time->value.len >= 4 && time->value.data[0] != 'P' && time->value.data[0] != 'F';
}

static const stm_timex *time_in(const stm_differing *d, const stm_clause *clause) {
    stm_timexes times = d->story->accounts[clause->report].times;
    uint32_t low = 0, high = times.count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (times.items[mid].last <= clause->first)
            low = mid + 1;
        else
            high = mid;
    }
    for (; low < times.count && times.items[low].first < clause->last; low++)
        if (binds(&times.items[low])) return &times.items[low];
    return NULL;
}

static stm_span words_of(const stm_differing *d, const stm_clause *clause) {
    const stm_document *doc = d->story->accounts[clause->report].doc;
    uint32_t last = clause->last;
    while (last > clause->first + 1 && doc->tokens[last - 1].kind == STM_PUNCT) last--;
    return stm_document_span(doc, clause->first, last);
}

static bool tells_when(const stm_differing *d, const stm_clause *clause) {
    const stm_document *doc = d->story->accounts[clause->report].doc;
    uint32_t first = clause->first;
    while (first + 1 < clause->last && doc->tokens[first].kind == STM_PUNCT) first++;
    stm_lex_match m = stm_document_match(doc, STM_LEX_CLAUSE_OPENERS, first, clause->last);
    return stm_slice_is(m.value, STM_LIT("time"));
}

/* The time that the clause gives, or the clause that hangs on it ("before he takes office"). */
static bool find_time(const stm_differing *d, uint32_t at, deadline *out) {
    const stm_clause *items = d->clauses->items, *clause = &items[at];
    const stm_timex *time = time_in(d, clause);
    if (time) {
        out->span = time->span;
        out->value = time->value;
        return true;
    }
    if (at + 1 >= d->clauses->count || !items[at + 1].dependent) return false;
    const stm_clause *next = &items[at + 1];
    if (next->report != clause->report || next->sentence != clause->sentence) return false;
    if (!tells_when(d, next)) return false;
    time = time_in(d, next);
    out->span = words_of(d, next);
    out->value = time ? time->value : (stm_slice){"", 0};
    return true;
}

static void collect(const stm_differing *d, deadlines *all) {
    const stm_clause *items = d->clauses->items;
    for (uint32_t i = 0; i < d->clauses->count; i++) {
        const stm_term *end = items[i].open ? NULL : ending_of(d, &items[i]);
        if (!end) continue;
        deadline found = {.clause = i, .about = object_of(d, &items[i], end)};
        if (lies_ahead(&items[i]) && find_time(d, i, &found)) stm_vec_put(d->scratch, all, found);
        /* The speaker may name the time a sentence later. */
        for (uint32_t j = i + 1; j < d->clauses->count; j++) {
            if (items[j].report != items[i].report || items[j].sentence > items[i].sentence + CARRY)
                break;
            if (items[j].speaker == STM_NOBODY || items[j].speaker != items[i].speaker) continue;
            if (ending_of(d, &items[j])) break;
            const stm_timex *time = time_in(d, &items[j]);
            if (!time || time->type != STM_DURATION || !lies_ahead(&items[j])) continue;
            stm_vec_put(d->scratch, all, (deadline){j, found.about, time->span, time->value});
            break;
        }
    }
}

static int by_about(const void *a, const void *b) {
    const deadline *x = a, *y = b;
    if (x->about != y->about) return x->about < y->about ? -1 : 1;
    if (x->clause != y->clause) return x->clause < y->clause ? -1 : 1;
    return (x->span.start > y->span.start) - (x->span.start < y->span.start);
}

/* Whether the report speaks of the thing in the clause's sentence or just before it. */
static bool speaks_of(const stm_differing *d, uint32_t at, uint64_t about) {
    const stm_clause *items = d->clauses->items;
    for (uint32_t i = at + 1; i-- > 0;) {
        if (items[i].report != items[at].report) break;
        if (items[i].sentence + LOOK_BACK < items[at].sentence) break;
        if (stm_clause_term(d->clauses, &items[i], about)) return true;
    }
    return false;
}

/* The thing whose end most reports date; 0 where none does in two. */
static uint64_t chief(const stm_differing *d, const deadlines *all) {
    uint64_t best = 0;
    uint32_t most = 1;
    for (size_t i = 0, end; i < all->len; i = end) {
        uint32_t reports = 0, last = UINT32_MAX;
        for (end = i; end < all->len && all->items[end].about == all->items[i].about; end++) {
            uint32_t report = d->clauses->items[all->items[end].clause].report;
            reports += report != last;
            last = report;
        }
        if (all->items[i].about && reports > most) {
            most = reports;
            best = all->items[i].about;
        }
    }
    return best;
}

static void put_side(const stm_differing *d, stm_difference *to, const deadline *item) {
    const stm_clause *clause = &d->clauses->items[item->clause];
    stm_slice text = d->story->accounts[clause->report].doc->report->text;
    for (size_t i = 0; i < to->sides.len; i++) {
        stm_side *side = &to->sides.items[i];
        bool same = item->value.len && stm_slice_is(side->value, item->value);
        if (same && side->speaker == clause->speaker) {
            stm_difference_witness(d, side, item->clause);
            return;
        }
    }
    if (to->sides.len >= MOST_SIDES) return;
    stm_side side = {
        .text = stm_slice_at(text, item->span), .value = item->value, .speaker = clause->speaker};
    stm_witness place = {clause->report, item->span};
    if (clause->shown.start < place.span.start) place.span.start = clause->shown.start;
    if (clause->shown.end > place.span.end) place.span.end = clause->shown.end;
    stm_vec_put(d->arena, &side.witnesses, place);
    stm_vec_put(d->arena, &to->sides, side);
}

static bool is_one_value(const stm_difference *difference) {
    for (size_t i = 1; i < difference->sides.len; i++)
        if (!difference->sides.items[i].value.len ||
            !stm_slice_is(difference->sides.items[i].value, difference->sides.items[0].value))
            return false;
    return true;
}

/* The words from the ending to what ends: "end the war". */
static stm_slice topic_of(const stm_differing *d, const deadline *item) {
    const stm_clause *clause = &d->clauses->items[item->clause];
    const stm_term *end = ending_of(d, clause);
    const stm_term *object = stm_clause_term(d->clauses, clause, item->about);
    if (!end || !object) return stm_clause_core(d->story, clause);
    const stm_document *doc = d->story->accounts[clause->report].doc;
    uint32_t x = end->token, y = object->token;
    return stm_slice_at(doc->report->text,
                        stm_document_span(doc, x < y ? x : y, (x < y ? y : x) + 1));
}

void stm_deadlines_compare(stm_differing *d) {
    deadlines all = {0};
    collect(d, &all);
    if (!all.len) return;
    qsort(all.items, all.len, sizeof *all.items, by_about);
    uint64_t about = chief(d, &all);
    if (!about) return;
    stm_difference found =
        stm_difference_begin(d, STM_DIFFERS_DATE, STM_NO_CLUSTER, (stm_slice){0});
    for (size_t i = 0; i < all.len; i++) {
        const deadline *item = &all.items[i];
        if (item->about != about && !speaks_of(d, item->clause, about)) continue;
        if (!found.topic.data) found.topic = topic_of(d, item);
        put_side(d, &found, item);
    }
    if (!is_one_value(&found)) stm_difference_keep(d, found);
}
