/* name.h - the people, bodies and places that the reports of a story name, and every mention of
 * them.
 *
 * The story is its own gazetteer: capitalised mentions, titles and appositions of all the reports
 * are gathered into entities, so that a role or a full name that one report gives resolves a
 * surname or a role in another.
 *
 * Somebody who is never named has an entity all the same where the words are definite and say more
 * than what anybody might be: "the utility's spokeswoman", "Ukraine's foreign ministry", not "the
 * spokeswoman", "a source", "officials". Its name is the role as printed, with a small article. */
#ifndef STM_TEXT_NAME_H
#define STM_TEXT_NAME_H

#include "text/document.h"

#define STM_NOBODY UINT32_MAX

typedef enum { STM_PERSON, STM_BODY, STM_PLACE, STM_THING } stm_entity_kind;

typedef enum { STM_ANY_GENDER, STM_FEMALE, STM_MALE } stm_gender;

typedef struct {
    stm_slice name; /* the fullest form without titles that any report gives: "Dmitry Peskov"; of a
                       place the commonest form */
    stm_slice role; /* the commonest role that says more than one word for an office does, as
                       printed, without article: "Kremlin spokesman"; absent where none */
    stm_entity_kind kind;
    stm_gender gender;
    uint32_t mentions; /* how many, over all reports */
} stm_entity;

typedef enum {
    STM_MENTION_NAME,   /* "Dmitry Peskov", "Mr. Trump", "the Kremlin" */
    STM_MENTION_ROLE,   /* "the Kremlin spokesman", "the president-elect" */
    STM_MENTION_PRONOUN /* "he" */
} stm_mention_form;

/* Tokens [first, last) of the whole mention, title and article included. entity: STM_NOBODY where
 * several would fit or none does; it is never a guess. */
typedef struct {
    uint32_t first, last;
    uint32_t entity;
    stm_mention_form form;
} stm_mention;

/* The mentions of one document in the order of its tokens, not overlapping (the longest stands). */
typedef struct {
    const stm_mention *items;
    uint32_t count;
} stm_mentions;

/* Entities are sorted by mentions, most first, then by name, so that their numbers do not depend on
 * the order of the documents. mentions[i] belongs to docs[i]. */
typedef struct {
    const stm_entity *entities;
    uint32_t entity_count;
    const stm_mentions *mentions;
    uint32_t doc_count;
    const struct stm_name_index *index; /* what stm_names_resolve knows */
} stm_names;

/* Gathers the names of count documents of one story. Mentions inside notes are not gathered. Linear
 * in the text but for the few rival readings of one surname. */
stm_names *stm_names_find(stm_arena *arena, const stm_document *const *docs, uint32_t count);

/* The mention that covers the token, or NULL. */
const stm_mention *stm_mention_at(stm_mentions mentions, uint32_t token);

/* The entity that tokens [first, last) of the document mean when they are read as one noun phrase
 * ("Kremlin spokesman Dmitry Peskov", "the incoming U.S. president", "he", "who"), or STM_NOBODY:
 * of several ("Roe and Poe"), of what somebody has ("Roe's report"), of somebody unknown ("a
 * source").
 */
uint32_t stm_names_resolve(const stm_names *names, uint32_t doc, uint32_t first, uint32_t last);

#endif
