/* each.h - what each report gives by itself. */
#ifndef STM_API_EACH_H
#define STM_API_EACH_H

#include "api/run.h"

/* Appends the lines of one report. arena: for what is found on the way. */
void stm_each_put(stemma_lines lines, stm_arena *arena, const stm_report *report, stm_buf *out);

/* Whether the lines are sought in the text, and so only in a text that stm_run_takes. */
bool stm_each_searches(stemma_lines lines);

#endif
