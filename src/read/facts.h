/* facts.h - what a report's visible text says of the report: title, byline, date, dateline, outlet.
 */
#ifndef STM_READ_FACTS_H
#define STM_READ_FACTS_H

#include "read/words.h"

/* Fills what metadata has left absent, and never more than the text gives. Headings of plain text
 * become STM_BLOCK_HEADING where told; byline and date lines become notes; a dateline's agency a
 * credit. find_headings: the blocks come from text without markup. */
void stm_facts_find(stm_arena *arena, stm_report *report, const stm_words *words,
                    bool find_headings);

/* Adds the people of a byline ("By Jane Doe and John Roe, Staff Writers"), outlets, agencies and
 * roles left out; people already there are not added again. */
void stm_facts_byline(stm_arena *arena, stm_report *report, stm_slice byline);

#endif
