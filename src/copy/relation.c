/* relation.c - why two reports share what they share. */
#include "copy/relation.h"

#include "copy/outlet.h"
#include "copy/reason.h"

#include <stdlib.h>

stm_standing stm_standing_of(stm_arena *arena, const stm_document *doc) {
    const stm_report *report = doc->report;
    stm_standing s = {.when = stm_when_read(report->published),
                      .updated = stm_when_read(report->updated),
                      .id = report->id,
                      .name = report->outlet,
                      .length = (uint32_t)report->text.len};
    s.outlet = stm_outlet_key(doc->lexicon, report->outlet.data ? report->outlet : report->url);
    for (size_t c = 0; c < report->credits.len; c++) {
        const stm_credit *credit = &report->credits.items[c];
        uint64_t key = stm_outlet_key(doc->lexicon, credit->name);
        if (key && key != s.outlet)
            stm_vec_put(arena, &s.credits, (stm_credited){key, credit->name, credit->carries});
    }
    return s;
}

stm_standing *stm_standings_make(stm_arena *arena, const stm_document *const *docs,
                                 uint32_t count) {
    stm_standing *standings = STM_TAKE(arena, stm_standing, count);
    for (uint32_t i = 0; i < count; i++) standings[i] = stm_standing_of(arena, docs[i]);
    return standings;
}

int stm_standing_order(const stm_standing *standings, uint32_t x, uint32_t y) {
    const stm_standing *a = &standings[x], *b = &standings[y];
    int order = stm_rank_order((stm_rank){a->when, a->length}, (stm_rank){b->when, b->length});
    return order ? order : (x > y) - (x < y);
}

/* The report's credit of the outlet or agency; NULL where it gives none. One that says that the
 * text is carried goes before one that cites a fact. */
static const stm_credited *credit_of(const stm_standing *s, uint64_t key) {
    const stm_credited *cited = NULL;
    for (size_t i = 0; key && i < s->credits.len; i++) {
        if (s->credits.items[i].key != key) continue;
        if (s->credits.items[i].carries) return &s->credits.items[i];
        cited = &s->credits.items[i];
    }
    return cited;
}

const stm_credited *stm_standing_carried(const stm_standing *s) {
    for (size_t i = 0; i < s->credits.len; i++)
        if (s->credits.items[i].carries) return &s->credits.items[i];
    return NULL;
}

/* The first credit by which x says that its text is what y is, or says it is. */
static const stm_credited *carried_from(const stm_standing *x, const stm_standing *y) {
    for (size_t i = 0; i < x->credits.len; i++) {
        const stm_credited *credit = &x->credits.items[i];
        if (!credit->carries) continue;
        const stm_credited *same = credit_of(y, credit->key);
        if (credit->key == y->outlet || (same && same->carries)) return credit;
    }
    return NULL;
}

stm_slice stm_standing_shared_agency(const stm_standing *x, const stm_standing *y) {
    const stm_credited *credit = carried_from(x, y);
    if (!credit) credit = carried_from(y, x);
    return credit ? credit->name : (stm_slice){0};
}

typedef struct {
    stm_arena *arena;
    stm_pair *pair;
    const stm_standing *a, *b;
    int64_t lead; /* of b behind a, as stm_when_lead; 0 where it is too little to conclude from */
} judging;

static stm_basis decide(judging *j, stm_relation relation, stm_basis basis) {
    j->pair->relation = relation;
    return basis;
}

static double larger_share(const stm_pair *pair) {
    return pair->narration_a > pair->narration_b ? pair->narration_a : pair->narration_b;
}

/* One names the other's outlet. Where that one's report came out later, both stand on an earlier
 * text of the outlet's. */
static stm_basis by_own_credit(judging *j, const stm_credited *by_a, const stm_credited *by_b) {
    stm_reason_credit(j->arena, j->pair, by_a ? 'a' : 'b', by_a ? by_a->name : by_b->name);
    stm_reason_outlet(j->arena, j->pair, by_a ? 'b' : 'a', by_a ? j->b->name : j->a->name);
    if (by_a ? j->lead > 0 : j->lead < 0) return decide(j, STM_COMMON_SOURCE, STM_BASIS_CREDIT);
    return decide(j, by_a ? STM_A_FROM_B : STM_B_FROM_A, STM_BASIS_CREDIT);
}

