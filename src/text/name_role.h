/* name_role.h - noun phrases that say what somebody is: "the Kremlin spokesman", "Ukraine's foreign
 * ministry", "a lawyer for the utility". */
#ifndef STM_TEXT_NAME_ROLE_H
#define STM_TEXT_NAME_ROLE_H

#include "text/name_words.h"

#define STM_ROLE_ITEMS 8

enum {
    STM_ROLE_OFFICE = 1, /* one holder at a time */
    STM_ROLE_LEADER = 2, /* may be called "the leader" */
    STM_ROLE_HEAD = 4,   /* "leader" itself */
    STM_ROLE_KIN = 8,
    STM_ROLE_ANYONE = 16,
    STM_ROLE_PLURAL = 32,
    STM_ROLE_BODY = 64,    /* what it names is a body, not a person */
    STM_ROLE_ADDRESS = 128 /* stands behind "Mr." as a name does */
};

/* sense: what the head means, together with the modifiers that make another role of it ("former");
 * 0 where tokens hold no role. items: what else is said of it (countries by identity, other words
 * by stem), sorted, none twice. owner: the tokens that own it ("Ukraine's", "his"), empty where
 * none; they give items too, but for pronouns. */
typedef struct {
    uint32_t first, last; /* article and what follows the head included */
    uint32_t head_first, head_last;
    uint32_t owner_first, owner_last;
    uint32_t link_first, link_last; /* "of the utility": the noun phrase after the link */
    uint64_t sense;
    uint64_t manner;      /* the modifiers alone; equal for roles that differ by their head */
    stm_function article; /* STM_DEFINITE (also by an owner), STM_INDEFINITE, or none */
    stm_gender gender;
    uint8_t tags;
    uint8_t item_count;
    uint64_t items[STM_ROLE_ITEMS];
} stm_role;

/* Reads the role that begins at token at, article or owner first, and ends before token end. False
 * where none does. Looks at no more than about 30 tokens. */
bool stm_role_read(const stm_name_reader *reader, uint32_t at, uint32_t end, stm_role *role);

/* As stm_role_read, of tokens that are all of a role, with its head at their end: a title. */
bool stm_role_read_title(const stm_name_reader *reader, uint32_t first, uint32_t last,
                         stm_role *role);

/* Every item of part is one of whole. */
bool stm_role_items_within(const stm_role *part, const uint64_t *whole, uint32_t count);

#endif
