/* near.c - near-copies among millions of reports: an index of sketches, asked while it grows. */
#include "copy/near.h"

#include <assert.h>
#include <stdlib.h>

/* The words as a whole are a key beside the bands: what has them all is not compared. */
enum { KEYS = STM_SKETCH_BANDS + 1, WHOLE = STM_SKETCH_BANDS, FIRST_SLOTS = 1 << 12 };

/* A report whose words none before it had. */
typedef struct {
    const uint32_t *words; /* NULL: they lie in the spill, at */
    uint64_t at;
    uint32_t count, report;
    uint32_t shingles; /* different ones; 0: not yet counted */
} entry;

/* Words that were read from the spill: of the report being added, or of another. */
typedef struct {
    uint32_t *items;
    uint32_t room;
} words_read;

/* Entries that have a key in common are a chain, the last first. A link is an entry's number times
 * KEYS and which of its keys it is, plus 1; 0 ends the chain. */
typedef struct {
    uint32_t key, link;
} slot;

typedef struct {
    uint32_t entry, bands; /* bands: that it shares with the report being added */
} candidate;

enum { CANDIDATES = STM_SKETCH_BANDS * STM_NEAR_CROWD };

/* A shingle of a report that is compared, and the last comparison that met it. */
typedef struct {
    uint64_t shingle;
    uint32_t pair;
} probe;

/* The different shingles of a report, in an open table at most half full. */
typedef struct {
    probe *items;
    uint32_t room, slots; /* slots: those in use, a power of two */
} probes;

struct stm_near {
    double least;
    uint32_t *up; /* a report each: a report of its group before it, or itself */
    uint32_t count, room;
    entry *entries;
    uint32_t *links; /* KEYS an entry: what follows it in a chain */
    uint32_t *met;   /* an entry each: where it stands among the candidates, if it does */
    uint32_t entry_count, entry_room;
    slot *slots;
    size_t slot_count, slot_room; /* room: a power of two */
    candidate candidates[CANDIDATES];
    uint32_t candidate_count;
    probes own, other; /* own: of the report being added */
    uint32_t pair;
    stm_near_match matches[CANDIDATES + 1];
    uint32_t match_count;
    const stm_spill *spill;
    words_read added, others;
    stm_status status;
    stm_error error;
};

static void *zeroed(size_t count, size_t size) {
    void *bytes = calloc(count, size);
    if (!bytes) stm_out_of_memory();
    return bytes;
}

stm_near *stm_near_new(double least, const stm_spill *words) {
    assert(least > 0 && least <= 1);
    stm_near *near = zeroed(1, sizeof *near);
    near->least = least;
    near->spill = words;
    near->slot_room = FIRST_SLOTS;
    near->slots = zeroed(near->slot_room, sizeof *near->slots);
    return near;
}

void stm_near_free(stm_near *near) {
    if (!near) return;
    free(near->up);
    free(near->entries);
    free(near->links);
    free(near->met);
    free(near->slots);
    free(near->own.items);
    free(near->other.items);
    free(near->added.items);
    free(near->others.items);
    free(near);
}

stm_status stm_near_status(const stm_near *near, stm_error *error) {
    if (near->status != STM_OK) *error = near->error;
    return near->status;
}

/* The entry's words: those of the spill, in the room. */
static const uint32_t *words_of(stm_near *near, const entry *e, words_read *room) {
    if (e->words) return e->words;
    if (e->count > room->room) {
        free(room->items);
        room->items = zeroed(e->count, sizeof *room->items);
        room->room = e->count;
    }
    stm_error error;
    stm_status status =
        stm_spill_get(near->spill, e->at, e->count * sizeof *room->items, room->items, &error);
    if (status != STM_OK && near->status == STM_OK) {
        near->status = status;
        near->error = error;
    }
    return room->items;
}

uint32_t stm_near_count(const stm_near *near) {
    return near->count;
}

size_t stm_near_size(const stm_near *near) {
    size_t entry_size = sizeof *near->entries + sizeof *near->met + KEYS * sizeof *near->links;
    return sizeof *near + near->room * sizeof *near->up + near->entry_room * entry_size +
           near->slot_room * sizeof *near->slots +
           ((size_t)near->own.room + near->other.room) * sizeof(probe);
}

/* --- groups --- */

static uint32_t add_report(stm_near *near) {
    if (near->count == near->room) {
        near->room = near->room ? near->room + near->room / 2 : 1024;
        near->up = stm_realloc(near->up, near->room * sizeof *near->up);
    }
    near->up[near->count] = near->count;
    return near->count++;
}

