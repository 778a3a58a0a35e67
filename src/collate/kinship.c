/* kinship.c - which sayings may give one utterance. */
#include "collate/kinship.h"

#include "base/map.h"

#include <stdlib.h>

/* A concept that more forms of a speaker share finds nobody; each form is compared with this many
 * at most. They bound the cost where a story repeats itself endlessly. */
#define LIST_MOST     256
#define COMPARED_MOST 48

#define ANYBODY (STM_NOBODY - 1)

typedef STM_VEC(stm_kin) kin_list;
typedef STM_VEC(uint32_t) form_list;

/* A saying's place in the order of forms. */
typedef struct {
    uint64_t key;
    uint32_t speaker, saying;
} place;

static int order_places(const void *a, const void *b) {
    const place *x = a, *y = b;
    if (x->speaker != y->speaker) return x->speaker < y->speaker ? -1 : 1;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    return (x->saying > y->saying) - (x->saying < y->saying);
}

static void make_forms(stm_arena *arena, stm_kinship *k) {
    uint32_t count = k->sayings.count;
    place *places = STM_TAKE(arena, place, count);
    for (uint32_t i = 0; i < count; i++)
        places[i] = (place){k->sayings.items[i].key, k->sayings.items[i].speaker, i};
    if (count) qsort(places, count, sizeof *places, order_places);
    uint32_t *members = STM_TAKE(arena, uint32_t, count);
    k->forms = STM_TAKE(arena, stm_form, count);
    k->form_of = STM_TAKE(arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) {
        members[i] = places[i].saying;
        bool is_new = i == 0 || places[i].key != places[i - 1].key ||
                      places[i].speaker != places[i - 1].speaker;
        if (is_new)
            k->forms[k->form_count++] =
                (stm_form){.members = &members[i],
                           .speaker = places[i].speaker,
                           .is_sure = k->sayings.items[places[i].saying].is_sure};
        k->forms[k->form_count - 1].count++;
        k->form_of[members[i]] = k->form_count - 1;
    }
    for (uint32_t f = 0; f < k->form_count; f++)
        k->forms[f].wording = stm_wording_of(arena, &k->sayings.items[k->forms[f].members[0]]);
}

/* Which forms hold a concept, by speaker and for all speakers together. */
typedef struct {
    stm_arena *arena;
    stm_map lists;
    STM_VEC(form_list) items;
} concept_index;

static form_list *list_of(concept_index *index, uint32_t speaker, uint64_t concept) {
    uint32_t *list = stm_map_put(index->arena, &index->lists, stm_hash_join(concept, speaker));
    if (*list == STM_MAP_NONE) {
        *list = (uint32_t)index->items.len;
        stm_vec_put(index->arena, &index->items, (form_list){0});
    }
    return &index->items.items[*list];
}

/* Longer lists are of no use, so they stop growing. */
static void put_form(concept_index *index, uint32_t speaker, uint64_t concept, uint32_t form) {
    form_list *list = list_of(index, speaker, concept);
    if (list->len <= LIST_MOST) stm_vec_put(index->arena, list, form);
}

static concept_index make_index(stm_arena *arena, const stm_kinship *k) {
    concept_index index = {.arena = arena};
    for (uint32_t f = 0; f < k->form_count; f++) {
        stm_align_words content = k->forms[f].wording.all.content;
        for (uint32_t i = 0; i < content.count; i++) {
            put_form(&index, ANYBODY, content.items[i].concept, f);
            put_form(&index, k->forms[f].speaker, content.items[i].concept, f);
        }
    }
    return index;
}

/* Forms that share concepts with the one at hand, and the weight that they share. */
typedef struct {
    uint32_t *shared; /* of each form */
    form_list found;
} search;

typedef struct {
    uint32_t weight, form;
} candidate;

static int order_candidates(const void *a, const void *b) {
    const candidate *x = a, *y = b;
    if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
    return (x->form > y->form) - (x->form < y->form);
}

static void search_forms(concept_index *index, const stm_form *form, uint32_t speaker, search *s) {
    stm_align_words content = form->wording.all.content;
    s->found.len = 0;
    for (uint32_t i = 0; i < content.count; i++) {
        const form_list *list = list_of(index, speaker, content.items[i].concept);
        if (list->len > LIST_MOST) continue;
        for (size_t k = 0; k < list->len; k++) {
            uint32_t other = list->items[k];
            if (!s->shared[other]) stm_vec_put(index->arena, &s->found, other);
            s->shared[other] += content.items[i].weight + 1u;
        }
    }
}

/* Two speakers never say one thing; where one is not known or only a pronoun, equal words say that
 * they are one. */
static bool may_be_kin(const stm_kinship *k, const stm_form *a, const stm_form *b,
                       stm_affinity affinity) {
    if (!affinity.score) return false;
    if (a->speaker == b->speaker && a->speaker != STM_NOBODY) return true;
    if ((a->is_sure && b->is_sure) || !affinity.contains) return false;
    uint32_t x = a->wording.marked.words.count, y = b->wording.marked.words.count;
    uint32_t words = x < y ? x : y;
    bool pronoun = a->speaker != STM_NOBODY && b->speaker != STM_NOBODY;
    if (pronoun && words >= 2 && affinity.verbatim >= k->bits + 2 * STM_WEIGHT_BIT) return true;
    return words >= (affinity.equal ? 4u : 9u);
}

