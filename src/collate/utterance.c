/* utterance.c - sayings of one utterance brought together. */
#include "collate/utterance.h"

#include "base/map.h"

#include <stdlib.h>

/* Words of the report that may stand between two sayings that were said together: a cue. */
#define CUE_BYTES_MOST 90
#define NONE           UINT32_MAX

/* Two strands of which one follows the other somewhere. beside: in how many reports it follows at
 * once. together: within one quotation; in_one_run: without a cue between. shared: how many reports
 * have both; likeness: their share, in thousandths, of those that have either. form_a, form_b: two
 * forms that stand so; the first such, whatever the order of the reports. */
typedef struct {
    uint32_t a, b, form_a, form_b, beside, last_report, shared, likeness;
    bool together, in_one_run;
} neighbours;

typedef STM_VEC(uint32_t) number_list;

typedef struct {
    const stm_story *story;
    const stm_kinship *kinship;
    const stm_strands *strands;
    stm_aligner *aligner;
    stm_arena *scratch;
    uint32_t *root;     /* of each strand: the utterance's */
    uint32_t **sayings; /* of each strand, in order */
    uint32_t *counts;
    STM_VEC(neighbours) pairs;
    stm_map known;        /* pairs by their strands */
    number_list *reports; /* of each utterance in the making, at its root */
} gathering;

static uint32_t root_of(gathering *g, uint32_t strand) {
    while (g->root[strand] != strand) strand = g->root[strand] = g->root[g->root[strand]];
    return strand;
}

static void unite(gathering *g, uint32_t a, uint32_t b) {
    a = root_of(g, a);
    b = root_of(g, b);
    g->root[a < b ? b : a] = a < b ? a : b;
}

static uint32_t strand_of(const gathering *g, uint32_t saying) {
    return g->strands->strand_of[g->kinship->form_of[saying]];
}

static void list_sayings(gathering *g) {
    uint32_t count = g->strands->count;
    g->sayings = STM_TAKE(g->scratch, uint32_t *, count);
    g->counts = STM_TAKE(g->scratch, uint32_t, count);
    for (uint32_t i = 0; i < g->kinship->sayings.count; i++) g->counts[strand_of(g, i)]++;
    for (uint32_t c = 0; c < count; c++) {
        g->sayings[c] = STM_TAKE(g->scratch, uint32_t, g->counts[c]);
        g->counts[c] = 0;
    }
    for (uint32_t i = 0; i < g->kinship->sayings.count; i++) {
        uint32_t c = strand_of(g, i);
        g->sayings[c][g->counts[c]++] = i;
    }
}

static bool is_near(const stm_saying *a, const stm_saying *b) {
    uint32_t end = a->content.items[a->content.count - 1].end, start = b->content.items[0].start;
    return start >= end && start - end <= CUE_BYTES_MOST;
}

static bool is_marked(const stm_saying *saying) {
    return saying->marked_words == saying->words.count;
}

static bool are_in_one_run(const gathering *g, const stm_saying *a, const stm_saying *b) {
    if (a->quote != b->quote) return false;
    stm_span span = {a->content.items[a->content.count - 1].start, b->content.items[0].end};
    return stm_saying_run(g->story->accounts[a->report].quotes.items[a->quote].content, span);
}

static void put_neighbours(gathering *g, uint32_t saying) {
    const stm_saying *s = &g->kinship->sayings.items[saying];
    if (s->next == UINT32_MAX) return;
    const stm_saying *next = &g->kinship->sayings.items[s->next];
    uint32_t a = strand_of(g, saying), b = strand_of(g, s->next);
    if (a == b || !is_near(s, next)) return;
    uint32_t *known = stm_map_put(g->scratch, &g->known, stm_hash_join((uint64_t)a + 1, b));
    if (*known == STM_MAP_NONE) {
        *known = (uint32_t)g->pairs.len;
        stm_vec_put(g->scratch, &g->pairs,
                    (neighbours){.a = a, .b = b, .form_a = NONE, .last_report = NONE});
    }
    neighbours *pair = &g->pairs.items[*known];
    pair->beside += pair->last_report != s->report;
    pair->last_report = s->report;
    uint32_t form_a = g->kinship->form_of[saying], form_b = g->kinship->form_of[s->next];
    if (form_a < pair->form_a || (form_a == pair->form_a && form_b < pair->form_b)) {
        pair->form_a = form_a;
        pair->form_b = form_b;
    }
    bool in_one_run = are_in_one_run(g, s, next), marked = is_marked(s) && is_marked(next);
    pair->in_one_run |= in_one_run;
    pair->together |= in_one_run || (marked && s->quote == next->quote);
}

