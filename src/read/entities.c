/* entities.c - character references of HTML. */
#include "read/entities.h"

#include "base/utf8.h"
#include "read/entity_table.h"

static bool is_alnum(char c) {
    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

static int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    c = (char)(c | 32);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* What windows-1252 has where Unicode has control codes: pages mean the former. */
static uint32_t meant_by(uint32_t rune) {
    static const uint16_t windows[32] = {
        0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    if (!rune || rune > 0x10FFFF || (rune >= 0xD800 && rune < 0xE000)) return STM_RUNE_BAD;
    return rune >= 0x80 && rune < 0xA0 ? windows[rune - 0x80] : rune;
}

static size_t read_number(stm_slice text, size_t at, uint32_t runes[2]) {
    size_t from = at + 2;
    bool hex = from < text.len && (text.data[from] | 32) == 'x';
    from += hex;
    uint32_t rune = 0, base = hex ? 16 : 10;
    size_t next = from;
    for (int value;
         next < text.len && (value = hex_value(text.data[next])) >= 0 && (uint32_t)value < base;
         next++)
        if (rune <= 0x10FFFF) rune = rune * base + (uint32_t)value;
    if (next == from) return 0;
    next += next < text.len && text.data[next] == ';';
    runes[0] = meant_by(rune);
    runes[1] = 0;
    return next - at;
}

/* The first entity in [low, high) whose byte number n is not below c. */
static unsigned lower_bound(unsigned low, unsigned high, size_t n, int c) {
    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        if ((unsigned char)stm_entities[middle].name[n] < c)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const stm_entity *find_named(stm_slice text, size_t from) {
    const stm_entity *found = NULL;
    unsigned low = 0, high = stm_entity_count;
    for (size_t n = 0; from + n < text.len && n < sizeof found->name - 1; n++) {
        int c = (unsigned char)text.data[from + n];
        low = lower_bound(low, high, n, c);
        high = lower_bound(low, high, n, c + 1);
        if (low == high) break;
        if (stm_entities[low].len == n + 1) found = &stm_entities[low];
    }
    return found;
}

size_t stm_entity_read(stm_slice text, size_t at, bool in_attribute, uint32_t runes[2]) {
    if (at + 1 >= text.len) return 0;
    if (text.data[at + 1] == '#') return read_number(text, at, runes);
    if (!is_alnum(text.data[at + 1])) return 0;
    const stm_entity *found = find_named(text, at + 1);
    if (!found) return 0;
    size_t next = at + 1 + found->len;
    if (in_attribute && found->name[found->len - 1] != ';' && next < text.len &&
        (text.data[next] == '=' || is_alnum(text.data[next])))
        return 0;
    runes[0] = found->runes[0];
    runes[1] = found->runes[1];
    return next - at;
}
