/* timeline.c - what happens when, by the dates that reports give. */
#include "collate/timeline.h"

#include "base/map.h"

#include <stdlib.h>

enum { SAME_EVENT = 420, LEADERS = 32, SURE_MONTHS = 2 };

typedef struct {
    stm_slice value;
    uint32_t clause;
    uint32_t group; /* index of the first dated clause that tells of the same event */
} dated;

typedef STM_VEC(dated) dateds;

static bool fits(stm_slice value, const char *shape) {
    size_t len = strlen(shape);
    if (value.len != len) return false;
    for (size_t i = 0; i < len; i++) {
        char c = value.data[i];
        bool digit = c >= '0' && c <= '9';
        if (shape[i] == '0' ? !digit : shape[i] == 'Y' ? !digit && c != 'X' : c != shape[i])
            return false;
    }
    return true;
}

bool stm_timeline_is_dated(stm_slice value) {
    static const char *const shapes[] = {
        "0000",          "0000-00",       "YYYY-00-00",    "0000-00-00T00:00",
        "0000-W00",      "XXXX-00",       "YYYY-00-00T00", "YYYY-00-00TMO",
        "YYYY-00-00TAF", "YYYY-00-00TEV", "YYYY-00-00TNI"};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (fits(value, shapes[i])) return true;
    return false;
}

static bool is_partial(stm_slice value) {
    return value.len >= 4 && value.data[0] == 'X';
}

/* Known years first, in their order; what is half known last. */
static int by_value(const void *a, const void *b) {
    const dated *x = a, *y = b;
    if (is_partial(x->value) != is_partial(y->value)) return is_partial(x->value) ? 1 : -1;
    int order = stm_slice_order(x->value, y->value);
    return order ? order : (x->clause > y->clause) - (x->clause < y->clause);
}

/* "That day" and "noon" lean on what was said before. */
static bool is_anchored(const stm_document *doc, const stm_timex *time) {
    for (uint32_t i = time->first; i < time->last; i++) {
        const stm_token *token = &doc->tokens[i];
        if (token->kind == STM_NUMBER || stm_token_in(token, STM_LEX_WEEKDAYS) ||
            stm_token_in(token, STM_LEX_MONTHS))
            return true;
    }
    return false;
}

static bool names_year(const stm_document *doc, const stm_timex *time) {
    for (uint32_t i = time->first; i < time->last; i++) {
        stm_span span = doc->tokens[i].span;
        if (doc->tokens[i].kind == STM_NUMBER && span.end - span.start >= 4) return true;
    }
    return false;
}

static unsigned months_of(stm_slice date) {
    unsigned digits[6], at = 0;
    for (size_t i = 0; i < 7; i++)
        if (i != 4) digits[at++] = (unsigned)(date.data[i] - '0');
    unsigned year = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3];
    return year * 12 + digits[4] * 10 + digits[5];
}

/* A month without its year, long after the report, in words that do not look ahead: last year's as
 * like as not. */
static bool is_doubtful(const stm_story *story, const stm_clause *clause, const stm_timex *time) {
    const stm_document *doc = story->accounts[clause->report].doc;
    stm_slice published = doc->report->published, value = time->value;
    if (!fits((stm_slice){value.data, value.len < 7 ? value.len : 7}, "0000-00")) return false;
    if (published.len < 7 || !fits((stm_slice){published.data, 7}, "0000-00")) return false;
    if (clause->modality == STM_EXPECTED || names_year(doc, time)) return false;
    return months_of(value) > months_of(published) + SURE_MONTHS;
}

static void collect(stm_arena *scratch, const stm_story *story, const stm_clauses *clauses,
                    dateds *out) {
    uint32_t report = UINT32_MAX, at = 0;
    for (uint32_t i = 0; i < clauses->count; i++) {
        const stm_clause *clause = &clauses->items[i];
        stm_timexes times = story->accounts[clause->report].times;
        if (clause->report != report) at = 0;
        report = clause->report;
        while (at < times.count && times.items[at].last <= clause->first) at++;
        for (uint32_t t = at; t < times.count && times.items[t].first < clause->last; t++) {
            const stm_timex *time = &times.items[t];
            bool date = time->type == STM_DATE || time->type == STM_TIME;
            if (!date || !stm_timeline_is_dated(time->value)) continue;
            if (!is_anchored(story->accounts[clause->report].doc, time)) continue;
            if (is_doubtful(story, clause, time)) continue;
            stm_vec_put(scratch, out, (dated){time->value, i, 0});
        }
    }
}

/* A half-known date becomes the known one where the story has exactly one of its kind. */
static void complete(stm_arena *scratch, dateds *all) {
    stm_map tails = {0};
    const uint32_t many = UINT32_MAX - 1;
    for (uint32_t i = 0; i < all->len; i++) {
        stm_slice value = all->items[i].value;
        if (is_partial(value) || value.len < 10) continue;
        uint64_t tail = stm_hash((stm_slice){value.data + 4, value.len - 4});
        uint32_t *slot = stm_map_put(scratch, &tails, tail);
        if (*slot == STM_MAP_NONE)
            *slot = i;
        else if (*slot != many && !stm_slice_is(all->items[*slot].value, value))
            *slot = many;
    }
    for (uint32_t i = 0; i < all->len; i++) {
        stm_slice value = all->items[i].value;
        if (!is_partial(value) || value.len < 10) continue;
        uint32_t slot = stm_map_find(&tails, stm_hash((stm_slice){value.data + 4, value.len - 4}));
        if (slot < many) all->items[i].value = all->items[slot].value;
    }
}

