/* lines.h - results as JSON lines: what `text`, `quotes`, `dates` and `copies` print. */
#ifndef STM_REPORT_LINES_H
#define STM_REPORT_LINES_H

#include "base/buf.h"
#include "collate/collate.h"
#include "copy/cut.h"
#include "story/gather.h"

/* Each appends whole lines, an object of the contract a line. */

/* The members of the `text` object in a fixed order, "text" last. */
void stm_lines_put_report(stm_buf *out, const stm_report *report);

/* text, beside the contract's members, is what was said, its runs joined by a space. */
void stm_lines_put_quotes(stm_buf *out, const stm_report *report, const stm_names *names,
                          stm_quotes quotes);

void stm_lines_put_dates(stm_buf *out, const stm_report *report, stm_timexes times);

/* a and b: the ids of the pair's reports. */
void stm_lines_put_pair(stm_buf *out, stm_slice a, stm_slice b, const stm_pair *pair);

/* One group. ids: of all reports; cuts: of all of them, or NULL, for a line without "cut". */
void stm_lines_put_group(stm_buf *out, const stm_slice *ids, const stm_group *group,
                         const stm_cuts *cuts);

/* What a report was seen to be as it came. ids: of all so far; report, story: numbers of them. */
void stm_lines_put_seen(stm_buf *out, const stm_slice *ids, uint32_t report,
                        stm_near_matches copies, uint32_t story);

void stm_lines_put_story(stm_buf *out, const stm_gathering *story);

#endif
