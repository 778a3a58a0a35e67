/* glossary.c - the terms of the news so far, and what is counted of each. */
#include "story/glossary.h"

#include "base/arena.h"

#include <stdlib.h>

void stm_glossary_release(stm_glossary *glossary) {
    free(glossary->entries);
    *glossary = (stm_glossary){0};
}

/* Keys are hashes already; 0 is taken for another. */
static uint32_t known_as(uint32_t key) {
    return key ? key : 1;
}

static stm_glossary_entry *place_of(const stm_glossary *glossary, uint32_t key) {
    size_t at = key & (glossary->room - 1);
    while (glossary->entries[at].key && glossary->entries[at].key != key)
        at = (at + 1) & (glossary->room - 1);
    return &glossary->entries[at];
}

static void grow(stm_glossary *glossary) {
    enum { FIRST = 1 << 12 };
    stm_glossary grown = {.count = glossary->count,
                          .room = glossary->room ? glossary->room * 2 : FIRST};
    grown.entries = calloc(grown.room, sizeof *grown.entries);
    if (!grown.entries) stm_out_of_memory();
    for (size_t i = 0; i < glossary->room; i++) {
        const stm_glossary_entry *entry = &glossary->entries[i];
        if (entry->key) *place_of(&grown, entry->key) = *entry;
    }
    free(glossary->entries);
    *glossary = grown;
}

stm_glossary_entry *stm_glossary_put(stm_glossary *glossary, uint32_t key) {
    if (glossary->count * 3 >= glossary->room * 2) grow(glossary);
    stm_glossary_entry *entry = place_of(glossary, known_as(key));
    if (!entry->key) {
        entry->key = known_as(key);
        glossary->count++;
    }
    return entry;
}

stm_glossary_entry *stm_glossary_find(const stm_glossary *glossary, uint32_t key) {
    if (!glossary->room) return NULL;
    stm_glossary_entry *entry = place_of(glossary, known_as(key));
    return entry->key ? entry : NULL;
}

void stm_glossary_fetch(const stm_glossary *glossary, stm_vector vector) {
    for (uint32_t i = 0; glossary->room && i < vector.count; i++)
        __builtin_prefetch(&glossary->entries[vector.terms[i].key & (glossary->room - 1)]);
}