static bool is_kin_of(const gathering *g, uint32_t form, uint32_t strand) {
    for (uint32_t i = 0; i < g->kinship->kin_counts[form]; i++) {
        const stm_kin *kin = &g->kinship->kin[g->kinship->kin_of[form][i]];
        uint32_t other = kin->a == form ? kin->b : kin->a;
        if (g->strands->strand_of[other] == strand) return true;
    }
    return false;
}

/* Marks which words of the form stand in the other one, with a bit; returns their weight. */
static uint32_t mark_shared(const gathering *g, uint32_t form, uint32_t other, uint8_t bit,
                            uint8_t *marks) {
    stm_align_words words = g->kinship->forms[form].wording.all.words;
    uint32_t *match = stm_aligner_spare(g->aligner, words.count), weight = 0;
    stm_align_pair(g->aligner, words, g->kinship->forms[other].wording.all.words, match);
    for (uint32_t i = 0; i < words.count; i++) {
        if (match[i] == STM_ALIGN_NONE) continue;
        if (marks[i]) weight += words.items[i].weight;
        marks[i] |= bit;
    }
    return weight;
}

/* Whether a saying of one strand gives what the other says, too, and with other words of its own:
 * a sentence that another report has as two. */
static bool reaches(const gathering *g, uint32_t saying, const neighbours *pair, bool from_a) {
    uint32_t form = g->kinship->form_of[saying];
    if (!is_kin_of(g, form, from_a ? pair->b : pair->a)) return false;
    uint32_t other = from_a ? pair->form_b : pair->form_a;
    stm_align_words words = g->kinship->forms[form].wording.all.words;
    uint8_t *marks = STM_TAKE(g->scratch, uint8_t, words.count);
    mark_shared(g, form, other, 1, marks);
    uint32_t weight = 0;
    for (uint32_t i = 0; i < words.count; i++) weight += marks[i] ? words.items[i].weight : 0;
    return mark_shared(g, form, from_a ? pair->form_a : pair->form_b, 2, marks) * 3 <= weight;
}

static uint32_t report_at(const gathering *g, uint32_t strand, uint32_t at) {
    if (at >= g->counts[strand]) return NONE;
    return g->kinship->sayings.items[g->sayings[strand][at]].report;
}

/* Counts the reports that have both; none where a report has them apart. */
static void compare(const gathering *g, neighbours *pair) {
    uint32_t i = 0, j = 0, both = 0, reached = 0, all = 0;
    while (i < g->counts[pair->a] || j < g->counts[pair->b]) {
        uint32_t x = report_at(g, pair->a, i), y = report_at(g, pair->b, j);
        uint32_t report = x < y ? x : y;
        if (x == y)
            both++;
        else if (x < y)
            reached += reaches(g, g->sayings[pair->a][i], pair, true);
        else
            reached += reaches(g, g->sayings[pair->b][j], pair, false);
        all++;
        while (i < g->counts[pair->a] && report_at(g, pair->a, i) == report) i++;
        while (j < g->counts[pair->b] && report_at(g, pair->b, j) == report) j++;
    }
    if (both != pair->beside) return;
    pair->shared = both + reached;
    pair->likeness = pair->shared * 1000 / all;
}

