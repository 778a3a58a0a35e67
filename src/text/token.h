/* token.h - one token at a time from UTF-8 text. */
#ifndef STM_TEXT_TOKEN_H
#define STM_TEXT_TOKEN_H

#include "text/document.h"
#include "text/word.h"

/* Reads the token at or behind *at, which moves behind it; false where only white space is left
 * before end. Everything of the token is filled but opens, and stem, which equals word. */
bool stm_token_read(const stm_lexicon *lexicon, stm_slice text, size_t *at, size_t end,
                    stm_token *token);

/* The token's span without its possessive ending. */
stm_span stm_token_base(stm_slice text, const stm_token *token);

#endif
