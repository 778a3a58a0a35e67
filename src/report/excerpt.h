/* excerpt.h - words of a report cut out of their sentence, made fit to stand by themselves. */
#ifndef STM_REPORT_EXCERPT_H
#define STM_REPORT_EXCERPT_H

#include "text/report.h"

#include "base/buf.h"

/* The text without white space and commas at its ends. */
stm_slice stm_excerpt_trim(stm_slice text);

/* The last word before the byte; empty where there is none. */
stm_slice stm_excerpt_word_before(stm_slice text, size_t at);

/* Appends the words of a clause for the eye: trimmed, a quotation mark that the cut of the clause
 * left without its other half put back or, where nothing follows it, dropped. */
void stm_excerpt_put(stm_buf *out, stm_slice text);

/* Whether the text begins in a lower-case letter, as a clause cut out of its sentence does. */
bool stm_excerpt_is_cut(stm_slice text);

/* Which paragraph (block) of the report the byte stands in, from 1; what lies between two belongs
 * to the one before. 0 before the first. */
size_t stm_excerpt_paragraph(const stm_report *report, uint32_t offset);

#endif
