/* strand.c - sayings that give the same part of one utterance. */
#include "collate/strand.h"

#include "base/map.h"

#include <stdlib.h>

#define FRAGMENT_MOST 4
#define NONE          UINT32_MAX

bool stm_kin_is_weak(const stm_kinship *kinship, const stm_kin *kin) {
    uint32_t a = kinship->forms[kin->a].wording.marked.words.count;
    uint32_t b = kinship->forms[kin->b].wording.marked.words.count;
    return kin->affinity.contains && !kin->affinity.equal && (a < b ? a : b) <= FRAGMENT_MOST;
}

/* A strand in the making, kept at its root form. Its forms are a list; of each form and report one
 * saying stands in by_report, those of one strand and report in a list. */
typedef struct {
    uint32_t root, hub, speaker, sayings, forms;
    bool is_sure;
    uint32_t first, last; /* forms */
} group;

typedef struct {
    const stm_kinship *kinship;
    stm_arena *scratch;
    group *groups;       /* of each form; valid at roots */
    uint32_t *next_form; /* in its strand */
    uint32_t *sibling;   /* of each saying: another of its strand and report */
    stm_map by_report;
} gathering;

static uint32_t root_of(gathering *c, uint32_t form) {
    while (c->groups[form].root != form) {
        uint32_t above = c->groups[form].root;
        c->groups[form].root = c->groups[above].root;
        form = above;
    }
    return form;
}

static bool stands_in(const stm_kinship *k, const stm_form *form, uint32_t member) {
    if (member == 0) return true;
    return k->sayings.items[form->members[member]].report !=
           k->sayings.items[form->members[member - 1]].report;
}

static uint32_t *head_of(gathering *c, uint32_t root, uint32_t saying) {
    uint64_t key = stm_hash_join((uint64_t)root + 1, c->kinship->sayings.items[saying].report);
    return stm_map_put(c->scratch, &c->by_report, key);
}

static void put_form(gathering *c, uint32_t root, uint32_t f) {
    const stm_form *form = &c->kinship->forms[f];
    for (uint32_t m = 0; m < form->count; m++) {
        if (!stands_in(c->kinship, form, m)) continue;
        uint32_t *head = head_of(c, root, form->members[m]);
        c->sibling[form->members[m]] = *head;
        *head = form->members[m];
    }
}

/* Whether a report says in both strands two things that do not repeat each other. */
static bool clash(gathering *c, uint32_t small, uint32_t large) {
    const stm_kinship *k = c->kinship;
    for (uint32_t f = c->groups[small].first; f != NONE; f = c->next_form[f]) {
        const stm_form *form = &k->forms[f];
        for (uint32_t m = 0; m < form->count; m++) {
            if (!stands_in(k, form, m)) continue;
            for (uint32_t s = *head_of(c, large, form->members[m]); s != NONE; s = c->sibling[s])
                if (!stm_kinship_of(k, f, k->form_of[s]).contains) return true;
        }
    }
    return false;
}

static bool is_hub(const stm_kinship *k, uint32_t f, uint32_t hub) {
    const stm_wording *a = &k->forms[f].wording, *b = &k->forms[hub].wording;
    if (a->marked.weight != b->marked.weight) return a->marked.weight > b->marked.weight;
    if (a->all.weight != b->all.weight) return a->all.weight > b->all.weight;
    return f < hub;
}

/* Whether a strand knows its speaker better: from a name, or else from a pronoun. */
static bool is_better(const group *a, const group *b) {
    if (a->is_sure != b->is_sure) return a->is_sure;
    return b->speaker == STM_NOBODY || (a->speaker < b->speaker && !a->is_sure);
}

static void unite(gathering *c, uint32_t small, uint32_t large) {
    group *from = &c->groups[small], *to = &c->groups[large];
    for (uint32_t f = from->first; f != NONE; f = c->next_form[f]) put_form(c, large, f);
    c->next_form[to->last] = from->first;
    to->last = from->last;
    to->sayings += from->sayings;
    to->forms += from->forms;
    if (is_better(from, to)) {
        to->speaker = from->speaker;
        to->is_sure = from->is_sure;
    }
    if (is_hub(c->kinship, from->hub, to->hub)) to->hub = from->hub;
    from->root = large;
}

