/* sheet.c - paragraphs laid out in the cells of a terminal. */
#include "report/sheet.h"

#include "base/utf8.h"
#include "report/safe.h"

enum { TAIL_GAP = 2 };

static const char *const INKS[] = {
    [STM_INK_PLAIN] = "",          [STM_INK_HEAD] = "\x1B[1m",     [STM_INK_DIM] = "\x1B[2m",
    [STM_INK_LETTER] = "\x1B[36m", [STM_INK_READING] = "\x1B[33m",
};
#define INK_END "\x1B[0m"

void stm_sheet_init(stm_sheet *sheet, stm_arena *arena, stm_buf *out, unsigned width, bool colour) {
    *sheet = (stm_sheet){.out = out, .arena = arena, .width = width, .colour = colour};
    if (width && width < STM_SHEET_LEAST) sheet->width = STM_SHEET_LEAST;
    stm_buf_init(&sheet->text, 0);
}

void stm_sheet_release(stm_sheet *sheet) {
    stm_buf_release(&sheet->text);
}

static void end_run(stm_sheet *sheet, stm_ink ink) {
    if (sheet->runs.len && sheet->runs.items[sheet->runs.len - 1].ink == ink)
        sheet->runs.items[sheet->runs.len - 1].end = sheet->text.len;
    else
        stm_vec_put(sheet->arena, &sheet->runs, (struct stm_sheet_run){sheet->text.len, ink});
}

void stm_sheet_put(stm_sheet *sheet, stm_ink ink, stm_slice text) {
    if (!text.len) return;
    sheet->cells += (unsigned)stm_safe_put(&sheet->text, text);
    end_run(sheet, ink);
}

void stm_sheet_put_text(stm_sheet *sheet, stm_ink ink, const char *nul_terminated) {
    stm_sheet_put(sheet, ink, stm_slice_of(nul_terminated));
}

void stm_sheet_put_uint(stm_sheet *sheet, stm_ink ink, uint64_t number) {
    size_t before = sheet->text.len;
    stm_buf_put_uint(&sheet->text, number);
    sheet->cells += (unsigned)(sheet->text.len - before);
    end_run(sheet, ink);
}

void stm_sheet_put_gap(stm_sheet *sheet, unsigned column, unsigned least) {
    if (column < sheet->cells + least) column = sheet->cells + least;
    while (sheet->cells < column) {
        stm_buf_put_byte(&sheet->text, ' ');
        sheet->cells++;
    }
    end_run(sheet, STM_INK_PLAIN);
}

static void put_spaces(stm_buf *out, unsigned count) {
    while (count--) stm_buf_put_byte(out, ' ');
}

static void put_inked(stm_sheet *sheet, stm_ink ink, stm_slice bytes) {
    bool inked = sheet->colour && INKS[ink][0] && bytes.len;
    if (inked) stm_buf_put_text(sheet->out, INKS[ink]);
    stm_buf_put(sheet->out, bytes);
    if (inked) stm_buf_put_text(sheet->out, INK_END);
}

/* Writes bytes [start, end) of the paragraph; *run is the run that start lies in or before. */
static void put_line(stm_sheet *sheet, size_t start, size_t end, size_t *run) {
    while (start < end) {
        while (sheet->runs.items[*run].end <= start) ++*run;
        size_t stop = sheet->runs.items[*run].end < end ? sheet->runs.items[*run].end : end;
        put_inked(sheet, sheet->runs.items[*run].ink,
                  (stm_slice){sheet->text.data + start, stop - start});
        start = stop;
    }
}

/* One line of text that begins at start and has room for `room` cells. */
typedef struct {
    size_t end, next; /* where the line's text ends, and where the next line begins */
    unsigned cells;
} line;

static line cut_line(stm_slice text, size_t start, unsigned room) {
    line best = {start, start, 0};
    unsigned cells = 0;
    bool at_space = false, was_wide = false;
    for (size_t at = start; at < text.len;) {
        size_t here = at;
        uint32_t rune = stm_utf8_next(text, &at);
        int wide = stm_utf8_width(rune);
        unsigned width = wide > 0 ? (unsigned)wide : 0;
        if (rune == ' ') {
            if (!at_space) best = (line){here, at, cells};
            best.next = at;
            at_space = true;
        } else {
            if (was_wide && width == 2) best = (line){here, here, cells};
            if (cells + width > room) {
                if (best.next == start) best = (line){here, here, cells};
                return best;
            }
            at_space = false;
        }
        was_wide = width == 2;
        cells += width;
    }
    if (at_space) return best;
    return (line){text.len, text.len, cells};
}

/* A hanging indent never takes more than a third of the line. */
static unsigned clamp_indent(const stm_sheet *sheet, unsigned indent) {
    return sheet->width && indent > sheet->width / 3 ? sheet->width / 3 : indent;
}

/* Returns the cells in use on the last line, which is left open. */
static unsigned lay(stm_sheet *sheet, unsigned first, unsigned rest) {
    stm_slice text = stm_buf_get(&sheet->text);
    unsigned indent = first, used = 0;
    size_t run = 0;
    for (size_t at = 0; at < text.len;) {
        unsigned room = sheet->width ? sheet->width - indent : UINT32_MAX;
        line cut = cut_line(text, at, room);
        put_spaces(sheet->out, indent);
        put_line(sheet, at, cut.end, &run);
        used = indent + cut.cells;
        indent = rest;
        at = cut.next;
        while (at < text.len && text.data[at] == ' ') at++;
        if (at < text.len) stm_buf_put_byte(sheet->out, '\n');
    }
    return used;
}

static void clear(stm_sheet *sheet) {
    stm_buf_clear(&sheet->text);
    sheet->runs.len = 0;
    sheet->cells = 0;
}

void stm_sheet_end(stm_sheet *sheet, unsigned first, unsigned rest) {
    if (!sheet->text.len) return;
    lay(sheet, clamp_indent(sheet, first), clamp_indent(sheet, rest));
    stm_buf_put_byte(sheet->out, '\n');
    clear(sheet);
}

void stm_sheet_end_beside(stm_sheet *sheet, unsigned first, unsigned rest, stm_ink ink,
                          stm_slice tail) {
    if (!sheet->text.len || !tail.len) {
        stm_sheet_end(sheet, first, rest);
        return;
    }
    rest = clamp_indent(sheet, rest);
    unsigned used = lay(sheet, clamp_indent(sheet, first), rest);
    clear(sheet);
    stm_sheet_put(sheet, ink, tail);
    unsigned cells = sheet->cells, gap = TAIL_GAP;
    if (sheet->width && used + TAIL_GAP + cells <= sheet->width) {
        gap = sheet->width - used - cells;
    } else if (sheet->width) {
        stm_buf_put_byte(sheet->out, '\n');
        gap = rest + cells <= sheet->width ? sheet->width - cells : rest;
    }
    lay(sheet, gap, rest);
    stm_buf_put_byte(sheet->out, '\n');
    clear(sheet);
}

void stm_sheet_skip(stm_sheet *sheet) {
    stm_buf_put_byte(sheet->out, '\n');
}
