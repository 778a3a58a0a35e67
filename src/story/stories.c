/* stories.c - reports filed into stories as they come, in the order of time. */
#include "story/stories.h"

#include "story/divide.h"
#include "story/index.h"
#include "story/topic.h"

#include <math.h>
#include <stdlib.h>

/* The likeness at which a report joins a topic: lower than what makes a story, which is decided
 * when the topic is divided. */
static const double joins = 0.16;

enum {
    WINDOW = 12 * 86400, /* seconds after which a topic closes */
    OPEN = 1 << 17,      /* topics at most */
    TELLING = 48,        /* terms by which a report is sought */
    POSTINGS = 1024,     /* that are read for a report, at most */
    CANDIDATES = 6,      /* topics that are compared with it */
    UNLIKELY = 3,        /* times fewer hits than the best: not compared */
    NONE = UINT32_MAX
};

/* Any hit leaves it as it is. */
#define CLOSED (-INFINITY)

/* Open topics hang together from the one that was joined longest ago to the latest, in one row
 * those of undated reports alone, which no time closes, in another all others. */
typedef struct {
    stm_topic topic;
    uint32_t before, behind;
    uint32_t postings;
    bool open, dated; /* dated: stands in the other row */
} place;

typedef struct {
    uint32_t oldest, latest;
} row;

struct stm_stories {
    stm_arena *arena;
    stm_rarity rarity;
    stm_index index;
    size_t indexed;           /* postings of open topics */
    STM_VEC(place) places;    /* of topics */
    STM_VEC(uint32_t) closed; /* places that the index still names, */
    STM_VEC(uint32_t) vacant; /* and that it does not any more */
    STM_VEC(float) hits;      /* of each place; between two reports 0, or CLOSED */
    STM_VEC(uint32_t) hit;    /* places whose hits are not 0 */
    STM_VEC(uint32_t) story;  /* of each report */
    row rows[2];
    uint32_t open;
};

stm_stories *stm_stories_new(void) {
    stm_arena *arena = stm_arena_new();
    stm_stories *stories = STM_TAKE(arena, stm_stories, 1);
    *stories = (stm_stories){.arena = arena, .rows = {{NONE, NONE}, {NONE, NONE}}};
    return stories;
}

void stm_stories_free(stm_stories *stories) {
    if (!stories) return;
    stm_stories_end(stories);
    stm_index_clear(&stories->index);
    stm_glossary_release(&stories->rarity.terms);
    stm_arena_free(stories->arena);
}

void stm_stories_expect(stm_stories *stories, stm_vector vector) {
    stm_rarity_expect(&stories->rarity, vector);
}

/* --- the row of open topics --- */

static place *at(stm_stories *s, uint32_t topic) {
    return &s->places.items[topic];
}

static void take_out(stm_stories *s, uint32_t topic) {
    place *p = at(s, topic);
    row *r = &s->rows[p->dated];
    *(p->before == NONE ? &r->oldest : &at(s, p->before)->behind) = p->behind;
    *(p->behind == NONE ? &r->latest : &at(s, p->behind)->before) = p->before;
}

static void put_last(stm_stories *s, uint32_t topic) {
    place *p = at(s, topic);
    p->dated = p->topic.last != STM_UNDATED;
    row *r = &s->rows[p->dated];
    p->before = r->latest;
    p->behind = NONE;
    *(r->latest == NONE ? &r->oldest : &at(s, r->latest)->behind) = topic;
    r->latest = topic;
}

/* A topic that stands in no row yet. */
static uint32_t open_topic(stm_stories *s) {
    place made = {.topic = {.last = STM_UNDATED}, .open = true};
    s->open++;
    if (s->vacant.len) {
        uint32_t topic = s->vacant.items[--s->vacant.len];
        *at(s, topic) = made;
        s->hits.items[topic] = 0;
        return topic;
    }
    stm_vec_put(s->arena, &s->places, made);
    stm_vec_put(s->arena, &s->hits, 0);
    return (uint32_t)s->places.len - 1;
}

/* --- a topic becomes stories --- */

/* A story's reports point to earlier ones of it, and at last to its first. */
static uint32_t first_of(stm_stories *s, uint32_t report) {
    uint32_t *story = s->story.items;
    while (story[report] != report) report = story[report] = story[story[report]];
    return report;
}

static void join_stories(stm_stories *s, uint32_t a, uint32_t b) {
    a = first_of(s, a);
    b = first_of(s, b);
    s->story.items[a < b ? b : a] = a < b ? a : b;
}