/* A credit of the one by the other, or of one agency by both or by one. */
static stm_basis by_credit(judging *j) {
    if (larger_share(j->pair) < STM_CREDITED_SHARE) return STM_BASIS_NONE;
    const stm_credited *b_credits_a = credit_of(j->b, j->a->outlet);
    const stm_credited *a_credits_b = credit_of(j->a, j->b->outlet);
    if (b_credits_a && a_credits_b && b_credits_a->carries != a_credits_b->carries) {
        if (b_credits_a->carries) a_credits_b = NULL;
        if (a_credits_b) b_credits_a = NULL;
    }
    if (!b_credits_a != !a_credits_b) return by_own_credit(j, a_credits_b, b_credits_a);
    stm_slice agency = stm_standing_shared_agency(j->a, j->b);
    if (!agency.data) return STM_BASIS_NONE;
    stm_reason_both_credit(j->arena, j->pair, agency);
    return decide(j, STM_COMMON_SOURCE, STM_BASIS_CREDIT);
}

static bool known_outlets_equal(const judging *j) {
    return j->a->outlet && j->a->outlet == j->b->outlet;
}

/* One of them says that its text is an agency's, and the other has a good part of it: then both
 * have it from the agency, whichever was printed first. One outlet's own two versions are told by
 * time. */
static stm_basis by_one_credit(judging *j) {
    if (larger_share(j->pair) < STM_TAKEN_SHARE || known_outlets_equal(j)) return STM_BASIS_NONE;
    const stm_credited *a = stm_standing_carried(j->a), *b = stm_standing_carried(j->b);
    if (!a == !b) return STM_BASIS_NONE;
    stm_reason_credit(j->arena, j->pair, a ? 'a' : 'b', a ? a->name : b->name);
    return decide(j, STM_COMMON_SOURCE, STM_BASIS_THIRD);
}

/* A report that was changed after the other came out may have its words from there. */
static bool changed_after(const stm_standing *first, const stm_standing *second) {
    return stm_when_lead(second->when, first->updated) > 0;
}

/* Each says that its text is an agency's, and not the same one's: time does not overrule that. */
static bool both_carry(judging *j) {
    const stm_credited *a = stm_standing_carried(j->a), *b = stm_standing_carried(j->b);
    if (!a || !b) return false;
    stm_reason_credit(j->arena, j->pair, 'a', a->name);
    stm_reason_credit(j->arena, j->pair, 'b', b->name);
    return true;
}

static stm_basis by_time(judging *j) {
    const stm_pair *pair = j->pair;
    bool one_outlet = known_outlets_equal(j);
    if (!j->lead) return STM_BASIS_NONE;
    bool b_later = j->lead > 0;
    double share = b_later ? pair->narration_b : pair->narration_a;
    bool whole = larger_share(pair) >= STM_COPY_SHARE ||
                 (pair->narration >= STM_NARRATION_MUCH && larger_share(pair) >= STM_TAKEN_SHARE);
    if (!whole && share < (one_outlet ? STM_CREDITED_SHARE : STM_TAKEN_SHARE))
        return STM_BASIS_NONE;
    if (!one_outlet && both_carry(j)) return STM_BASIS_NONE;
    if (!one_outlet && changed_after(b_later ? j->a : j->b, b_later ? j->b : j->a)) {
        stm_reason_changed(j->arena, j->pair, b_later);
        return STM_BASIS_NONE;
    }
    if (one_outlet) stm_reason_one_outlet(j->arena, j->pair, j->a->name);
    return decide(j, b_later ? STM_B_FROM_A : STM_A_FROM_B,
                  one_outlet ? STM_BASIS_OUTLET : STM_BASIS_TIME);
}

static bool all_quoted(const stm_pair *pair) {
    for (size_t i = 0; i < pair->passages.len; i++)
        if (pair->passages.items[i].kind != STM_QUOTATION) return false;
    return true;
}