typedef struct {
    stm_arena *arena;
    stm_aligner *aligner;
    stm_kinship *kinship;
    stm_map known; /* pairs that were compared */
    kin_list kin;
    STM_VEC(candidate) candidates;
} comparing;

static void compare(comparing *c, uint32_t f, uint32_t other) {
    uint32_t a = f < other ? f : other, b = f < other ? other : f;
    uint32_t *known = stm_map_put(c->aligner->arena, &c->known, stm_hash_join((uint64_t)a + 1, b));
    if (*known != STM_MAP_NONE) return;
    *known = 1;
    const stm_kinship *k = c->kinship;
    const stm_form *x = &k->forms[a], *y = &k->forms[b];
    stm_affinity affinity = stm_affinity_of(c->aligner, k->bits, &x->wording, &y->wording);
    if (may_be_kin(k, x, y, affinity)) stm_vec_put(c->arena, &c->kin, (stm_kin){a, b, affinity});
}

/* What shares less than this cannot be kin. */
static bool is_worth_comparing(const stm_kinship *k, uint32_t f, candidate c) {
    uint64_t one = k->forms[f].wording.all.content_weight;
    uint64_t two = k->forms[c.form].wording.all.content_weight, least = one < two ? one : two;
    if (c.form == f || c.weight < 2 * STM_WEIGHT_BIT) return false;
    return c.weight * 2ull >= least || (c.weight >= 4 * STM_WEIGHT_BIT && c.weight * 5ull >= least);
}

static void compare_found(comparing *c, uint32_t f, search *s) {
    c->candidates.len = 0;
    for (size_t i = 0; i < s->found.len; i++) {
        candidate found = {s->shared[s->found.items[i]], s->found.items[i]};
        s->shared[found.form] = 0;
        if (is_worth_comparing(c->kinship, f, found))
            stm_vec_put(c->aligner->arena, &c->candidates, found);
    }
    if (!c->candidates.len) return;
    qsort(c->candidates.items, c->candidates.len, sizeof(candidate), order_candidates);
    for (size_t i = 0; i < c->candidates.len && i < COMPARED_MOST; i++)
        compare(c, f, c->candidates.items[i].form);
}

static int order_kin(const void *a, const void *b) {
    const stm_kin *x = a, *y = b;
    if (x->a != y->a) return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

static void link_kin(stm_arena *arena, stm_kinship *k) {
    k->kin_counts = STM_TAKE(arena, uint32_t, k->form_count);
    k->kin_of = STM_TAKE(arena, uint32_t *, k->form_count);
    for (uint32_t i = 0; i < k->kin_count; i++) {
        k->kin_counts[k->kin[i].a]++;
        k->kin_counts[k->kin[i].b]++;
    }
    for (uint32_t f = 0; f < k->form_count; f++) {
        k->kin_of[f] = STM_TAKE(arena, uint32_t, k->kin_counts[f]);
        k->kin_counts[f] = 0;
    }
    for (uint32_t i = 0; i < k->kin_count; i++) {
        uint32_t a = k->kin[i].a, b = k->kin[i].b;
        k->kin_of[a][k->kin_counts[a]++] = i;
        k->kin_of[b][k->kin_counts[b]++] = i;
    }
}

stm_kinship stm_kinship_find(stm_arena *arena, stm_aligner *aligner, stm_sayings sayings) {
    stm_kinship kinship = {.sayings = sayings};
    make_forms(arena, &kinship);
    kinship.bits = stm_weight_log2(kinship.form_count + 1u, 1);
    concept_index index = make_index(aligner->arena, &kinship);
    search s = {.shared = STM_TAKE(aligner->arena, uint32_t, kinship.form_count)};
    comparing c = {.arena = arena, .aligner = aligner, .kinship = &kinship};
    for (uint32_t f = 0; f < kinship.form_count; f++) {
        const stm_form *form = &kinship.forms[f];
        search_forms(&index, form, form->speaker, &s);
        compare_found(&c, f, &s);
        if (form->is_sure) continue;
        search_forms(&index, form, ANYBODY, &s);
        compare_found(&c, f, &s);
    }
    if (c.kin.len) qsort(c.kin.items, c.kin.len, sizeof(stm_kin), order_kin);
    kinship.kin = c.kin.items;
    kinship.kin_count = (uint32_t)c.kin.len;
    link_kin(arena, &kinship);
    return kinship;
}

stm_affinity stm_kinship_of(const stm_kinship *kinship, uint32_t a, uint32_t b) {
    if (a == b) return (stm_affinity){.score = 1000, .contains = true, .equal = true};
    if (kinship->kin_counts[b] < kinship->kin_counts[a]) {
        uint32_t swap = a;
        a = b;
        b = swap;
    }
    for (uint32_t i = 0; i < kinship->kin_counts[a]; i++) {
        const stm_kin *kin = &kinship->kin[kinship->kin_of[a][i]];
        if (kin->a == b || kin->b == b) return kin->affinity;
    }
    return (stm_affinity){0};
}
