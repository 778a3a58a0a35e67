/* plain.h - plain text divided into blocks. */
#ifndef STM_READ_PLAIN_H
#define STM_READ_PLAIN_H

#include "text/report.h"

/* Fills report->blocks from report->text. Lines wrapped by hand make one paragraph up to a blank
 * line; else each line is a block. Items ("- ", "1. ") and quotations ("> ") are told apart;
 * headings are not yet (stm_facts_find). */
void stm_plain_divide(stm_arena *arena, stm_report *report);

/* The text without white space at either end. */
stm_slice stm_plain_trim(stm_slice text);

#endif
