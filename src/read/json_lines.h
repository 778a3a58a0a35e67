/* json_lines.h - one line of JSON lines to a report. */
#ifndef STM_READ_JSON_LINES_H
#define STM_READ_JSON_LINES_H

#include "base/error.h"
#include "text/report.h"

/* What a line gives. The report has no blocks yet; id may be absent. */
typedef struct {
    stm_report report;
    stm_slice html; /* absent where text is given */
} stm_json_line;

/* Fields: id, text or html, title, url, outlet, byline (a string or an array of them), published,
 * updated, language; others are skipped, null is absent, and of two alike the last stands. Fails on
 * bad JSON, on a field of the wrong type, and where neither text nor html is given. The error's
 * offset counts from the line's start. */
stm_status stm_json_line_read(stm_arena *arena, stm_slice line, stm_json_line *out,
                              stm_error *error);

#endif
