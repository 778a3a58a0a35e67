/* name_merge.h - the phrases of all reports gathered into entities, and the roles they are known
 * by.
 */
#ifndef STM_TEXT_NAME_MERGE_H
#define STM_TEXT_NAME_MERGE_H

#include "text/name_find.h"

/* What an entity is known to be. items: of all phrases that gave it this sense. */
typedef struct {
    uint64_t sense, manner;
    uint8_t tags;
    uint32_t count;
    STM_VEC(uint64_t) items;
} stm_known_role;

/* A role as it was printed, counted over the reports. */
typedef struct {
    uint64_t words, sense;
    uint32_t count, item_count;
    uint32_t place; /* the first token that any report has it at */
    stm_slice text;
} stm_printed_role;

/* first, last: the fullest form, tokens of docs[doc]. */
typedef struct {
    uint32_t parent; /* itself, or the entity it was merged into */
    uint32_t doc, first, last;
    stm_slice name;
    stm_entity_kind kind;
    uint32_t genders[3]; /* how much speaks for each stm_gender */
    bool by_role;        /* never named */
    uint32_t mentions;
    STM_VEC(stm_known_role) roles;
    STM_VEC(stm_printed_role) printed;
} stm_draft;

/* A distinct name: all phrases with the same words. */
typedef struct {
    uint64_t key, last_word, first_word;
    uint32_t doc, first, last, words;
    uint64_t suffix;
    uint32_t count, weak; /* phrases; how many of them are weak */
    uint32_t votes[4], genders[3];
    uint32_t entity; /* STM_NOBODY while it has none of its own */
    uint32_t other;  /* a surname: the one who has a title and no full name, or STM_NOBODY */
    stm_entity_kind kind;
    bool whole;
} stm_form;

typedef STM_VEC(uint32_t) stm_numbers;

/* Lists end behind one more than so many; who stands in such a list is then nobody for sure. */
#define STM_MANY_RIVALS 256

/* Entities in lists by a key: people by surname (each proper end of the full name) and by given
 * name, holders of a role by its sense. */
typedef struct {
    stm_map map, seen;
    STM_VEC(stm_numbers) lists;
} stm_listing;

typedef struct {
    stm_arena *arena;
    const stm_document *const *docs;
    uint32_t doc_count;
    stm_map roots;
    stm_name_reader *readers; /* a document each */
    stm_found *found;         /* a document each */
    STM_VEC(stm_draft) drafts;
    STM_VEC(stm_form) forms;
    stm_map form_of; /* from a form's key */
    stm_listing surnames, givens, senses;
} stm_gazetteer;

/* Words derived from a name of the story: "veskian" to "veskia". */
void stm_name_root(stm_gazetteer *gazetteer);

/* Makes forms and entities of found phrases, and learns the roles of whom a full name tells. */
void stm_name_merge(stm_gazetteer *gazetteer);

/* Identity of the phrase as a form: its words and its "Jr.". */
uint64_t stm_name_form_key(const stm_name_phrase *phrase);

/* The entity that now stands for it. */
uint32_t stm_draft_root(const stm_gazetteer *gazetteer, uint32_t entity);

uint32_t stm_draft_new(stm_gazetteer *gazetteer, stm_entity_kind kind);

stm_gender stm_draft_gender(const stm_draft *draft);

/* Adds the role; printed: as one of the forms it has in print. */
void stm_draft_learn(stm_gazetteer *gazetteer, uint32_t entity, uint32_t doc, const stm_role *role,
                     bool printed);

/* Adds the roles that stand by the phrase. */
void stm_draft_learn_phrase(stm_gazetteer *gazetteer, uint32_t entity, uint32_t doc,
                            const stm_name_phrase *phrase);

/* Key under which holders of offices of the kind "leader" are listed. */
uint64_t stm_leader_sense(uint64_t manner, uint8_t tags);

/* Entities under a key, merged ones possibly more than once; NULL where none. */
const stm_numbers *stm_listing_find(const stm_listing *listing, uint64_t key);
void stm_listing_put(stm_arena *arena, stm_listing *listing, uint64_t key, uint32_t entity);

#endif