static int order_neighbours(const void *a, const void *b) {
    const neighbours *x = a, *y = b;
    if (x->likeness != y->likeness) return x->likeness > y->likeness ? -1 : 1;
    if (x->in_one_run != y->in_one_run) return x->in_one_run ? -1 : 1;
    if (x->shared != y->shared) return x->shared > y->shared ? -1 : 1;
    if (x->a != y->a) return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

static void list_reports(gathering *g) {
    g->reports = STM_TAKE(g->scratch, number_list, g->strands->count);
    for (uint32_t s = 0; s < g->strands->count; s++)
        for (uint32_t i = 0; i < g->counts[s]; i++)
            if (i == 0 || report_at(g, s, i) != report_at(g, s, i - 1))
                stm_vec_put(g->scratch, &g->reports[s], report_at(g, s, i));
}

/* Whether what was gathered round each of the two still shares half of its reports; if so, both
 * are one. */
static void try_neighbours(gathering *g, const neighbours *pair) {
    uint32_t x = root_of(g, pair->a), y = root_of(g, pair->b);
    if (x == y) return;
    const number_list *a = &g->reports[x], *b = &g->reports[y];
    number_list all = {0};
    uint32_t both = 0;
    for (size_t i = 0, j = 0; i < a->len || j < b->len;) {
        uint32_t p = i < a->len ? a->items[i] : NONE, q = j < b->len ? b->items[j] : NONE;
        stm_vec_put(g->scratch, &all, p < q ? p : q);
        both += p == q;
        i += p <= q;
        j += q <= p;
    }
    if ((both > pair->shared ? both : pair->shared) * 2 < all.len) return;
    unite(g, x, y);
    g->reports[root_of(g, x)] = all;
}

static void unite_neighbours(gathering *g) {
    for (uint32_t i = 0; i < g->kinship->sayings.count; i++) put_neighbours(g, i);
    list_reports(g);
    for (size_t i = 0; i < g->pairs.len; i++)
        if (g->pairs.items[i].together) compare(g, &g->pairs.items[i]);
    if (g->pairs.len) qsort(g->pairs.items, g->pairs.len, sizeof(neighbours), order_neighbours);
    for (size_t i = 0; i < g->pairs.len; i++)
        if (g->pairs.items[i].likeness >= 500) try_neighbours(g, &g->pairs.items[i]);
}

/* A fragment's strand and an utterance that holds its words. */
typedef struct {
    uint32_t fragment, target; /* strands */
    uint32_t score;
} offer;

typedef STM_VEC(offer) offer_list;

static int order_offers(const void *a, const void *b) {
    const offer *x = a, *y = b;
    if (x->fragment != y->fragment) return x->fragment < y->fragment ? -1 : 1;
    if (x->score != y->score) return x->score > y->score ? -1 : 1;
    return (x->target > y->target) - (x->target < y->target);
}

/* Where the words of an utterance's hub that the form has begin and end. */
static stm_span place_in(gathering *g, uint32_t form, uint32_t hub) {
    const stm_form *forms = g->kinship->forms;
    stm_align_words whole = forms[hub].wording.marked.words;
    stm_align_words part = forms[form].wording.marked.words;
    uint32_t *match = stm_aligner_spare(g->aligner, whole.count);
    stm_align_pair(g->aligner, whole, part, match);
    stm_span place = {whole.count, 0};
    for (uint32_t i = 0; i < whole.count; i++) {
        if (match[i] == STM_ALIGN_NONE) continue;
        if (i < place.start) place.start = i;
        place.end = i + 1;
    }
    return place;
}

/* Two sayings of one sentence that give different parts of one utterance, in its order. */
static bool completes(gathering *g, uint32_t first, uint32_t second, uint32_t target) {
    const stm_saying *a = &g->kinship->sayings.items[first];
    const stm_saying *b = &g->kinship->sayings.items[second];
    if (a->sentence != b->sentence) return false;
    uint32_t hub = g->strands->hub[target];
    stm_span x = place_in(g, g->kinship->form_of[first], hub);
    stm_span y = place_in(g, g->kinship->form_of[second], hub);
    return x.end <= y.start;
}

/* The saying of the utterance that the report of this saying has, or NONE. */
static uint32_t rival_of(gathering *g, uint32_t saying, uint32_t target) {
    uint32_t report = g->kinship->sayings.items[saying].report, low = 0, high = g->counts[target];
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        if (report_at(g, target, mid) < report)
            low = mid + 1;
        else
            high = mid;
    }
    return report_at(g, target, low) == report ? g->sayings[target][low] : NONE;
}

