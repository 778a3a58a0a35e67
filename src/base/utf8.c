/* utf8.c - code points in UTF-8; the tables are utf8proc's. */
#include "base/utf8.h"

#include <utf8proc.h>

static bool is_tail(unsigned char byte) {
    return (byte & 0xC0) == 0x80;
}

/* Decodes at least one byte; *len is how many. The bounds follow table 3-7 of the Unicode standard.
 */
static uint32_t decode(const unsigned char *p, size_t left, size_t *len) {
    *len = 1;
    if (p[0] < 0x80) return p[0];
    if (p[0] >= 0xC2 && p[0] < 0xE0 && left > 1 && is_tail(p[1])) {
        *len = 2;
        return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
    }
    if (p[0] >= 0xE0 && p[0] < 0xF0 && left > 2 && is_tail(p[1]) && is_tail(p[2])) {
        uint32_t rune =
            (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
        if (rune < 0x800 || (rune >= 0xD800 && rune < 0xE000)) return STM_RUNE_BAD;
        *len = 3;
        return rune;
    }
    if (p[0] >= 0xF0 && p[0] < 0xF5 && left > 3 && is_tail(p[1]) && is_tail(p[2]) &&
        is_tail(p[3])) {
        uint32_t rune = (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 |
                        (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3F);
        if (rune < 0x10000 || rune > 0x10FFFF) return STM_RUNE_BAD;
        *len = 4;
        return rune;
    }
    return STM_RUNE_BAD;
}

uint32_t stm_utf8_next_beyond(stm_slice text, size_t *at) {
    size_t len;
    uint32_t rune = decode((const unsigned char *)text.data + *at, text.len - *at, &len);
    *at += len;
    return rune;
}

uint32_t stm_utf8_before(stm_slice text, size_t *at) {
    size_t start = *at - 1;
    for (size_t back = 1; back < 4 && start > 0 && is_tail((unsigned char)text.data[start]); back++)
        start--;
    size_t next = start;
    uint32_t rune = stm_utf8_next(text, &next);
    if (next != *at) {
        *at -= 1;
        return STM_RUNE_BAD;
    }
    *at = start;
    return rune;
}

size_t stm_utf8_put(uint32_t rune, char bytes[4]) {
    if (rune > 0x10FFFF || (rune >= 0xD800 && rune < 0xE000)) rune = STM_RUNE_BAD;
    return (size_t)utf8proc_encode_char((utf8proc_int32_t)rune, (utf8proc_uint8_t *)bytes);
}

/* Behind the bytes of ASCII at `at`, or a few bytes before their end. */
static size_t skip_ascii(const unsigned char *p, size_t at, size_t len) {
    enum { WORDS = 4 };
    uint64_t word[WORDS];
    for (; len - at >= sizeof word; at += sizeof word) {
        memcpy(word, p + at, sizeof word);
        if ((word[0] | word[1] | word[2] | word[3]) & 0x8080808080808080u) break;
    }
    for (; len - at >= sizeof *word; at += sizeof *word) {
        memcpy(word, p + at, sizeof *word);
        if (*word & 0x8080808080808080u) break;
    }
    return at;
}

stm_slice stm_utf8_cut(stm_slice text, size_t most, bool words) {
    if (text.len <= most) return text;
    size_t len = words ? most : 0;
    while (len && text.data[len] != ' ') len--;
    if (len) return (stm_slice){text.data, len};
    for (len = most; len && is_tail((unsigned char)text.data[len]);) len--;
    return (stm_slice){text.data, len};
}

size_t stm_utf8_valid(stm_slice text) {
    const unsigned char *p = (const unsigned char *)text.data;
    size_t at = 0;
    while ((at = skip_ascii(p, at, text.len)) < text.len) {
        size_t len;
        uint32_t rune = decode(p + at, text.len - at, &len);
        if (rune == STM_RUNE_BAD && len == 1) return at;
        at += len;
    }
    return at;
}

static utf8proc_category_t category(uint32_t rune) {
    return utf8proc_category((utf8proc_int32_t)rune);
}

bool stm_utf8_is_letter_beyond(uint32_t rune) {
    utf8proc_category_t c = category(rune);
    return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_ME;
}

bool stm_utf8_is_digit_beyond(uint32_t rune) {
    return category(rune) == UTF8PROC_CATEGORY_ND;
}

bool stm_utf8_is_upper_beyond(uint32_t rune) {
    utf8proc_category_t c = category(rune);
    return c == UTF8PROC_CATEGORY_LU || c == UTF8PROC_CATEGORY_LT;
}

bool stm_utf8_is_space_beyond(uint32_t rune) {
    if (rune == 0x85 || rune == 0x200B || rune == 0xFEFF) return true;
    utf8proc_category_t c = category(rune);
    return c == UTF8PROC_CATEGORY_ZS || c == UTF8PROC_CATEGORY_ZL || c == UTF8PROC_CATEGORY_ZP;
}

void stm_utf8_fold(stm_slice text, stm_buf *out) {
    for (size_t at = 0; at < text.len;) {
        uint32_t rune = stm_utf8_next(text, &at);
        if (rune < 0x80) {
            stm_buf_put_byte(out, (char)(rune - 'A' < 26 ? rune | 32 : rune));
        } else if (rune == 0x2019 || rune == 0x02BC) {
            stm_buf_put_byte(out, '\'');
        } else {
            stm_buf_put_rune(out, (uint32_t)utf8proc_tolower((utf8proc_int32_t)rune));
        }
    }
}

int stm_utf8_width(uint32_t rune) {
    if (rune - 0x20 < 0x5F) return 1;
    return utf8proc_charwidth((utf8proc_int32_t)rune);
}
