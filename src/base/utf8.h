/* utf8.h - code points in UTF-8, and what Unicode says of them. */
#ifndef STM_BASE_UTF8_H
#define STM_BASE_UTF8_H

#include "base/buf.h"
#include "base/slice.h"

#define STM_RUNE_BAD 0xFFFDu

/* The code point at *at, which moves behind it (*at < text.len is required). Bytes that are not
 * UTF-8 (overlong forms, surrogates and what is cut off included) give STM_RUNE_BAD, one byte at a
 * time. */
static inline uint32_t stm_utf8_next(stm_slice text, size_t *at);

/* The code point that ends at *at, which moves before it (*at > 0 is required). */
uint32_t stm_utf8_before(stm_slice text, size_t *at);

/* Writes 1 to 4 bytes and returns how many. */
size_t stm_utf8_put(uint32_t rune, char bytes[4]);

/* The offset of the first byte that is not UTF-8; text.len where all is. */
size_t stm_utf8_valid(stm_slice text);

/* The longest beginning of valid text that is of so many bytes at most and cuts no code point; with
 * words, none of its words either, if it has a space. */
stm_slice stm_utf8_cut(stm_slice text, size_t most, bool words);

/* Letters and marks; decimal digits; upper and title case; white space (no-break and zero-width
 * spaces included). */
static inline bool stm_utf8_is_letter(uint32_t rune);
static inline bool stm_utf8_is_digit(uint32_t rune);
static inline bool stm_utf8_is_upper(uint32_t rune);
static inline bool stm_utf8_is_space(uint32_t rune);

/* Appends text with case folded (simple folding, one code point to one) and the typographic
 * apostrophe (U+2019, U+02BC) made plain, so that "Don’T" and "don't" are one word. */
void stm_utf8_fold(stm_slice text, stm_buf *out);

/* Cells that a terminal gives the code point: 0, 1 or 2. */
int stm_utf8_width(uint32_t rune);

/* --- most text is ASCII, which is answered in place; the rest by these --- */

uint32_t stm_utf8_next_beyond(stm_slice text, size_t *at);
bool stm_utf8_is_letter_beyond(uint32_t rune);
bool stm_utf8_is_digit_beyond(uint32_t rune);
bool stm_utf8_is_upper_beyond(uint32_t rune);
bool stm_utf8_is_space_beyond(uint32_t rune);

static inline uint32_t stm_utf8_next(stm_slice text, size_t *at) {
    unsigned char byte = (unsigned char)text.data[*at];
    if (byte >= 0x80) return stm_utf8_next_beyond(text, at);
    ++*at;
    return byte;
}

static inline bool stm_utf8_is_letter(uint32_t rune) {
    return rune < 0x80 ? (rune | 32) - 'a' < 26 : stm_utf8_is_letter_beyond(rune);
}

static inline bool stm_utf8_is_digit(uint32_t rune) {
    return rune < 0x80 ? rune - '0' < 10 : stm_utf8_is_digit_beyond(rune);
}

static inline bool stm_utf8_is_upper(uint32_t rune) {
    return rune < 0x80 ? rune - 'A' < 26 : stm_utf8_is_upper_beyond(rune);
}

static inline bool stm_utf8_is_space(uint32_t rune) {
    return rune < 0x80 ? rune == ' ' || rune - '\t' < 5 : stm_utf8_is_space_beyond(rune);
}

#endif