/* The share of the one that took goes first: it is what the relation rests on. */
static void say_shares(judging *j) {
    stm_pair *pair = j->pair;
    if (pair->relation == STM_COPY) return;
    bool few = pair->narration < STM_NARRATION_LEAST;
    bool a_took = pair->relation == STM_A_FROM_B;
    bool b_took = pair->relation == STM_B_FROM_A;
    if (!pair->narration)
        stm_reason_put(j->arena, pair,
                       all_quoted(pair) ? "they share quotations alone"
                       : pair->recurring
                           ? "they share quotations, and words that recur in one outlet"
                           : "they share no clause of narration");
    else if (few || (!a_took && !b_took && larger_share(pair) < STM_CREDITED_SHARE))
        stm_reason_words(j->arena, pair, few);
    else if (a_took || (!b_took && pair->narration_a > pair->narration_b))
        stm_reason_share(j->arena, pair, 'a');
    else
        stm_reason_share(j->arena, pair, 'b');
}

/* As the near-copies of copy/near.h are, had in passages: of all their words, so many are shared.
 */
static bool is_near(const stm_pair *pair) {
    double a = pair->overlap_a, b = pair->overlap_b;
    return a > 0 && b > 0 && 1 / a + 1 / b - 1 <= 1 / STM_NEAR_LEAST;
}

static stm_basis judge(judging *j) {
    stm_pair *pair = j->pair;
    pair->relation = STM_UNKNOWN;
    stm_basis basis = STM_BASIS_NONE;
    if (pair->overlap_a >= STM_COPY_SHARE && pair->overlap_b >= STM_COPY_SHARE) {
        stm_reason_copy(j->arena, pair);
        stm_slice agency = stm_standing_shared_agency(j->a, j->b);
        if (agency.data) stm_reason_both_credit(j->arena, pair, agency);
        basis = decide(j, STM_COPY, STM_BASIS_TEXT);
    } else if (pair->narration >= STM_NARRATION_LEAST) {
        basis = by_credit(j);
        if (!basis) basis = by_one_credit(j);
        if (!basis) basis = by_time(j);
    }
    if (pair->slip != STM_SLIP_NONE) {
        stm_reason_slip(j->arena, pair, &j->a->slips.items[pair->slip]);
        if (!basis && pair->narration >= STM_NARRATION_LEAST)
            basis = decide(j, STM_COMMON_SOURCE, STM_BASIS_THIRD);
    }
    if (!basis && is_near(pair)) {
        stm_reason_copy(j->arena, pair);
        basis = decide(j, STM_COPY, STM_BASIS_TEXT);
    }
    say_shares(j);
    stm_reason_time(j->arena, pair, j->a->when, j->b->when);
    return basis;
}

stm_basis stm_relation_judge(stm_arena *arena, const stm_standing *standings, stm_pair *pair) {
    judging j = {arena, pair, &standings[pair->a], &standings[pair->b], 0};
    j.lead = stm_when_lead(j.a->when, j.b->when);
    if (j.lead > -STM_LEAD_LEAST && j.lead < STM_LEAD_LEAST) j.lead = 0;
    return judge(&j);
}

/* The report whose words the pair shows the other to have: one it is judged to be from; one that
 * says whose text both have; where both say so, or are one text, the earlier. UINT32_MAX where
 * there is none. */
static uint32_t source_in(const stm_pair *p, const stm_standing *standings) {
    const stm_standing *a = &standings[p->a], *b = &standings[p->b];
    bool a_carries = stm_standing_carried(a), b_carries = stm_standing_carried(b);
    if (p->relation == STM_UNKNOWN) return UINT32_MAX;
    if (p->relation == STM_B_FROM_A) return p->a;
    if (p->relation == STM_A_FROM_B) return p->b;
    if (a_carries != b_carries) return a_carries ? p->a : p->b;
    int64_t lead = stm_when_lead(a->when, b->when);
    if (lead >= STM_LEAD_LEAST) return p->a;
    return lead <= -STM_LEAD_LEAST ? p->b : UINT32_MAX;
}

void stm_provenance_weigh(stm_provenance *of, const stm_standing *standings, const stm_pair *pair) {
    uint32_t source = source_in(pair, standings);
    if (source == UINT32_MAX) return;
    stm_provenance *taker = &of[source == pair->a ? pair->b : pair->a];
    if (pair->narration > taker->most) taker->most = pair->narration;
}

