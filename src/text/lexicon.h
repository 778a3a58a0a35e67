/* lexicon.h - the word lists of a language, compiled in from data/<language>/. */
#ifndef STM_TEXT_LEXICON_H
#define STM_TEXT_LEXICON_H

#include "base/slice.h"
#include "lexicon_classes.h" /* made at build time: enum stm_lex_class, a member a list file */

/* A list file data/en/months.txt gives the class STM_LEX_MONTHS. Its lines:
 *
 *     # comment
 *     january, jan, jan. = 1
 *     prime minister, prime ministers
 *
 * Forms of one entry stand between commas (the first is its lemma), words of a form between single
 * spaces; what follows " = " is the entry's value. Forms are matched with case folded. A form may
 * stand in many lists, and once in each. */
typedef struct stm_lexicon stm_lexicon;

typedef struct {
    stm_slice value; /* absent where the list gives none */
    uint32_t lemma;  /* the same number for all forms of one entry, within one class; from 0 */
    uint32_t words;  /* how many tokens matched; 0: no match, and value absent */
} stm_lex_match;

/* The lists of the language (a tag such as "en" or "en-GB"; absent means English), never NULL: a
 * language without lists has empty ones. */
const stm_lexicon *stm_lexicon_get(stm_slice language);

/* What the lists say of a word. Bit n of classes is set where it stands alone in class n, bit n of
 * starts where a form of class n, of one word or more, begins with it, bit n of seconds where the
 * second word of such a form, of any class, has stm_word_number n. At most 64 classes exist; the
 * build fails beyond. */
typedef struct {
    uint64_t classes, starts, seconds;
} stm_lex_word;

/* word: stm_hash of its folded bytes. */
stm_lex_word stm_lexicon_word_of(const stm_lexicon *lexicon, uint64_t word);

static inline uint64_t stm_lexicon_classes(const stm_lexicon *lexicon, uint64_t word) {
    return stm_lexicon_word_of(lexicon, word).classes;
}

/* The longest form of the class that the words make, words[0] first. */
stm_lex_match stm_lexicon_match(const stm_lexicon *lexicon, enum stm_lex_class class,
                                const uint64_t *words, size_t count);

#endif
