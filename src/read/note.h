/* note.h - passages of a report that are not reporting: copyright, updates, corrections, credits,
 * contacts, promos and labels, by the lists of data/en/notes.txt. */
#ifndef STM_READ_NOTE_H
#define STM_READ_NOTE_H

#include "read/words.h"

/* Adds notes to those that are there already, and sorts them. Fills an absent outlet, and an absent
 * byline, from a copyright line, and an outlet from a contact line. */
void stm_notes_find(stm_arena *arena, stm_report *report, const stm_words *words);

/* Sorts the notes by place and drops what an earlier one overlaps. */
void stm_notes_sort(stm_report *report);

/* What a line alone is on a page. */
typedef enum {
    STM_LINE_TEXT,
    STM_LINE_ASIDE, /* "Advertisement" */
    STM_LINE_BOX,   /* a newsletter, a subscription, a link to more */
    STM_LINE_PROMO, /* announces other stories */
    STM_LINE_TALK   /* announces readers' comments */
} stm_note_line;

stm_note_line stm_note_line_of(const stm_words *line);

#endif
