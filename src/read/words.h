/* words.h - the tokens of a report while it is still being read; documents come later. */
#ifndef STM_READ_WORDS_H
#define STM_READ_WORDS_H

#include "text/report.h"
#include "text/token.h"

/* Tokens without stems, whose starts say where a form not only begins with the word but may go on
 * with the next one, or ends. first[b] is the first token of block b, and first[block_count] the
 * count of all. */
typedef struct {
    stm_slice text;
    const stm_lexicon *lexicon;
    stm_token *tokens;
    uint64_t *words; /* tokens[i].word, for stm_lexicon_match */
    uint32_t *first;
    uint32_t count, block_count;
} stm_words;

stm_words *stm_words_of_report(stm_arena *arena, const stm_report *report);

/* As one block; for a byline or a date out of metadata. */
stm_words *stm_words_of_text(stm_arena *arena, stm_slice text, stm_slice language);

/* The longest form of class that begins at token at and ends before token end. */
static inline stm_lex_match stm_words_match(const stm_words *words, enum stm_lex_class class,
                                            uint32_t at, uint32_t end) {
    if (at >= end || !(words->tokens[at].starts >> class & 1)) return (stm_lex_match){.words = 0};
    return stm_lexicon_match(words->lexicon, class, words->words + at, end - at);
}

/* The bytes of tokens [first, last), first < last. */
stm_slice stm_words_slice(const stm_words *words, uint32_t first, uint32_t last);

/* Whether the token is this one code point. */
bool stm_words_is_mark(const stm_words *words, uint32_t at, const char *one_of);

/* Where the sentence that begins at token at ends: behind a full stop, with the marks and brackets
 * that close with it, or at end. */
uint32_t stm_words_sentence_end(const stm_words *words, uint32_t at, uint32_t end);

/* How many of tokens [first, last) are words or numbers. */
uint32_t stm_words_count(const stm_words *words, uint32_t first, uint32_t last);

/* The first word of a value of several words ("holds promo"); moves *value behind it. */
stm_slice stm_words_cut(stm_slice *value);

/* The usual name of the agency or outlet that tokens [at, end) begin with; absent where they begin
 * with none. A leading "the" counts. */
typedef struct {
    stm_slice name;
    uint32_t tokens;
    bool is_agency, is_ambiguous;
} stm_source_name;

stm_source_name stm_words_source(const stm_words *words, uint32_t at, uint32_t end);

/* The same of an agency whose name begins at a byte inside token at, where a space is missing:
 * "DoeNorthwire". */
stm_source_name stm_words_source_inside(const stm_words *words, uint32_t at, uint32_t byte,
                                        uint32_t end);

#endif
