/* report.h - one published account: its text, what it says of itself, and how it is divided. */
#ifndef STM_TEXT_REPORT_H
#define STM_TEXT_REPORT_H

#include "base/vec.h"

typedef enum {
    STM_BLOCK_PARAGRAPH,
    STM_BLOCK_HEADING,
    STM_BLOCK_ITEM,
    STM_BLOCK_CAPTION,
    STM_BLOCK_QUOTE
} stm_block_kind;

/* A block never overlaps another; blocks stand in the order of the text and, with the white space
 * between them, make it whole. */
typedef struct {
    stm_block_kind kind;
    stm_span span;
} stm_block;

/* Text that is not reporting. */
typedef enum {
    STM_NOTE_COPYRIGHT,
    STM_NOTE_UPDATE,
    STM_NOTE_CORRECTION,
    STM_NOTE_CREDIT,
    STM_NOTE_CONTACT,
    STM_NOTE_PROMO,
    STM_NOTE_LABEL,
    STM_NOTE_REPEAT
} stm_note_kind;

/* of: for STM_NOTE_REPEAT, the earlier span that this one repeats; else empty. Notes do not overlap
 * and stand in the order of the text. */
typedef struct {
    stm_note_kind kind;
    stm_span span, of;
} stm_note;

/* An agency or outlet whose reporting this report says it carries or cites, under its usual name,
 * and the words that say so. carries: the text itself is the agency's ("(Northwire) -", "This
 * article includes reporting from"), not just one fact cited from it ("according to the Tass news
 * agency"). */
typedef struct {
    stm_slice name;
    stm_span span;
    bool carries;
} stm_credit;

/* All memory belongs to the arena that the reader was given. Absent facts have data NULL. */
typedef struct {
    stm_slice id;     /* never absent; unique within a run */
    stm_slice source; /* the input's path as given, or "-" */
    uint64_t offset;  /* the byte of the input (unpacked) that the report's record begins at */
    stm_slice url, title, outlet, language;
    stm_slice published, updated; /* ISO 8601: YYYY-MM-DD or YYYY-MM-DDThh:mm[:ss](Z|+hh:mm|) */
    stm_slice dateline;           /* the place of a dateline, as printed */
    stm_slice text;               /* valid UTF-8, at most STM_TEXT_MAX bytes; what spans index */
    STM_VEC(stm_slice) byline;    /* a person each */
    STM_VEC(stm_block) blocks;
    STM_VEC(stm_note) notes;
    STM_VEC(stm_credit) credits;
} stm_report;

#endif
