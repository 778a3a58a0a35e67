/* sheet.h - paragraphs laid out in the cells of a terminal.
 *
 * Words are put one after the other, each in an ink; stm_sheet_end lays what was put as one
 * paragraph. All text passes through stm_safe_put, so the only control bytes on a sheet are line
 * ends and, with colour on, the sheet's own colour codes, which end on the line they begin on. */
#ifndef STM_REPORT_SHEET_H
#define STM_REPORT_SHEET_H

#include "base/buf.h"
#include "base/vec.h"

typedef enum {
    STM_INK_PLAIN,
    STM_INK_HEAD,   /* bold: headings and names */
    STM_INK_DIM,    /* what may be passed over */
    STM_INK_LETTER, /* the letters of reports */
    STM_INK_READING /* where witnesses differ */
} stm_ink;

enum { STM_SHEET_LEAST = 16 };

/* Zero-initialise out, arena, width and colour; the rest belongs to the functions below. width: in
 * cells, 0 for lines of any length; less than STM_SHEET_LEAST counts as that. */
typedef struct {
    stm_buf *out;
    stm_arena *arena;
    unsigned width;
    bool colour;
    stm_buf text;   /* of the paragraph under way */
    unsigned cells; /* of text */
    STM_VEC(struct stm_sheet_run {
        size_t end;
        stm_ink ink;
    })
    runs;
} stm_sheet;

void stm_sheet_init(stm_sheet *sheet, stm_arena *arena, stm_buf *out, unsigned width, bool colour);
void stm_sheet_release(stm_sheet *sheet);

void stm_sheet_put(stm_sheet *sheet, stm_ink ink, stm_slice text);
void stm_sheet_put_text(stm_sheet *sheet, stm_ink ink, const char *nul_terminated);
void stm_sheet_put_uint(stm_sheet *sheet, stm_ink ink, uint64_t number);

/* Spaces up to the cell `column` of the paragraph (its indent not counted), at least `least`. */
void stm_sheet_put_gap(stm_sheet *sheet, unsigned column, unsigned least);

/* Lays the paragraph: its first line begins at cell `first`, the others at `rest`. Lines break at
 * spaces and between wide characters, and inside a word that is longer than a line. Nothing is
 * written for an empty paragraph. Linear in the text. */
void stm_sheet_end(stm_sheet *sheet, unsigned first, unsigned rest);

/* The same, with tail at the right edge of the last line, or of one more line where it does not
 * fit. The tail wraps too, where it is longer than a line. */
void stm_sheet_end_beside(stm_sheet *sheet, unsigned first, unsigned rest, stm_ink ink,
                          stm_slice tail);

/* An empty line. */
void stm_sheet_skip(stm_sheet *sheet);

#endif
