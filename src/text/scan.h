/* scan.h - the words of a text as numbers, and nothing else of them: for work over millions. */
#ifndef STM_TEXT_SCAN_H
#define STM_TEXT_SCAN_H

#include "base/slice.h"

/* Room for the words of so many bytes, however many spans they are scanned in. */
static inline size_t stm_scan_most(size_t bytes) {
    return bytes / 2 + 1;
}

/* Writes a number for each word that lies in the span of the text, in order, and returns how many;
 * words needs room for stm_scan_most of the span. A word is letters, marks and digits without
 * anything between them ("don't" is two, "off-the-charts" three), in Han and kana each character;
 * case is folded. Equal words have equal numbers, the same on every machine; two different ones
 * have the same once in 2^32. Much cheaper than stm_document_new: no lists, stems or sentences. */
uint32_t stm_scan_words(stm_slice text, stm_span span, uint32_t *words);

#endif
