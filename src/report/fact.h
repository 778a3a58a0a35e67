/* fact.h - what a reader is told of statements and the sides of a difference. */
#ifndef STM_REPORT_FACT_H
#define STM_REPORT_FACT_H

#include "base/buf.h"
#include "collate/collate.h"

/* Whether more than half of the statement, in more than half of its witnesses, is somebody's very
 * words, so that the quotations give it better. */
bool stm_fact_is_quoted(const stm_story *story, const stm_statement *statement);

/* The name to put before the words of a statement or a side; absent where nobody is said to say it,
 * or where the words have the last word of the name. */
stm_slice stm_fact_speaker(const stm_story *story, uint32_t speaker, stm_slice text);

/* Appends what a side's figure or date amounts to where its words do not show it; of the ways of
 * stating, all but the plain one is named. Nothing where there is nothing to add. */
void stm_fact_put_value(stm_buf *out, stm_difference_kind kind, const stm_side *side);

/* What the sides differ in, as a newsroom would say it: "figures", "yes or no". */
const char *stm_fact_kind(stm_difference_kind kind);

/* " copyright line", " copyright lines": what was told apart as no reporting. */
const char *stm_fact_note(stm_note_kind kind, bool many);
enum { STM_FACT_NOTES = STM_NOTE_REPEAT + 1 };

#endif
