/* lexicon_table.h - the shape of the compiled word lists, shared by tools/lexicon.c and lexicon.c.
 */
#ifndef STM_TEXT_LEXICON_TABLE_H
#define STM_TEXT_LEXICON_TABLE_H

#include "base/map.h"

/* Words of a form at most; the build fails beyond. */
enum { STM_LEXICON_LONGEST = 8 };

/* A form of a class, or, with no words, the first words of longer ones, from two on; key 0 is a
 * free slot. Open addressing by the low bits of key. The value lies
 * in the language's values, for pointers would have to be relocated at each start. */
typedef struct {
    uint64_t key; /* stm_lexicon_key */
    uint32_t lemma, value;
    uint16_t value_len;
    uint8_t words;
    bool has_value;
} stm_lexicon_form;

/* A word, and what stm_lex_word says of it. */
typedef struct {
    uint64_t word, classes, starts, seconds;
} stm_lexicon_word;

/* Of each slot for a word, part of the hash; 0: free. Small enough to stay in a cache, and so most
 * words that no list has cost no look at the slot itself. */
static inline uint16_t stm_lexicon_tag(uint64_t word) {
    uint16_t tag = (uint16_t)(word >> 32);
    return tag ? tag : 1;
}

typedef struct stm_lexicon {
    const char *language;
    const stm_lexicon_form *forms;
    size_t form_cap; /* a power of two, or 0 for empty lists */
    const stm_lexicon_word *words;
    const uint16_t *tags; /* one a word's slot */
    size_t word_cap;
    const char *values;
} stm_lexicon;

extern const size_t stm_lexicon_language_count;
extern const stm_lexicon stm_lexicon_languages[]; /* the one behind the last is empty */

static inline uint64_t stm_lexicon_key(uint64_t form, uint32_t class) {
    return stm_hash_join(form, class);
}

#endif