typedef struct {
    stm_arena *arena, *scratch;
    const stm_story *story;
    const stm_clauses *clauses;
    const stm_clusters *clusters;
    stm_collation *collation;
    stm_slice latest; /* the last publication date; absent where none has one */
    dateds all;
} making;

static bool shares_word(const making *m, const stm_clause *a, const stm_clause *b) {
    for (uint32_t i = 0; i < a->terms; i++) {
        const stm_term *term = &m->clauses->terms[a->term + i];
        if (term->kind > STM_TERM_SENSE || term->common) continue;
        if (stm_clause_term(m->clauses, b, term->key)) return true;
    }
    return false;
}

static bool same_event(const making *m, uint32_t a, uint32_t b) {
    uint32_t x = m->clusters->of[a], y = m->clusters->of[b];
    if (x != STM_NO_CLUSTER && x == y) return true;
    const stm_clause *items = m->clauses->items;
    if (stm_likeness_of(m->clauses, &items[a], &items[b]).score >= SAME_EVENT) return true;
    /* Of what is to come on one day, one telling word is enough. */
    bool coming = items[a].modality == STM_EXPECTED && items[b].modality == STM_EXPECTED;
    return coming && shares_word(m, &items[a], &items[b]);
}

/* Puts each of all.items[first, last) into the group of the first leader it is like. */
static void group(making *m, size_t first, size_t last) {
    STM_VEC(uint32_t) leaders = {0};
    for (size_t i = first; i < last; i++) {
        m->all.items[i].group = (uint32_t)i;
        size_t begin = leaders.len > LEADERS ? leaders.len - LEADERS : 0;
        for (size_t l = begin; l < leaders.len; l++) {
            if (!same_event(m, m->all.items[leaders.items[l]].clause, m->all.items[i].clause))
                continue;
            m->all.items[i].group = leaders.items[l];
            break;
        }
        if (m->all.items[i].group == i) stm_vec_put(m->scratch, &leaders, (uint32_t)i);
    }
}

static int by_group(const void *a, const void *b) {
    const dated *x = a, *y = b;
    if (x->group != y->group) return x->group < y->group ? -1 : 1;
    return (x->clause > y->clause) - (x->clause < y->clause);
}

static bool is_ahead(const making *m, stm_slice value, bool expected) {
    if (!m->latest.len || is_partial(value)) return expected;
    size_t len = value.len < 10 ? value.len : 10;
    if (len > 5 && value.data[5] == 'W') len = 4; /* a week has no place among days */
    if (len > m->latest.len) len = m->latest.len;
    int order = memcmp(value.data, m->latest.data, len);
    return order > 0 || (order == 0 && expected && value.len <= 10);
}

static uint32_t readable(const stm_clause *clause) {
    uint32_t length = clause->shown.end - clause->shown.start;
    uint32_t score = clause->whole ? 300 : clause->finite ? 150 : 0;
    if (clause->subject != STM_NOBODY) score += 100;
    if (clause->frame) score /= 2;
    return score + (length < 200 ? 200 - length : 0) / 2;
}

/* One event from all.items[first, last), which are one group. */
static stm_event event_of(making *m, size_t first, size_t last) {
    stm_event event = {.value = stm_arena_copy(m->arena, m->all.items[first].value)};
    bool expected = false;
    uint32_t best = 0;
    for (size_t i = first; i < last; i++) {
        const stm_clause *clause = &m->clauses->items[m->all.items[i].clause];
        size_t len = event.witnesses.len;
        expected |= clause->modality == STM_EXPECTED;
        uint32_t score = readable(clause) + 1;
        bool again = len && event.witnesses.items[len - 1].report == clause->report;
        stm_witness witness = {clause->report, clause->shown};
        if (!again) stm_vec_put(m->arena, &event.witnesses, witness);
        if (score <= best) continue;
        best = score;
        event.text = stm_clause_text(m->story, clause);
        /* The words shown must be those of a witness. */
        event.witnesses.items[event.witnesses.len - 1] = witness;
    }
    event.ahead = is_ahead(m, event.value, expected);
    return event;
}

/* The events of one value: those that several reports tell of, those that lie ahead, and where
 * there is none of either, the one that reads best. */
static void put_events(making *m, size_t first, size_t last) {
    group(m, first, last);
    qsort(m->all.items + first, last - first, sizeof(dated), by_group);
    stm_event single = {0};
    bool put = false;
    for (size_t i = first, end; i < last; i = end) {
        end = i + 1;
        while (end < last && m->all.items[end].group == m->all.items[i].group) end++;
        stm_event event = event_of(m, i, end);
        if (event.witnesses.len > 1 || event.ahead) {
            stm_vec_put(m->arena, &m->collation->timeline, event);
            put = true;
        } else if (!single.text.data) {
            single = event;
        }
    }
    if (!put && single.text.data) stm_vec_put(m->arena, &m->collation->timeline, single);
}

void stm_timeline_make(stm_arena *arena, const stm_story *story, const stm_clauses *clauses,
                       const stm_clusters *clusters, stm_collation *collation) {
    making m = {arena, stm_arena_new(), story, clauses, clusters, collation, collation->last, {0}};
    collect(m.scratch, story, clauses, &m.all);
    complete(m.scratch, &m.all);
    if (m.all.len) qsort(m.all.items, m.all.len, sizeof *m.all.items, by_value);
    for (size_t i = 0, end; i < m.all.len; i = end) {
        end = i + 1;
        while (end < m.all.len && stm_slice_is(m.all.items[end].value, m.all.items[i].value)) end++;
        put_events(&m, i, end);
    }
    stm_arena_free(m.scratch);
}
