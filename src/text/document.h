/* document.h - a report made ready for reading: tokens, sentences, and what Unicode and the word
 * lists say of each token. Everything downstream of reading works on documents. */
#ifndef STM_TEXT_DOCUMENT_H
#define STM_TEXT_DOCUMENT_H

#include "text/lexicon.h"
#include "text/report.h"

typedef enum {
    STM_WORD,   /* letters, with inner apostrophes, hyphens, full stops of abbreviations: "U.S.",
                   "we're" */
    STM_NUMBER, /* digits, with inner . , : /  and a suffix: "22", "1,200.5", "20th", "2018-07-15"
                 */
    STM_PUNCT   /* one code point */
} stm_token_kind;

typedef enum {
    STM_LOWER,   /* also what has no case */
    STM_CAPITAL, /* first letter upper, the rest not all */
    STM_UPPER    /* two letters or more, all upper; "I" and "A" are STM_CAPITAL */
} stm_case;

/* A possessive "'s" is left out of word and stem but lies inside the span ("Trump's" has the word
 * "trump"); possessive tells. An apostrophe at a word's edge is a STM_PUNCT of its own, for it may
 * be a quotation mark. The full stop of an abbreviation lies inside the span and is not part of
 * word ("Jan." has the word "jan", "U.S." "u.s"); so are word lists read. White space belongs to no
 * token. */
typedef struct {
    stm_span span;
    uint64_t word; /* stm_hash of the folded form */
    uint64_t
        stem; /* stm_hash of the Snowball stem of the folded form; equals word where none is made */
    uint64_t lex;             /* classes of word, as stm_lexicon_word_of: test with stm_token_in */
    uint64_t starts, seconds; /* as well */
    uint32_t rune;            /* the code point of a STM_PUNCT; else 0 */
    uint8_t kind;             /* stm_token_kind */
    uint8_t shape;            /* stm_case */
    bool possessive;
    bool opens; /* first token of its sentence, marks aside */
} stm_token;

/* A sentence ends after so many tokens at the latest: what runs on for longer is no prose, and what
 * quotes it once a date or a figure would grow with its square. */
enum { STM_SENTENCE_MOST = 1000 };

/* Tokens [first, last). A sentence lies within one block and is never empty. Quotation marks and
 * brackets that close stand with the sentence they close. */
typedef struct {
    uint32_t first, last;
    uint32_t block;
} stm_sentence;

/* Memory belongs to the arena given to stm_document_new; report and its text must outlive it. */
typedef struct {
    const stm_report *report;
    const stm_lexicon *lexicon;
    stm_token *tokens;
    stm_sentence *sentences;
    uint32_t token_count, sentence_count;
    uint32_t *sentence_of; /* token_count numbers: the sentence each token lies in */
    uint64_t *words;       /* token_count hashes, tokens[i].word: what stm_lexicon_match reads */
    bool *is_note;         /* token_count: lies inside a note of the report */
} stm_document;

/* Splits the report's blocks into tokens and sentences. Cannot fail. Linear in the text. */
stm_document *stm_document_new(stm_arena *arena, const stm_report *report);

static inline bool stm_token_in(const stm_token *token, enum stm_lex_class class) {
    return token->lex >> class & 1;
}

/* The longest form of class that begins at token at and ends before token end. */
static inline stm_lex_match stm_document_match(const stm_document *doc, enum stm_lex_class class,
                                               uint32_t at, uint32_t end) {
    if (at >= end || !(doc->tokens[at].starts >> class & 1)) return (stm_lex_match){.words = 0};
    return stm_lexicon_match(doc->lexicon, class, doc->words + at, end - at);
}

/* The bytes from token first to token last - 1, white space between them included; first < last. */
stm_span stm_document_span(const stm_document *doc, uint32_t first, uint32_t last);

/* The first token that ends after the byte offset; token_count where none does. */
uint32_t stm_document_token_at(const stm_document *doc, uint32_t offset);

/* The block's kind that holds the sentence. */
stm_block_kind stm_document_kind(const stm_document *doc, uint32_t sentence);

#endif
