/* turn.c - one utterance that reports quote with and without its negation. */
#include "collate/difference.h"

enum { MOST_CLAUSES = 24, MOST_WITNESSES = 400 };

/* Whether the clause denies; what is denied twice ("can't rule out") it does not. */
static bool is_denial(const stm_clause *clause) {
    return !clause->twice && (clause->negated || clause->refused);
}

static uint32_t first_clause(const stm_clauses *clauses, uint32_t report, uint32_t start) {
    uint32_t low = 0, high = clauses->count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        const stm_clause *clause = &clauses->items[mid];
        if (clause->report < report || (clause->report == report && clause->core.end <= start))
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static bool has_words(stm_slice text, stm_slice words) {
    if (!words.len) return true;
    for (size_t i = 0; i + words.len <= text.len; i++)
        if (memcmp(text.data + i, words.data, words.len) == 0) return true;
    return false;
}

/* The quoted clause of the witness that has the words, UINT32_MAX where none has; like: the clause
 * it is to be most alike, or UINT32_MAX. */
static uint32_t clause_of(const stm_differing *d, const stm_quotation_witness *w, stm_slice words,
                          uint32_t like) {
    const stm_clause *items = d->clauses->items;
    uint32_t best = UINT32_MAX, most = 0;
    uint32_t at = first_clause(d->clauses, w->report, w->span.start);
    for (uint32_t i = 0; i < MOST_CLAUSES && at < d->clauses->count; i++, at++) {
        if (items[at].report != w->report || items[at].core.start >= w->span.end) break;
        if (!items[at].verbatim || !has_words(stm_clause_core(d->story, &items[at]), words))
            continue;
        if (like == UINT32_MAX) return at;
        uint32_t shared = stm_likeness_of(d->clauses, &items[at], &items[like]).shared;
        uint32_t short_side =
            items[at].weight < items[like].weight ? items[at].weight : items[like].weight;
        if (shared <= most || shared * 4 < short_side * 3) continue;
        most = shared;
        best = at;
    }
    return best;
}

static bool has_reading(const stm_variant *variant, uint32_t report, stm_slice *words) {
    for (size_t i = 0; i < variant->readings.len; i++)
        for (size_t k = 0; k < variant->readings.items[i].reports.len; k++)
            if (variant->readings.items[i].reports.items[k] == report) {
                *words = variant->readings.items[i].text;
                return true;
            }
    return false;
}

static void put_side(const stm_differing *d, stm_difference *to, uint32_t at) {
    const stm_clause *clause = &d->clauses->items[at];
    stm_slice value = is_denial(clause) ? STM_LIT("denied") : STM_LIT("stated");
    stm_difference_put(d, to, at, value);
}

static bool is_known(const stm_differing *d, const stm_difference *found) {
    for (size_t i = 0; i < d->found.len; i++) {
        const stm_difference *other = &d->found.items[i];
        if (other->kind != STM_DIFFERS_NEGATION || other->sides.len != found->sides.len) continue;
        size_t same = 0;
        for (size_t s = 0; s < found->sides.len; s++) {
            stm_witness a = found->sides.items[s].witnesses.items[0];
            for (size_t k = 0; k < other->sides.len; k++) {
                stm_witness b = other->sides.items[k].witnesses.items[0];
                same += a.report == b.report && a.span.start == b.span.start;
            }
        }
        if (same >= 2) return true;
    }
    return false;
}

static void compare_variant(stm_differing *d, const stm_quotation *quotation,
                            const stm_variant *variant) {
    const stm_quotation_witness *items = quotation->witnesses.items;
    size_t count = quotation->witnesses.len;
    if (count > MOST_WITNESSES) count = MOST_WITNESSES;
    uint32_t lead = UINT32_MAX;
    stm_slice words;
    for (size_t i = 0; i < count && lead == UINT32_MAX; i++)
        if (items[i].form == STM_DIRECT && !has_reading(variant, items[i].report, &words))
            lead = clause_of(d, &items[i], variant->base, UINT32_MAX);
    if (lead == UINT32_MAX) return;
    const stm_clause *first = &d->clauses->items[lead];
    stm_difference found = stm_difference_begin(d, STM_DIFFERS_NEGATION, d->clusters->of[lead],
                                                stm_clause_core(d->story, first));
    for (size_t i = 0; i < count; i++) {
        if (items[i].form != STM_DIRECT || items[i].translated) continue;
        words = (stm_slice){0};
        bool turned = has_reading(variant, items[i].report, &words);
        uint32_t at = clause_of(d, &items[i], words, lead);
        if (at == UINT32_MAX) continue;
        if (turned == (is_denial(&d->clauses->items[at]) != is_denial(first)))
            put_side(d, &found, at);
    }
    if (found.sides.len == 2 && !is_known(d, &found)) stm_difference_keep(d, found);
}

void stm_turns_find(stm_differing *d) {
    for (size_t q = 0; q < d->collation->quotations.len; q++) {
        const stm_quotation *quotation = &d->collation->quotations.items[q];
        for (size_t v = 0; v < quotation->apparatus.len; v++)
            if (quotation->apparatus.items[v].kind == STM_NEGATION_READING)
                compare_variant(d, quotation, &quotation->apparatus.items[v]);
    }
}