static void divide(stm_stories *s, const stm_topic *topic, uint32_t *group) {
    stm_topic_divide(topic, group);
    for (uint32_t i = 0; i < topic->count; i++)
        join_stories(s, topic->nodes[i].first, topic->nodes[group[i]].first);
}

static void close_topic(stm_stories *s, uint32_t topic) {
    uint32_t group[STM_DIVIDE_MOST];
    place *p = at(s, topic);
    if (p->topic.count > 1) divide(s, &p->topic, group);
    s->indexed -= p->postings;
    take_out(s, topic);
    stm_topic_release(&p->topic);
    p->open = false;
    s->open--;
    s->hits.items[topic] = CLOSED;
    stm_vec_put(s->arena, &s->closed, topic);
}

/* Makes room in a full topic. One that is of many stories still is of none, and closes. */
static void condense(stm_stories *s, uint32_t topic) {
    uint32_t group[STM_DIVIDE_MOST];
    stm_topic *full = &at(s, topic)->topic;
    divide(s, full, group);
    stm_topic_condense(full, group);
    if (full->count > STM_DIVIDE_MOST / 2) close_topic(s, topic);
}

/* --- a report finds its topic --- */

/* A term of the report, and where it stands. */
typedef struct {
    stm_term term;
    stm_postings postings;
} sought;

static int by_length(const void *a, const void *b) {
    const sought *x = a, *y = b;
    if (x->postings.len != y->postings.len) return x->postings.len < y->postings.len ? -1 : 1;
    return (x->term.key > y->term.key) - (x->term.key < y->term.key);
}

static void count_hits(stm_stories *s, const sought *of) {
    float *hits = s->hits.items, weight = of->term.weight;
    stm_vec_reserve(s->arena, &s->hit, of->postings.len);
    for (size_t i = 0; i < of->postings.len; i++) {
        stm_posting posting = of->postings.items[i];
        if (hits[posting.topic] == 0) s->hit.items[s->hit.len++] = posting.topic;
        hits[posting.topic] += posting.weight * weight;
    }
}

/* The heaviest terms. */
typedef struct {
    stm_term terms[TELLING];
    uint32_t count;
    float least; /* weight of one of them */
} telling;

static telling telling_of(stm_vector vector) {
    stm_term terms[STM_RARITY_TERMS];
    telling out = {.least = INFINITY};
    if (vector.count) memcpy(terms, vector.terms, vector.count * sizeof *terms);
    out.count = stm_terms_select(terms, vector.count, TELLING);
    memcpy(out.terms, terms, out.count * sizeof *terms);
    for (uint32_t i = 0; i < out.count; i++)
        if (out.least > terms[i].weight) out.least = terms[i].weight;
    return out;
}

/* Rare terms first, until enough postings are read. */
static void find_hits(stm_stories *s, const telling *heaviest) {
    sought terms[TELLING];
    uint32_t count = heaviest->count;
    for (uint32_t i = 0; i < count; i++) {
        const stm_glossary_entry *known =
            stm_glossary_find(&s->rarity.terms, heaviest->terms[i].key);
        terms[i] = (sought){heaviest->terms[i], stm_index_get(&s->index, known ? known->list : 0)};
        __builtin_prefetch(terms[i].postings.items);
    }
    qsort(terms, count, sizeof *terms, by_length);
    size_t read = 0;
    for (uint32_t i = 0; i < count && read + terms[i].postings.len <= POSTINGS; i++) {
        count_hits(s, &terms[i]);
        read += terms[i].postings.len;
    }
}

/* Whether a has more hits than b; of equal ones, whether its first report is. */
static bool is_likelier(stm_stories *s, uint32_t a, uint32_t b) {
    float x = s->hits.items[a], y = s->hits.items[b];
    return x != y ? x > y : at(s, a)->topic.nodes[0].first < at(s, b)->topic.nodes[0].first;
}

/* The topics with the most hits, the most first; returns how many, and forgets all hits. */
static int take_candidates(stm_stories *s, uint32_t candidates[CANDIDATES]) {
    int count = 0;
    for (size_t i = 0; i < s->hit.len; i++) {
        uint32_t topic = s->hit.items[i];
        if (count == CANDIDATES && !is_likelier(s, topic, candidates[count - 1])) continue;
        int to = count < CANDIDATES ? count++ : count - 1;
        for (; to && is_likelier(s, topic, candidates[to - 1]); to--)
            candidates[to] = candidates[to - 1];
        candidates[to] = topic;
    }
    int likely = 0;
    while (likely < count &&
           s->hits.items[candidates[likely]] * UNLIKELY >= s->hits.items[candidates[0]])
        likely++;
    for (size_t i = 0; i < s->hit.len; i++) s->hits.items[s->hit.items[i]] = 0;
    s->hit.len = 0;
    return likely;
}

