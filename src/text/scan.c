/* scan.c - the words of a text as numbers, and nothing else of them: for work over millions. */
#include "text/scan.h"

#include "base/utf8.h"

#include <utf8proc.h>

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte)) /* the byte in all eight places */

enum { BLOCK = 64 };

typedef struct {
    stm_slice text;
    uint32_t *words, count;
} scan;

/* Eight bytes, the first lowest, whatever the machine. */
static uint64_t load(const char *bytes) {
    uint64_t eight;
    memcpy(&eight, bytes, sizeof eight);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    eight = __builtin_bswap64(eight);
#endif
    return eight;
}

static uint64_t load_some(const char *bytes, size_t len) {
    char eight[8] = {0};
    memcpy(eight, bytes, len < 8 ? len : 8);
    return load(eight);
}

/* --- a word's number --- */

static uint64_t mix(uint64_t hash, uint64_t eight) {
    hash = (hash ^ eight) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

static uint32_t finish(uint64_t hash) {
    return (uint32_t)(hash * UINT64_C(0xC4CEB9FE1A85EC53) >> 32);
}

/* A word of folded bytes that come one by one. */
typedef struct {
    uint64_t hash, eight;
    unsigned len; /* of eight */
    bool any;
} spelling;

static void put_byte(spelling *s, unsigned char byte) {
    s->any = true;
    s->eight |= (uint64_t)byte << 8 * s->len++;
    if (s->len < 8) return;
    s->hash = mix(s->hash, s->eight);
    s->eight = s->len = 0;
}

static void end_word(scan *out, spelling *s) {
    if (s->any) out->words[out->count++] = finish(s->len ? mix(s->hash, s->eight) : s->hash);
    *s = (spelling){0};
}

static bool stands_alone(uint32_t rune) {
    return (rune >= 0x3040 && rune < 0x3100) || (rune >= 0x3400 && rune < 0xA000) ||
           (rune >= 0xF900 && rune < 0xFB00) || (rune >= 0x20000 && rune < 0x40000);
}

/* A stretch that is not all ASCII: words, and what Unicode sets between them. */
static void put_stretch(scan *out, size_t at, size_t end) {
    stm_slice text = {out->text.data, end};
    spelling s = {0};
    while (at < end) {
        uint32_t rune = stm_utf8_next(text, &at);
        bool spells = rune != STM_RUNE_BAD && (stm_utf8_is_letter(rune) || stm_utf8_is_digit(rune));
        if (!spells || stands_alone(rune)) end_word(out, &s);
        if (!spells) continue;
        char bytes[4];
        size_t len = stm_utf8_put((uint32_t)utf8proc_tolower((utf8proc_int32_t)rune), bytes);
        for (size_t i = 0; i < len; i++) put_byte(&s, (unsigned char)bytes[i]);
        if (stands_alone(rune)) end_word(out, &s);
    }
    end_word(out, &s);
}

/* The first of eight bytes, 1 to 8 of them. */
static uint64_t first_of(uint64_t eight, size_t len) {
    return len < 8 ? eight & (UINT64_MAX >> (64 - 8 * len)) : eight;
}

static void put_long_word(scan *out, size_t start, size_t end) {
    uint64_t hash = 0, beyond = 0;
    for (size_t at = start; at < end; at += 8) {
        size_t left = out->text.len - at;
        const char *bytes = out->text.data + at;
        uint64_t eight = first_of(left < 8 ? load_some(bytes, left) : load(bytes), end - at);
        beyond |= eight & EACH(0x80);
        hash = mix(hash, first_of(eight | EACH(0x20), end - at));
    }
    if (beyond)
        put_stretch(out, start, end);
    else
        out->words[out->count++] = finish(hash);
}

/* A stretch of letters and digits, and of bytes beyond ASCII. The bit that folds the case of ASCII
 * letters is set in its digits already. Most words are short, and not at the end of the text. */
static void put_word(scan *out, size_t start, size_t end) {
    size_t len = end - start;
    if (len <= 8 && out->text.len - start >= 8) {
        uint64_t eight = first_of(load(out->text.data + start), len);
        if (!(eight & EACH(0x80))) {
            out->words[out->count++] = finish(mix(0, first_of(eight | EACH(0x20), len)));
            return;
        }
    }
    put_long_word(out, start, end);
}

/* --- where words begin and end --- */

/* The top bit of each byte that lies in first to last; the bytes are below 0x80. */
static uint64_t within(uint64_t eight, unsigned first, unsigned last) {
    return (eight + EACH(0x80 - first)) & ~(eight + EACH(0x7F - last));
}

/* A bit for each of 64 bytes: whether it is an ASCII letter or digit, or beyond ASCII. */
static uint64_t bits_of(const char bytes[BLOCK]) {
    uint64_t bits = 0;
    for (unsigned i = 0; i < BLOCK; i += 8) {
        uint64_t eight = load(bytes + i), low = eight & EACH(0x7F);
        uint64_t is_in = within(low, '0', '9') | within(low | EACH(0x20), 'a', 'z') | eight;
        uint64_t tops = (is_in & EACH(0x80)) >> 7;
        bits |= (tops * UINT64_C(0x0102040810204080) >> 56) << i;
    }
    return bits;
}

/* Eight bytes at a time, and no branch for a byte: a word ends where nobody can foretell. */
uint32_t stm_scan_words(stm_slice text, stm_span span, uint32_t *words) {
    scan out = {text, words, 0};
    uint64_t inside = 0; /* 1: within a word that began in the block before */
    size_t start = 0;
    for (size_t at = span.start; at < span.end; at += BLOCK) {
        char last[BLOCK] = {0};
        size_t left = span.end - at;
        if (left < BLOCK) memcpy(last, text.data + at, left);
        uint64_t bits = bits_of(left < BLOCK ? last : text.data + at);
        for (uint64_t edges = bits ^ (bits << 1 | inside); edges; edges &= edges - 1) {
            size_t edge = at + (size_t)__builtin_ctzll(edges);
            if (inside)
                put_word(&out, start, edge);
            else
                start = edge;
            inside ^= 1;
        }
    }
    if (inside) put_word(&out, start, span.end);
    return out.count;
}