uint32_t stm_near_group(stm_near *near, uint32_t report) {
    while (near->up[report] != report) {
        near->up[report] = near->up[near->up[report]];
        report = near->up[report];
    }
    return report;
}

static void match(stm_near *near, uint32_t report, uint32_t other, double similarity) {
    uint32_t x = stm_near_group(near, report), y = stm_near_group(near, other);
    near->up[x > y ? x : y] = x > y ? y : x;
    near->matches[near->match_count++] = (stm_near_match){other, similarity};
}

/* --- keys and their chains --- */

static slot *find_slot(slot *slots, size_t room, uint32_t key) {
    size_t at = key & (room - 1);
    while (slots[at].link && slots[at].key != key) at = (at + 1) & (room - 1);
    return &slots[at];
}

/* At most two thirds are taken. */
static void make_room_for_keys(stm_near *near) {
    if ((near->slot_count + KEYS) * 3 <= near->slot_room * 2) return;
    size_t room = near->slot_room * 2;
    slot *slots = zeroed(room, sizeof *slots);
    for (size_t i = 0; i < near->slot_room; i++)
        if (near->slots[i].link) *find_slot(slots, room, near->slots[i].key) = near->slots[i];
    free(near->slots);
    near->slots = slots;
    near->slot_room = room;
}

/* Each lies somewhere else in memory: asked for together, they arrive together. */
static void find_keys(const stm_near *near, const stm_sketch *sketch, slot *found[KEYS],
                      uint32_t keys[KEYS]) {
    memcpy(keys, sketch->bands, sizeof sketch->bands);
    keys[WHOLE] = (uint32_t)(sketch->whole >> 32);
    for (int i = 0; i < KEYS; i++)
        __builtin_prefetch(&near->slots[keys[i] & (near->slot_room - 1)]);
    for (int i = 0; i < KEYS; i++) found[i] = find_slot(near->slots, near->slot_room, keys[i]);
}

static uint32_t entry_of(uint32_t link) {
    return (link - 1) / KEYS;
}

/* Later keys may need the place that an earlier one found free. */
static void add_entry(stm_near *near, entry added, const uint32_t keys[KEYS]) {
    if (near->entry_count == near->entry_room) {
        near->entry_room = near->entry_room ? near->entry_room + near->entry_room / 2 : 1024;
        if (near->entry_room > UINT32_MAX / KEYS - 1) stm_out_of_memory();
        near->entries = stm_realloc(near->entries, near->entry_room * sizeof *near->entries);
        near->met = stm_realloc(near->met, near->entry_room * sizeof *near->met);
        near->links =
            stm_realloc(near->links, (size_t)near->entry_room * KEYS * sizeof *near->links);
    }
    uint32_t link = near->entry_count * KEYS + 1;
    for (uint32_t i = 0; i < KEYS; i++, link++) {
        slot *s = find_slot(near->slots, near->slot_room, keys[i]);
        near->links[link - 1] = s->link;
        if (!s->link) near->slot_count++;
        *s = (slot){keys[i], link};
    }
    near->met[near->entry_count] = UINT32_MAX;
    near->entries[near->entry_count++] = added;
}

/* --- candidates --- */

static void meet(stm_near *near, uint32_t other) {
    uint32_t at = near->met[other];
    if (at < near->candidate_count && near->candidates[at].entry == other) {
        near->candidates[at].bands++;
        return;
    }
    near->met[other] = near->candidate_count;
    near->candidates[near->candidate_count++] = (candidate){other, 1};
}

/* Most bands first, then the last added. */
static int by_bands(const void *a, const void *b) {
    const candidate *x = a, *y = b;
    if (x->bands != y->bands) return x->bands > y->bands ? -1 : 1;
    return (x->entry < y->entry) - (x->entry > y->entry);
}

static void find_candidates(stm_near *near, slot *const found[KEYS]) {
    near->candidate_count = 0;
    for (int i = 0; i < STM_SKETCH_BANDS; i++) {
        uint32_t link = found[i]->link;
        for (int steps = 0; link && steps < STM_NEAR_CROWD; steps++) {
            meet(near, entry_of(link));
            link = near->links[link - 1];
        }
    }
    if (near->candidate_count > 1)
        qsort(near->candidates, near->candidate_count, sizeof *near->candidates, by_bands);
}

/* --- comparing --- */

static probe *find_probe(const probes *in, uint64_t shingle) {
    uint32_t at = (uint32_t)shingle & (in->slots - 1);
    while (in->items[at].shingle && in->items[at].shingle != shingle)
        at = (at + 1) & (in->slots - 1);
    return &in->items[at];
}

