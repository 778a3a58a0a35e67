/* name_words.h - what single words and word lists say to the finding of names. */
#ifndef STM_TEXT_NAME_WORDS_H
#define STM_TEXT_NAME_WORDS_H

#include "base/map.h"
#include "text/name.h"
#include "text/subject.h"

/* What a function word does in a noun phrase (data/en/phrase_words.txt). */
typedef enum {
    STM_NO_FUNCTION,
    STM_DEFINITE,
    STM_INDEFINITE,
    STM_OWNER, /* his, its */
    STM_LINK,  /* of, for, at, to, with */
    STM_RELATIVE,
    STM_SUBORDINATOR,
    STM_JOIN,
    STM_PREPOSITION
} stm_function;

/* A document with what the reading of its names needs. roots: what the story derives from a name
 * ("veskian" from "veskia"): from a word to twice the number that stands for both, and 1 more for
 * the derived one; may be empty. */
typedef struct {
    const stm_document *doc;
    const stm_map *roots;
    stm_phrases phrases;
} stm_name_reader;

/* Token at the index; past the end, a token of nothing. */
const stm_token *stm_name_token(const stm_document *doc, uint32_t at);

/* The token is this mark. */
static inline bool stm_name_is_mark(const stm_token *token, uint32_t rune) {
    return token->kind == STM_PUNCT && token->rune == rune;
}

stm_function stm_name_function(const stm_document *doc, uint32_t at);

/* The value of a list's entry, words between spaces, holds the word. */
bool stm_name_has(stm_slice value, const char *word);

/* The function word says so of what stands by it: "place" of what follows "in", "person" of what
 * stands before "who". */
bool stm_name_hints(const stm_document *doc, uint32_t at, const char *what);

/* The gender that begins the value: "male", "female". */
stm_gender stm_name_gender(stm_slice value);

/* The form of the class that ends right before token end and does not begin before `from`. */
stm_lex_match stm_name_match_back(const stm_document *doc, enum stm_lex_class class, uint32_t from,
                                  uint32_t end);

/* A word that may stand in a name: capitalised, or with a capital behind a particle ("al-Rashid").
 */
bool stm_name_is_capital(const stm_document *doc, uint32_t at);

/* A word with its capital that is a country, place, seat or known body, as long as it can be; value
 * is that of seats.txt. */
typedef struct {
    uint32_t words; /* 0: none */
    stm_entity_kind kind;
    uint64_t
        country;    /* identity of the country that it is, or is the adjective or seat of; else 0 */
    bool is_people; /* an adjective or a people, not the country itself */
    bool is_seat;
} stm_known;

stm_known stm_name_known(const stm_document *doc, uint32_t at, uint32_t end);

/* Identity of a name by its words, "and" and marks left out. */
uint64_t stm_name_key(const stm_document *doc, uint32_t first, uint32_t last);

/* Hash of the token's folded bytes [from, to), counted in the word itself. */
uint64_t stm_name_part(const stm_document *doc, uint32_t at, uint32_t from, uint32_t to);

/* The token's word as printed, without a possessive. */
stm_slice stm_name_text(const stm_document *doc, uint32_t at);

#endif
