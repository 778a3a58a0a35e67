/* brief_part.c - what the parts of a brief share. */
#include "report/brief_part.h"

#include "base/utf8.h"
#include "report/date_words.h"
#include "report/excerpt.h"
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
        size_t paragraph = stm_excerpt_paragraph(stm_brief_part_report(part, items[i].report),
                                                 items[i].span.start);
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
    stm_sheet_put(&part->sheet, ink, stm_excerpt_trim(safe));
    stm_sheet_put_text(&part->sheet, ink, "…");
}

void stm_brief_part_put_excerpt(stm_brief_part *part, stm_slice text, size_t most) {
    if (stm_excerpt_is_cut(text)) stm_sheet_put_text(&part->sheet, STM_INK_DIM, "… ");
    stm_buf_clear(&part->tidied);
    stm_excerpt_put(&part->tidied, text);
    stm_brief_part_put(part, STM_INK_PLAIN, stm_buf_get(&part->tidied), most);
}

void stm_brief_part_put_date(stm_brief_part *part, stm_ink ink, stm_slice date) {
    stm_buf_clear(&part->measured);
    stm_date_words_put(&part->measured, date);
    stm_sheet_put(&part->sheet, ink, stm_buf_get(&part->measured));
}
