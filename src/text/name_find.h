/* name_find.h - where one document names somebody or something: capitalised phrases with the
 * titles, roles and hints that stand by them. */
#ifndef STM_TEXT_NAME_FIND_H
#define STM_TEXT_NAME_FIND_H

#include "base/map.h"
#include "base/vec.h"
#include "text/name_role.h"

#define STM_NO_ROLE UINT32_MAX

/* Tokens [first, last) with title and article; [name_first, name_last) the name without suffix
 * ("Jr."). votes: how much speaks for each stm_entity_kind. */
typedef struct {
    uint32_t first, last;
    uint32_t name_first, name_last;
    uint64_t key;    /* hash of the name's words in their order */
    uint64_t suffix; /* of "Jr."; 0 where none */
    uint32_t title;  /* among the found titles; STM_NO_ROLE where none */
    uint32_t beside; /* the roles in apposition, likewise */
    uint32_t beside_count;
    stm_gender gender; /* by honorific, title or apposition */
    uint8_t votes[4];
    bool honorific;
    bool weak;    /* a sentence's first word alone: a name only where others say so */
    bool whole;   /* a known country, place or body, and nothing else */
    bool country; /* adjective or people of a country: no name of its own */
    bool owner;   /* "Trump's" */
} stm_name_phrase;

/* phrases and roles stand in the order of their first token. titles: what phrases point to; roles:
 * every noun phrase that might mean somebody by what they are, whoever it is. */
typedef struct {
    STM_VEC(stm_name_phrase) phrases;
    STM_VEC(stm_role) titles, roles;
    bool *titled; /* a sentence each: its capitals tell nothing (headings, shouting) */
} stm_found;

/* Linear in the tokens. */
void stm_name_find(stm_arena *arena, const stm_name_reader *reader, stm_found *found);

#endif