/* 0: the fragment cannot be part of the target; 1: it may be; 2: what stands beside it says so. */
static int fits(gathering *g, uint32_t fragment, uint32_t target) {
    int best = 1;
    for (uint32_t i = 0; i < g->counts[fragment]; i++) {
        uint32_t saying = g->sayings[fragment][i], rival = rival_of(g, saying, target);
        if (rival == NONE) continue;
        const stm_kinship *k = g->kinship;
        if (stm_kinship_of(k, k->form_of[saying], k->form_of[rival]).contains) continue;
        uint32_t first = saying < rival ? saying : rival, second = saying < rival ? rival : saying;
        if (!completes(g, first, second, target)) return 0;
        best = 2;
    }
    return best;
}

static offer_list find_offers(gathering *g) {
    offer_list offers = {0};
    const stm_kinship *k = g->kinship;
    for (uint32_t i = 0; i < k->kin_count; i++) {
        const stm_kin *kin = &k->kin[i];
        if (!stm_kin_is_weak(k, kin)) continue;
        uint32_t x = k->forms[kin->a].wording.marked.words.count;
        uint32_t y = k->forms[kin->b].wording.marked.words.count;
        uint32_t a = g->strands->strand_of[kin->a], b = g->strands->strand_of[kin->b];
        offer o = {x < y ? a : b, x < y ? b : a, kin->affinity.score};
        uint32_t hub = g->strands->hub[o.fragment];
        if (a == b || hub != (x < y ? kin->a : kin->b)) continue;
        int fit = fits(g, o.fragment, o.target);
        if (fit) {
            o.score += (uint32_t)fit * 1000;
            stm_vec_put(g->scratch, &offers, o);
        }
    }
    if (offers.len) qsort(offers.items, offers.len, sizeof(offer), order_offers);
    return offers;
}

/* Takes the offers of each fragment where they agree on the utterance. All are judged before any is
 * taken, so that their order has no influence. */
static void place_fragments(gathering *g) {
    offer_list offers = find_offers(g);
    size_t taken = 0;
    for (size_t i = 0, end; i < offers.len; i = end) {
        offer best = offers.items[i];
        bool agree = true;
        for (end = i; end < offers.len && offers.items[end].fragment == best.fragment; end++)
            agree &= offers.items[end].score / 1000 < best.score / 1000 ||
                     root_of(g, offers.items[end].target) == root_of(g, best.target);
        if (agree) offers.items[taken++] = best;
    }
    for (size_t i = 0; i < taken; i++) unite(g, offers.items[i].fragment, offers.items[i].target);
}

stm_utterances stm_utterances_find(stm_arena *arena, stm_aligner *aligner, const stm_story *story,
                                   const stm_kinship *kinship, const stm_strands *strands) {
    gathering g = {.story = story,
                   .kinship = kinship,
                   .strands = strands,
                   .aligner = aligner,
                   .scratch = aligner->arena,
                   .root = STM_TAKE(aligner->arena, uint32_t, strands->count)};
    for (uint32_t c = 0; c < strands->count; c++) g.root[c] = c;
    list_sayings(&g);
    unite_neighbours(&g);
    place_fragments(&g);

    stm_utterances out = {STM_TAKE(arena, uint32_t, kinship->sayings.count), 0};
    uint32_t *number = STM_TAKE(g.scratch, uint32_t, strands->count);
    for (uint32_t i = 0; i < kinship->sayings.count; i++) {
        uint32_t root = root_of(&g, strand_of(&g, i));
        if (!number[root]) number[root] = ++out.count;
        out.utterance_of[i] = number[root] - 1;
    }
    return out;
}
