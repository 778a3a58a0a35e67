/* excerpt.c - words of a report cut out of their sentence, made fit to stand by themselves. */
#include "report/excerpt.h"

#include "base/utf8.h"

static bool is_loose(char byte) {
    return byte == ' ' || byte == ',' || (byte >= '\t' && byte <= '\r');
}

stm_slice stm_excerpt_trim(stm_slice text) {
    while (text.len && is_loose(text.data[0])) text = (stm_slice){text.data + 1, text.len - 1};
    while (text.len && is_loose(text.data[text.len - 1])) text.len--;
    return text;
}

stm_slice stm_excerpt_word_before(stm_slice text, size_t at) {
    stm_slice before = stm_excerpt_trim((stm_slice){text.data, at});
    size_t from = before.len;
    while (from && before.data[from - 1] != ' ') from--;
    return (stm_slice){before.data + from, before.len - from};
}

bool stm_excerpt_is_cut(stm_slice text) {
    text = stm_excerpt_trim(text);
    size_t at = 0;
    uint32_t rune = text.len ? stm_utf8_next(text, &at) : 0;
    return stm_utf8_is_letter(rune) && !stm_utf8_is_upper(rune);
}

size_t stm_excerpt_paragraph(const stm_report *report, uint32_t offset) {
    size_t low = 0, high = report->blocks.len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (report->blocks.items[middle].span.start <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

enum { OPENING = 0x201C, CLOSING = 0x201D, LOW = 0x201E, STRAIGHT = '"' };

/* What double marks the text has at its ends. */
typedef struct {
    uint32_t first, last; /* the first and the last mark, 0 where there is none */
    size_t straight;
    size_t last_at;
} marks;

static marks scan_marks(stm_slice text) {
    marks m = {0};
    bool low = false; /* „ is closed by “ or ” */
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        uint32_t rune = stm_utf8_next(text, &at);
        bool closes_low = low && (rune == OPENING || rune == CLOSING);
        low = rune == LOW || (low && !closes_low);
        if (closes_low) continue;
        if (rune != OPENING && rune != CLOSING && rune != STRAIGHT) continue;
        m.straight += rune == STRAIGHT;
        m.first = m.first ? m.first : rune;
        m.last = rune;
        m.last_at = from;
    }
    return m;
}

/* A straight mark opens where a space or nothing stands before it. */
static bool opens(stm_slice text, size_t at) {
    return at == 0 || text.data[at - 1] == ' ' || text.data[at - 1] == '(';
}

void stm_excerpt_put(stm_buf *out, stm_slice text) {
    text = stm_excerpt_trim(text);
    marks m = scan_marks(text);
    bool odd = m.straight % 2;
    bool last_opens = m.last == OPENING || (odd && m.last == STRAIGHT && opens(text, m.last_at));
    if (last_opens && m.last_at + (m.last == STRAIGHT ? 1 : 3) == text.len) {
        text = stm_excerpt_trim((stm_slice){text.data, m.last_at});
        while (text.len && text.data[text.len - 1] == ':') text.len--;
        m = scan_marks(text);
        odd = m.straight % 2;
        last_opens = m.last == OPENING || (odd && m.last == STRAIGHT && opens(text, m.last_at));
    }
    if (m.first == CLOSING) stm_buf_put_rune(out, OPENING);
    if (odd && !last_opens) stm_buf_put_byte(out, STRAIGHT);
    stm_buf_put(out, text);
    if (m.last == OPENING) stm_buf_put_rune(out, CLOSING);
    if (odd && last_opens) stm_buf_put_byte(out, STRAIGHT);
}