/* The hubs are kin, or the hub of the smaller is kin to a third of the larger. */
static bool is_close(gathering *c, uint32_t small, uint32_t large) {
    const stm_kinship *k = c->kinship;
    uint32_t hub = c->groups[small].hub, kin = 0;
    if (stm_kinship_of(k, hub, c->groups[large].hub).score) return true;
    for (uint32_t i = 0; i < k->kin_counts[hub]; i++) {
        const stm_kin *one = &k->kin[k->kin_of[hub][i]];
        kin += root_of(c, one->a == hub ? one->b : one->a) == large;
    }
    return kin * 3 >= c->groups[large].forms;
}

static void try_kin(gathering *c, const stm_kin *kin) {
    uint32_t a = root_of(c, kin->a), b = root_of(c, kin->b);
    const group *x = &c->groups[a], *y = &c->groups[b];
    if (a == b) return;
    if (x->speaker != y->speaker && x->is_sure && y->is_sure) return;
    bool swap = x->sayings > y->sayings || (x->sayings == y->sayings && a < b);
    uint32_t small = swap ? b : a, large = swap ? a : b;
    if (is_close(c, small, large) && !clash(c, small, large)) unite(c, small, large);
}

static int order_kin(const void *a, const void *b) {
    const stm_kin *x = a, *y = b;
    if (x->affinity.score != y->affinity.score)
        return x->affinity.score > y->affinity.score ? -1 : 1;
    if (x->a != y->a) return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

static void begin(gathering *c) {
    uint32_t forms = c->kinship->form_count;
    c->groups = STM_TAKE(c->scratch, group, forms);
    c->next_form = STM_TAKE(c->scratch, uint32_t, forms);
    c->sibling = STM_TAKE(c->scratch, uint32_t, c->kinship->sayings.count);
    for (uint32_t f = 0; f < forms; f++) {
        const stm_form *form = &c->kinship->forms[f];
        c->groups[f] = (group){f, f, form->speaker, form->count, 1, form->is_sure, f, f};
        c->next_form[f] = NONE;
        put_form(c, f, f);
    }
}

static stm_strands number_strands(stm_arena *arena, gathering *c) {
    uint32_t forms = c->kinship->form_count;
    uint32_t *number = STM_TAKE(c->scratch, uint32_t, forms);
    stm_strands strands = {STM_TAKE(arena, uint32_t, forms), STM_TAKE(arena, uint32_t, forms),
                           STM_TAKE(arena, uint32_t, forms), 0};
    for (uint32_t f = 0; f < forms; f++) {
        uint32_t root = root_of(c, f);
        if (!number[root]) {
            number[root] = ++strands.count;
            strands.hub[strands.count - 1] = c->groups[root].hub;
            strands.speaker[strands.count - 1] = c->groups[root].speaker;
        }
        strands.strand_of[f] = number[root] - 1;
    }
    return strands;
}

static bool is_quoted(const stm_kinship *k, const stm_kin *kin) {
    return k->forms[kin->a].wording.marked.words.count &&
           k->forms[kin->b].wording.marked.words.count;
}

/* Closest first; but what both quote before what one tells in its own words, so that a report that
 * does both stands by its quotation. */
static void try_all(gathering *c, bool quoted) {
    const stm_kinship *k = c->kinship;
    stm_kin *kin = STM_TAKE(c->scratch, stm_kin, k->kin_count);
    size_t count = 0;
    for (uint32_t i = 0; i < k->kin_count; i++)
        if (is_quoted(k, &k->kin[i]) == quoted && !stm_kin_is_weak(k, &k->kin[i]))
            kin[count++] = k->kin[i];
    if (count) qsort(kin, count, sizeof *kin, order_kin);
    for (size_t i = 0; i < count; i++) try_kin(c, &kin[i]);
}

stm_strands stm_strands_find(stm_arena *arena, stm_aligner *aligner, const stm_kinship *kinship) {
    gathering c = {.kinship = kinship, .scratch = aligner->arena};
    begin(&c);
    try_all(&c, true);
    try_all(&c, false);
    return number_strands(arena, &c);
}
