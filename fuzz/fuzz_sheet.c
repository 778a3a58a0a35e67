/* fuzz_sheet.c - any bytes as a paragraph of a brief: no control byte passes, no line is too wide.
 */
#include "base/utf8.h"
#include "report/sheet.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(stm_slice text, unsigned width) {
    unsigned cells = 0;
    for (size_t at = 0; at < text.len;) {
        uint32_t rune = stm_utf8_next(text, &at);
        if (rune == '\n') {
            cells = 0;
            continue;
        }
        if (rune < 0x20 || (rune >= 0x7F && rune < 0xA0)) abort();
        if (rune >= 0x202A && rune <= 0x202E) abort();
        int wide = stm_utf8_width(rune);
        cells += wide > 0 ? (unsigned)wide : 0;
        if (width && cells > width) abort();
    }
}

/* The first bytes choose width, indents and where the text is split into words and tail. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 4) return 0;
    unsigned width = data[0] & 1 ? STM_SHEET_LEAST + data[0] : 0;
    stm_slice text = {(const char *)data + 4, size - 4};
    size_t cut = text.len * data[1] / 256;
    stm_arena *arena = stm_arena_new();
    stm_buf out;
    stm_sheet sheet;
    stm_buf_init(&out, 0);
    stm_sheet_init(&sheet, arena, &out, width, false);
    stm_sheet_put(&sheet, STM_INK_HEAD, (stm_slice){text.data, cut});
    stm_sheet_put_gap(&sheet, data[2], 2);
    stm_sheet_end_beside(&sheet, data[2], data[3], STM_INK_LETTER,
                         (stm_slice){text.data + cut, text.len - cut});
    check(stm_buf_get(&out), width);
    stm_sheet_release(&sheet);
    stm_buf_release(&out);
    stm_arena_free(arena);
    return 0;
}
