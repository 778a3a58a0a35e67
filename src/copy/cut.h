/* cut.h - which spans of reports can be cut because they stand elsewhere too, whole sentences of
 * them, so that of everything that was said one copy stays. */
#ifndef STM_COPY_CUT_H
#define STM_COPY_CUT_H

#include "base/vec.h"
#include "copy/group.h"
#include "text/document.h"

/* A sentence: its words as a hash, in which case and marks do not count. */
typedef struct {
    uint64_t said;
    stm_span span;
    uint32_t words;
} stm_cut_sentence;

/* Of a report, in the order of its text. */
typedef struct {
    const stm_cut_sentence *items;
    uint32_t count;
} stm_cut_sentences;

stm_cut_sentences stm_cut_sentences_find(stm_arena *arena, const stm_document *doc);

enum { STM_CUT_LEAST = 8 }; /* words of sentences in a row below which nothing is cut */

/* The words of span in report stand in of_span of of_report too, which no cut touches. */
typedef struct {
    uint32_t report, of_report;
    stm_span span, of_span;
} stm_cut;

/* The cuts of report r are items[from[r]] to items[from[r + 1] - 1], in the order of its text. */
typedef struct {
    const stm_cut *items;
    const uint32_t *from;
} stm_cuts;

/* A sentence stays where it stands first in the first report that has it: those that groups keep go
 * before the others, then by rank. Sentences that follow each other there and here are one cut. So
 * nothing is lost where all reports are kept and cut, nor where only those to keep are. A report
 * that repeats itself is left as it is. Linear. sentences, ranks: of each report of the groups. */
stm_cuts stm_cuts_find(stm_arena *arena, const stm_cut_sentences *sentences, uint32_t count,
                       const stm_rank *ranks, stm_groups groups);

#endif
