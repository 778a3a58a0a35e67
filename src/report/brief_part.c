/* brief_part.c - what the parts of a brief share. */
#include "report/brief_part.h"

#include "base/utf8.h"
#include "report/letter.h"
#include "report/safe.h"

enum { ROOM_UNBOUND = 60, ROOM_LEAST = 12, ROOM_IN_TEXT = 14, MORE_CELLS = 6 };

void stm_brief_part_heading(stm_brief_part *part, const char *heading, const char *gloss) {
    stm_sheet_skip(&part->sheet);
    stm_sheet_put_text(&part->sheet, STM_INK_HEAD, heading);
    if (gloss) {
        stm_sheet_put_gap(&part->sheet, 0, 2);
        stm_sheet_put_text(&part->sheet, STM_INK_DIM, gloss);
    }
    stm_sheet_end(&part->sheet, 0, 2);
}

size_t stm_brief_part_shown(const stm_brief_part *part, size_t count, size_t most) {
    /* To leave out a single line would save nothing: "… and 1 more" is a line too. */
    return part->options.full || count <= most + 1 ? count : most;
}

void stm_brief_part_more(stm_brief_part *part, size_t left, unsigned indent) {
    if (!left) return;
    part->cut = true;
    stm_sheet_put_text(&part->sheet, STM_INK_DIM, "… and ");
    stm_sheet_put_uint(&part->sheet, STM_INK_DIM, left);
    stm_sheet_put_text(&part->sheet, STM_INK_DIM, " more");
    stm_sheet_end(&part->sheet, indent, indent);
}

/* Blocks stand in the order of the text; a span between two belongs to the one before. */
static size_t paragraph_of(const stm_report *report, uint32_t offset) {
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

static size_t tail_room(const stm_brief_part *part) {
    if (part->options.full) return SIZE_MAX / 2;
    if (!part->options.width) return ROOM_UNBOUND;
    size_t room = (size_t)part->options.width * 7 / 20;
    return room > ROOM_LEAST ? room : ROOM_LEAST;
}

/* Takes back what was put since `before` and counts what is left, where it does not fit. */
static bool fits(stm_brief_part *part, size_t room, size_t before, size_t left) {
    if (left > 1) room -= MORE_CELLS;
    if (part->tail.len <= room || before == 0) return true;
    part->tail.len = before;
    stm_buf_put_text(&part->tail, " +");
    stm_buf_put_uint(&part->tail, left);
    return false;
}

stm_slice stm_brief_part_places(stm_brief_part *part, const stm_witness *items, size_t count) {
    size_t room = tail_room(part);
    stm_buf_clear(&part->tail);
    for (size_t i = 0; i < count; i++) {
        size_t before = part->tail.len;
        if (i) stm_buf_put_byte(&part->tail, ' ');
        stm_letter_put(&part->tail, items[i].report);
        size_t paragraph =
            paragraph_of(stm_brief_part_report(part, items[i].report), items[i].span.start);
        if (paragraph) stm_buf_put_uint(&part->tail, paragraph);
        if (!fits(part, room, before, count - i)) break;
    }
    return stm_buf_get(&part->tail);
}

stm_slice stm_brief_part_letters(stm_brief_part *part, const uint32_t *reports, size_t count) {
    stm_buf_clear(&part->tail);
    bool apart = part->story->count > 26;
    size_t room = tail_room(part);
    if (apart && !part->options.full) room = ROOM_IN_TEXT;
    for (size_t i = 0; i < count; i++) {
        size_t before = part->tail.len;
        if (i && apart) stm_buf_put_byte(&part->tail, ' ');
        stm_letter_put(&part->tail, reports[i]);
        if (!fits(part, room, before, count - i)) break;
    }
    return stm_buf_get(&part->tail);
}

static bool is_loose(char byte) {
    return byte == ' ' || byte == ',' || (byte >= '\t' && byte <= '\r');
}

stm_slice stm_brief_part_trim(stm_slice text) {
    while (text.len && is_loose(text.data[0])) text = (stm_slice){text.data + 1, text.len - 1};
    while (text.len && is_loose(text.data[text.len - 1])) text.len--;
    return text;
}

void stm_brief_part_put_cut(stm_brief_part *part, stm_slice text) {
    text = stm_brief_part_trim(text);
    size_t at = 0;
    uint32_t rune = text.len ? stm_utf8_next(text, &at) : 0;
    if (stm_utf8_is_letter(rune) && !stm_utf8_is_upper(rune))
        stm_sheet_put_text(&part->sheet, STM_INK_DIM, "… ");
}

size_t stm_brief_part_cells(stm_brief_part *part, stm_slice text) {
    stm_buf_clear(&part->measured);
    return stm_safe_put(&part->measured, text);
}

size_t stm_brief_part_cut(const stm_brief_part *part, stm_slice text, size_t most) {
    size_t cells = 0, at = 0, end = 0, space = 0;
    if (part->options.full) return text.len;
    while (at < text.len) {
        uint32_t rune = stm_utf8_next(text, &at);
        int width = stm_utf8_width(rune);
        cells += width > 0 ? (size_t)width : 0;
        if (cells + 1 > most && at < text.len) return space > end / 2 ? space : end;
        if (cells > most) return space > end / 2 ? space : end;
        end = at;
        if (rune == ' ') space = at - 1;
    }
    return text.len;
}

/* Cut where it is already safe, so that no code point is cut out of what stands for it. */
void stm_brief_part_put(stm_brief_part *part, stm_ink ink, stm_slice text, size_t most) {
    if (part->options.full || stm_brief_part_cells(part, text) <= most) {
        stm_sheet_put(&part->sheet, ink, text);
        return;
    }
    stm_slice safe = stm_buf_get(&part->measured);
    safe.len = stm_brief_part_cut(part, safe, most);
    part->cut = true;
    stm_sheet_put(&part->sheet, ink, stm_brief_part_trim(safe));
    stm_sheet_put_text(&part->sheet, ink, "…");
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

stm_slice stm_brief_part_tidy(stm_brief_part *part, stm_slice text) {
    text = stm_brief_part_trim(text);
    marks m = scan_marks(text);
    bool odd = m.straight % 2;
    bool last_opens = m.last == OPENING || (odd && m.last == STRAIGHT && opens(text, m.last_at));
    if (last_opens && m.last_at + (m.last == STRAIGHT ? 1 : 3) == text.len) {
        text = stm_brief_part_trim((stm_slice){text.data, m.last_at});
        while (text.len && text.data[text.len - 1] == ':') text.len--;
        m = scan_marks(text);
        odd = m.straight % 2;
        last_opens = m.last == OPENING || (odd && m.last == STRAIGHT && opens(text, m.last_at));
    }
    stm_buf_clear(&part->tidied);
    if (m.first == CLOSING) stm_buf_put_rune(&part->tidied, OPENING);
    if (odd && !last_opens) stm_buf_put_byte(&part->tidied, STRAIGHT);
    stm_buf_put(&part->tidied, text);
    if (m.last == OPENING) stm_buf_put_rune(&part->tidied, CLOSING);
    if (odd && last_opens) stm_buf_put_byte(&part->tidied, STRAIGHT);
    return stm_buf_get(&part->tidied);
}
