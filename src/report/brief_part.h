/* brief_part.h - what the parts of a brief share. */
#ifndef STM_REPORT_BRIEF_PART_H
#define STM_REPORT_BRIEF_PART_H

#include "report/brief.h"
#include "report/sheet.h"

typedef struct {
    stm_sheet sheet;
    const stm_story *story;
    const stm_collation *collation;
    stm_brief_options options;
    stm_arena *arena;
    stm_buf tail, measured, tidied;
    bool cut; /* something was left out */
} stm_brief_part;

/* The parts, in the order in which they are printed. One with nothing to say prints nothing. */
void stm_brief_part_head(stm_brief_part *part);
void stm_brief_part_agreed(stm_brief_part *part);
void stm_brief_part_different(stm_brief_part *part);
void stm_brief_part_quotes(stm_brief_part *part);
void stm_brief_part_only(stm_brief_part *part);
void stm_brief_part_times(stm_brief_part *part);
void stm_brief_part_notes(stm_brief_part *part);

/* An empty line, and the heading with a gloss (may be NULL). */
void stm_brief_part_heading(stm_brief_part *part, const char *heading, const char *gloss);

/* How many of count items are shown, where at most `most` are unless all are asked for. */
size_t stm_brief_part_shown(const stm_brief_part *part, size_t count, size_t most);

/* "… and n more", where something was left out. */
void stm_brief_part_more(stm_brief_part *part, size_t left, unsigned indent);

/* "A1 C3 D2 +41": a letter and the paragraph of each witness, as far as there is room. Borrowed
 * until the next call of this or the next function. */
stm_slice stm_brief_part_places(stm_brief_part *part, const stm_witness *items, size_t count);

/* "ACD +41", with spaces between where letters have two or more. */
stm_slice stm_brief_part_letters(stm_brief_part *part, const uint32_t *reports, size_t count);

/* Puts the date in words (date_words.h). */
void stm_brief_part_put_date(stm_brief_part *part, stm_ink ink, stm_slice date);

/* Puts a clause cut out of its sentence, with "… " where that shows, and its beginning and "…"
 * where it would take more than `most` cells and not all is asked for. */
void stm_brief_part_put_excerpt(stm_brief_part *part, stm_slice text, size_t most);

/* The cells that the text takes on the sheet. */
size_t stm_brief_part_cells(stm_brief_part *part, stm_slice text);

/* How many bytes of text fit `most` cells, cut at a space where one is near; all where all fit or
 * all is asked for. */
size_t stm_brief_part_cut(const stm_brief_part *part, stm_slice text, size_t most);

/* Puts text, or its beginning and "…" where it would take more than `most` cells and not all is
 * asked for. */
void stm_brief_part_put(stm_brief_part *part, stm_ink ink, stm_slice text, size_t most);

static inline const stm_report *stm_brief_part_report(const stm_brief_part *part, uint32_t index) {
    return part->story->accounts[index].doc->report;
}

#endif
