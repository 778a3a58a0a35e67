/* token.h - one token at a time from UTF-8 text. */
#ifndef STM_TEXT_TOKEN_H
#define STM_TEXT_TOKEN_H

#include "text/document.h"
#include "text/word.h"

/* Reads the token at or behind *at, which moves behind it; false where only white space is left
 * before end. Everything of the token is filled but opens, stem, which equals word, and what
 * stm_tokens_know fills. */
bool stm_token_read(const stm_lexicon *lexicon, stm_slice text, size_t *at, size_t end,
                    stm_token *token);

/* Fills lex, starts and seconds of many tokens at once, for one look at the lists is slow to come
 * and many of them come together. */
void stm_tokens_know(const stm_lexicon *lexicon, stm_token *tokens, size_t count);

/* The token's span without its possessive ending. */
stm_span stm_token_base(stm_slice text, const stm_token *token);

#endif
