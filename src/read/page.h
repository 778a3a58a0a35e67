/* page.h - an HTML page to the text and the facts of its report. */
#ifndef STM_READ_PAGE_H
#define STM_READ_PAGE_H

#include "text/report.h"

/* Fills text, blocks and the facts that are absent from the page, valid UTF-8. Never fails: a page
 * without main text gives an empty text. One pass over the bytes, linear, at any depth. */
void stm_page_read(stm_arena *arena, stm_slice html, stm_report *report);

/* Fills text and blocks from a piece of markup that is all text, such as a feed's entry: nothing
 * but what is hidden is left out, and no facts are sought. */
void stm_page_read_piece(stm_arena *arena, stm_slice html, stm_report *report);

#endif
