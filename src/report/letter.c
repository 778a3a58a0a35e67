/* letter.c - the letters that stand for reports in a result. */
#include "report/letter.h"

size_t stm_letter_write(uint32_t index, char letters[STM_LETTER_MOST]) {
    size_t len = 0;
    uint64_t rest = (uint64_t)index + 1;
    for (; rest; rest = (rest - 1) / 26) letters[len++] = (char)('A' + (rest - 1) % 26);
    for (size_t i = 0; i < len / 2; i++) {
        char first = letters[i];
        letters[i] = letters[len - 1 - i];
        letters[len - 1 - i] = first;
    }
    return len;
}

void stm_letter_put(stm_buf *out, uint32_t index) {
    char letters[STM_LETTER_MOST];
    stm_buf_put(out, (stm_slice){letters, stm_letter_write(index, letters)});
}
