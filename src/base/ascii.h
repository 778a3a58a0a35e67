/* ascii.h - words of formats and protocols, whose ASCII letters count alike in either case. */
#ifndef STM_BASE_ASCII_H
#define STM_BASE_ASCII_H

#include "base/slice.h"

static inline char stm_ascii_lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c | 32) : c;
}

/* Whether text begins with the lower-case word, in any case. */
static inline bool stm_ascii_begins(stm_slice text, const char *word) {
    size_t n = strlen(word);
    if (text.len < n) return false;
    for (size_t i = 0; i < n; i++)
        if (stm_ascii_lower(text.data[i]) != word[i]) return false;
    return true;
}

/* Whether text is the word, and whether it ends with it, the same way. */
static inline bool stm_ascii_is(stm_slice text, const char *word) {
    return text.len == strlen(word) && stm_ascii_begins(text, word);
}

static inline bool stm_ascii_ends(stm_slice text, const char *word) {
    size_t n = strlen(word);
    return text.len >= n && stm_ascii_begins(stm_slice_behind(text, text.len - n), word);
}

#endif
