/* brief.h - the account of a story for people, in a terminal or any fixed-width place. */
#ifndef STM_REPORT_BRIEF_H
#define STM_REPORT_BRIEF_H

#include "base/buf.h"
#include "collate/collate.h"

/* width: cells a line, 0 for lines of any length. colour: with the colour codes of ECMA-48; nothing
 * depends on colour alone. full: all of it, where otherwise each part shows its best and says how
 * many more there are. */
typedef struct {
    unsigned width;
    bool colour, full;
} stm_brief_options;

/* Appends the brief: title and reports; what independent origins agree on; where reports differ;
 * who said what in whose wording; what one origin alone has; what lies ahead; what was told apart
 * as no reporting. Letters are reports, the number behind a letter is the paragraph (block) of its
 * report. Words of reports pass through stm_safe_put. */
void stm_brief_put(stm_buf *out, const stm_story *story, const stm_collation *collation,
                   stm_brief_options options);

#endif
