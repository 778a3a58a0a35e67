/* safe.c - text from outside made fit for a terminal. */
#include "report/safe.h"

#include "base/utf8.h"

#include <utf8proc.h>

enum { MOST_MARKS = 4 };

/* Invisible though Unicode counts them as letters or marks. */
static bool is_filler(uint32_t rune) {
    return rune == 0x034F || rune == 0x115F || rune == 0x1160 || rune == 0x17B4 || rune == 0x17B5 ||
           rune - 0x180B < 5 || rune == 0x3164 || rune == 0xFFA0 || rune - 0xE0100 < 0xF0;
}

static bool is_shown(uint32_t rune) {
    if (rune - 0x20 < 0x5F) return true;
    switch (utf8proc_category((utf8proc_int32_t)rune)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN:
        return false;
    default:
        return !is_filler(rune);
    }
}

/* Arabic, the scripts of India and emoji cannot be written without joiners; the Latin, Greek and
 * Cyrillic letters that a joiner could disguise lie below. */
static bool needs_joiner(uint32_t before, stm_slice text, size_t at) {
    return before >= 0x0600 && at < text.len && stm_utf8_next(text, &at) >= 0x0600;
}

static size_t put_code(stm_buf *out, uint32_t rune) {
    unsigned digits = rune > 0xFFFFF ? 6 : rune > 0xFFFF ? 5 : 4;
    stm_buf_put_text(out, "<U+");
    for (unsigned i = digits; i-- > 0;)
        stm_buf_put_byte(out, "0123456789ABCDEF"[rune >> (4 * i) & 15]);
    stm_buf_put_byte(out, '>');
    return digits + 4;
}

size_t stm_safe_put(stm_buf *out, stm_slice text) {
    size_t cells = 0, marks = 0;
    uint32_t before = 0;
    for (size_t at = 0; at < text.len;) {
        uint32_t rune = stm_utf8_next(text, &at);
        if (stm_utf8_is_space(rune)) {
            if (before != ' ') stm_buf_put_byte(out, ' ');
            cells += before != ' ';
            before = ' ';
            marks = 0;
            continue;
        }
        if (rune == 0x00AD) continue;
        bool joins = (rune == 0x200C || rune == 0x200D) && needs_joiner(before, text, at);
        if (!joins && !is_shown(rune)) {
            cells += put_code(out, rune);
            before = rune;
            marks = 0;
            continue;
        }
        int width = joins ? 0 : stm_utf8_width(rune);
        marks = width > 0 ? 0 : marks + 1;
        if (marks > MOST_MARKS) continue;
        stm_buf_put_rune(out, rune);
        cells += width > 0 ? (size_t)width : 0;
        before = rune;
    }
    return cells;
}