void stm_provenance_choose(stm_provenance *of, const stm_standing *standings,
                           const stm_pair *pair) {
    uint32_t source = source_in(pair, standings);
    if (source == UINT32_MAX) return;
    stm_provenance *taker = &of[source == pair->a ? pair->b : pair->a];
    if (pair->narration < STM_THIRD_SHARE * taker->most) return;
    if (taker->source != UINT32_MAX && stm_standing_order(standings, source, taker->source) >= 0)
        return;
    taker->source = source;
}

static int span_order(const void *left, const void *right) {
    const stm_span *x = left, *y = right;
    if (x->start != y->start) return x->start < y->start ? -1 : 1;
    return (x->end > y->end) - (x->end < y->end);
}

static void hold(stm_arena *arena, stm_provenance *of, const stm_pair *pair, bool of_a) {
    for (size_t i = 0; i < pair->passages.len; i++) {
        const stm_passage *passage = &pair->passages.items[i];
        stm_vec_put(arena, &of->held, of_a ? passage->a : passage->b);
    }
    stm_span *spans = of->held.items;
    size_t kept = 0;
    if (of->held.len) qsort(spans, of->held.len, sizeof *spans, span_order);
    for (size_t i = 0; i < of->held.len; i++) {
        if (!kept || spans[i].start > spans[kept - 1].end)
            spans[kept++] = spans[i];
        else if (spans[i].end > spans[kept - 1].end)
            spans[kept - 1].end = spans[i].end;
    }
    of->held.len = kept;
}

void stm_provenance_hold(stm_arena *arena, stm_provenance *of, const stm_pair *pair) {
    if (of[pair->a].source == pair->b) hold(arena, &of[pair->a], pair, true);
    if (of[pair->b].source == pair->a) hold(arena, &of[pair->b], pair, false);
}

static uint32_t bytes_held(const stm_provenance *of, stm_span span) {
    uint32_t bytes = 0;
    for (size_t i = 0; i < of->held.len && of->held.items[i].start < span.end; i++) {
        stm_span held = of->held.items[i];
        if (held.start < span.start) held.start = span.start;
        if (held.end > span.end) held.end = span.end;
        if (held.start < held.end) bytes += stm_span_len(held);
    }
    return bytes;
}

/* The passages that hold narration stand where the reports have most of theirs from. */
static bool is_held(const stm_pair *pair, const stm_provenance *a, const stm_provenance *b) {
    uint64_t a_held = 0, b_held = 0, a_all = 0, b_all = 0;
    for (size_t i = 0; i < pair->passages.len; i++) {
        const stm_passage *passage = &pair->passages.items[i];
        if (!passage->narration) continue;
        a_all += stm_span_len(passage->a);
        b_all += stm_span_len(passage->b);
        a_held += bytes_held(a, passage->a);
        b_held += bytes_held(b, passage->b);
    }
    return a_all && (double)a_held >= STM_THIRD_SHARE * (double)a_all &&
           (double)b_held >= STM_THIRD_SHARE * (double)b_all;
}

/* What two reports share is from a third, or from two that carry one agency. */
static bool shared_with_third(const stm_pair *pair, const stm_provenance *of,
                              const stm_standing *standings, stm_slice *agency) {
    const stm_provenance *a = &of[pair->a], *b = &of[pair->b];
    *agency = (stm_slice){0};
    if (a->source == UINT32_MAX || b->source == UINT32_MAX) return false;
    if (a->source == pair->b || b->source == pair->a) return false;
    if (a->source != b->source) {
        *agency = stm_standing_shared_agency(&standings[a->source], &standings[b->source]);
        if (!agency->data) return false;
    }
    return is_held(pair, a, b);
}

void stm_relation_revise(stm_arena *arena, const stm_standing *standings, const stm_provenance *of,
                         stm_basis basis, stm_pair *pair) {
    stm_slice agency;
    bool open = basis <= STM_BASIS_TIME || basis == STM_BASIS_OUTLET;
    if (!open || pair->narration < STM_NARRATION_LEAST) return;
    if (!shared_with_third(pair, of, standings, &agency)) return;
    pair->relation = STM_COMMON_SOURCE;
    stm_reason_third(arena, pair, standings[of[pair->a].source].id,
                     standings[of[pair->b].source].id, agency);
}