static uint32_t find_topic(stm_stories *s, const stm_node *report, const telling *heaviest) {
    uint32_t candidates[CANDIDATES], best = NONE;
    double most = 0;
    stm_spread spread;
    find_hits(s, heaviest);
    stm_spread_init(&spread, report->sum);
    int count = take_candidates(s, candidates);
    for (int i = 0; i < count; i++) {
        double likeness = stm_topic_likeness(&at(s, candidates[i])->topic, &spread, report->time);
        if (likeness < joins || likeness <= most) continue;
        most = likeness;
        best = candidates[i];
    }
    return best;
}

static void close_old(stm_stories *s, int64_t time) {
    uint32_t *oldest = &s->rows[true].oldest;
    while (*oldest != NONE && time - at(s, *oldest)->topic.last > WINDOW) close_topic(s, *oldest);
    while (s->open >= OPEN) close_topic(s, *oldest != NONE ? *oldest : s->rows[false].oldest);
}

static void put_term(stm_stories *s, stm_glossary_entry *known, float weight, uint32_t topic) {
    stm_index_put(&s->index, &known->list, (stm_posting){topic, weight});
    at(s, topic)->postings++;
    s->indexed++;
}

static void index_topic(stm_stories *s, uint32_t topic) {
    const stm_topic *open = &at(s, topic)->topic;
    at(s, topic)->postings = 0;
    for (uint32_t i = 0; i < open->terms; i++)
        put_term(s, stm_glossary_find(&s->rarity.terms, open->sum[i].key),
                 open->sum[i].weight / (float)open->reports, topic);
}

/* Forgets the closed topics, once most postings are theirs. */
static void renew_index(stm_stories *s) {
    enum { FEW = 1 << 16 };
    if (s->index.count < FEW || s->index.count < 2 * s->indexed) return;
    stm_index_clear(&s->index);
    for (size_t i = 0; i < s->rarity.terms.room; i++) s->rarity.terms.entries[i].list = 0;
    s->indexed = 0;
    for (uint32_t topic = 0; topic < s->places.len; topic++)
        if (at(s, topic)->open) index_topic(s, topic);
    for (size_t i = 0; i < s->closed.len; i++)
        stm_vec_put(s->arena, &s->vacant, s->closed.items[i]);
    s->closed.len = 0;
}

uint32_t stm_stories_add(stm_stories *s, stm_vector vector, int64_t time) {
    stm_term terms[STM_RARITY_TERMS];
    uint32_t number = (uint32_t)s->story.len;
    stm_vec_put(s->arena, &s->story, number);
    stm_node report = {stm_rarity_weigh(&s->rarity, vector, terms), 1, number, time};
    close_old(s, time);

    telling heaviest = telling_of(report.sum);
    uint32_t topic = find_topic(s, &report, &heaviest);
    if (topic == NONE)
        topic = open_topic(s);
    else
        take_out(s, topic);
    bool fresh[STM_RARITY_TERMS];
    stm_topic_add(&at(s, topic)->topic, &report, fresh);
    put_last(s, topic);
    for (uint32_t i = 0; i < report.sum.count; i++)
        if (fresh[i]) {
            stm_glossary_entry *known = stm_glossary_find(&s->rarity.terms, terms[i].key);
            known->topics++;
            if (terms[i].weight >= heaviest.least) put_term(s, known, terms[i].weight, topic);
        }
    stm_rarity_arrive(&s->rarity, vector);
    renew_index(s);
    uint32_t first = at(s, topic)->topic.nodes[0].first;
    if (at(s, topic)->topic.count == STM_DIVIDE_MOST) condense(s, topic);
    return first;
}

const stm_rarity *stm_stories_rarity(const stm_stories *stories) {
    return &stories->rarity;
}

const uint32_t *stm_stories_end(stm_stories *s) {
    for (uint32_t topic = 0; topic < s->places.len; topic++)
        if (at(s, topic)->open) close_topic(s, topic);
    for (uint32_t i = 0; i < s->story.len; i++) s->story.items[i] = first_of(s, i);
    return s->story.items;
}