static uint32_t shingle_count(const entry *of) {
    return of->count - STM_SHINGLE_WORDS + 1;
}

/* Fills the table, and counts the different ones. */
static void make_probes(stm_near *near, probes *out, entry *of, words_read *room) {
    uint32_t count = shingle_count(of), slots = 16;
    while (slots < 2 * (uint64_t)count) slots *= 2;
    if (slots > out->room) {
        free(out->items);
        out->items = stm_alloc(slots * sizeof *out->items);
        out->room = slots;
    }
    out->slots = slots;
    memset(out->items, 0, slots * sizeof *out->items);
    of->shingles = 0;
    const uint32_t *words = words_of(near, of, room);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t shingle = stm_shingle(words + i);
        probe *found = find_probe(out, shingle);
        of->shingles += !found->shingle;
        found->shingle = shingle;
    }
}

/* How many different shingles of the other the added report has too; 0 as soon as they cannot be
 * `needed`. */
static uint32_t count_shared(stm_near *near, const entry *other, uint32_t needed) {
    uint32_t shared = 0, left = shingle_count(other);
    near->pair++;
    for (const uint32_t *at = words_of(near, other, &near->others); left; at++, left--) {
        if (shared + left < needed) return 0;
        probe *found = find_probe(&near->own, stm_shingle(at));
        if (!found->shingle || found->pair == near->pair) continue;
        found->pair = near->pair;
        shared++;
    }
    return shared;
}

/* The similarity; 0 where it is below the least. */
static double compare(stm_near *near, entry *added, entry *other) {
    if (!added->shingles) {
        make_probes(near, &near->own, added, &near->added);
        near->pair = 0;
    }
    if (!other->shingles) make_probes(near, &near->other, other, &near->others);
    uint32_t x = added->shingles, y = other->shingles;
    if ((double)(x < y ? x : y) / (x < y ? y : x) < near->least) return 0;
    double all = (double)x + y, needed = all * near->least / (1 + near->least);
    uint32_t shared = count_shared(near, other, needed > 1 ? (uint32_t)(needed - 0.5) : 0);
    double similarity = shared / (all - shared);
    return similarity >= near->least ? similarity : 0;
}

static void compare_all(stm_near *near, entry *added) {
    for (uint32_t i = 0, tries = 0; i < near->candidate_count && tries < STM_NEAR_TRIES; i++) {
        entry *other = &near->entries[near->candidates[i].entry];
        if (stm_near_group(near, other->report) == stm_near_group(near, added->report)) continue;
        double similarity = compare(near, added, other);
        if (similarity > 0)
            match(near, added->report, other->report, similarity);
        else
            tries++;
    }
}

/* The entry that has the very same words; NULL where none has. A chain is longer than one only
 * where hashes collide. */
static const entry *find_same(stm_near *near, const entry *added, uint32_t link) {
    for (int steps = 0; link && steps < STM_NEAR_CROWD; steps++, link = near->links[link - 1]) {
        const entry *other = &near->entries[entry_of(link)];
        if (other->count == added->count &&
            !memcmp(words_of(near, other, &near->others), words_of(near, added, &near->added),
                    added->count * sizeof(uint32_t)))
            return other;
    }
    return NULL;
}

/* What is told of a report from now on is told of the first that had its words. */
static void add(stm_near *near, entry *added, const stm_sketch *sketch) {
    slot *found[KEYS];
    uint32_t keys[KEYS];
    make_room_for_keys(near);
    find_keys(near, sketch, found, keys);
    const entry *same = find_same(near, added, found[WHOLE]->link);
    if (same) {
        match(near, added->report, same->report, 1);
        return;
    }
    find_candidates(near, found);
    compare_all(near, added);
    add_entry(near, *added, keys);
}

static stm_near_matches add_words(stm_near *near, entry added, const stm_sketch *sketch) {
    added.report = add_report(near);
    near->match_count = 0;
    if (added.count >= STM_SKETCH_LEAST) add(near, &added, sketch);
    return (stm_near_matches){near->matches, near->match_count};
}

stm_near_matches stm_near_add(stm_near *near, const uint32_t *words, uint32_t count,
                              const stm_sketch *sketch) {
    return add_words(near, (entry){.words = words, .count = count}, sketch);
}

stm_near_matches stm_near_add_put(stm_near *near, uint64_t words, uint32_t count,
                                  const stm_sketch *sketch) {
    return add_words(near, (entry){.at = words, .count = count}, sketch);
}
