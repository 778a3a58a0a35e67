/* letter.h - the letters that stand for reports in a result. */
#ifndef STM_REPORT_LETTER_H
#define STM_REPORT_LETTER_H

#include "base/buf.h"

#define STM_LETTER_MOST 8

/* A to Z, then AA to ZZ, then AAA and so on, by the report's place among the reports sorted by id.
 * Writes no NUL and returns the length, at most STM_LETTER_MOST. */
size_t stm_letter_write(uint32_t index, char letters[STM_LETTER_MOST]);

void stm_letter_put(stm_buf *out, uint32_t index);

#endif
