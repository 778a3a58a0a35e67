/* group.h - reports that are one text but for small edits, and which of them to keep. */
#ifndef STM_COPY_GROUP_H
#define STM_COPY_GROUP_H

#include "copy/near.h"
#include "copy/when.h"
#include "text/report.h"

/* The words that tell reports alike, as stm_scan_words has them: those of the text without its
 * notes. Needs room for stm_scan_most of the text; returns how many. */
uint32_t stm_group_words(const stm_report *report, uint32_t *words);

/* What decides which of reports that are alike stays. */
typedef struct {
    stm_when when;
    uint32_t length; /* bytes of text */
} stm_rank;

/* Negative where x goes first: the earlier (one without a date last), then the longer; 0 where that
 * does not tell, which leaves it to their order. */
int stm_rank_order(stm_rank x, stm_rank y);

/* keep: the first in rank; reports: rising, keep among them. */
typedef struct {
    uint32_t keep, count;
    const uint32_t *reports;
} stm_group;

typedef struct {
    stm_group *items;
    uint32_t count;
} stm_groups;

/* The groups of all reports of the index, by keep; a report without a near-copy is a group of one.
 * ranks: of each. Linear. */
stm_groups stm_groups_make(stm_arena *arena, const stm_rank *ranks, stm_near *near);

#endif
