/* passage.h - shared passages of two reports: seeds grown to runs, runs chained over edits.
 *
 * A run is a stretch of equal words. Runs that follow each other in both reports with few other
 * words between them make a chain, as in local alignment with a match worth one and a word of a gap
 * costing one; then the gaps are aligned word by word and the ends grown over small edits. */
#ifndef STM_COPY_PASSAGE_H
#define STM_COPY_PASSAGE_H

#include "copy/copy.h"
#include "copy/meeting.h"

enum {
    STM_PASSAGE_LEAST = STM_RUN_SURE, /* matching words, asides left out */
    STM_PASSAGE_GAP = 20,             /* words of an edit inside a passage, on its longer side */
    STM_PASSAGE_CLAUSE = 8 /* matching words of narration, small edits aside, that count as shared;
                              a "she said" between two quotations does not */
};

/* What a thread needs to find passages; reports of any length up to that of the longest stream. */
typedef struct stm_passage_bench stm_passage_bench;

stm_passage_bench *stm_passage_bench_new(stm_arena *arena, uint32_t longest);

/* What two streams share. words_*: words inside passages; narration_*: words of narration that
 * match narration. A word is counted once, and asides not at all. */
typedef struct {
    STM_VEC(stm_passage) passages; /* by place in a, then in b */
    uint32_t words_a, words_b;
    uint32_t narration_a, narration_b;
    uint32_t recurring; /* matching words that recur, in all passages */
    uint32_t slip;      /* the first of a's slips that narration of both has, or STM_SLIP_NONE */
} stm_shared;

/* seeds: those of a and b alone, sorted by diagonal, then by a. Passages belong to the arena.
 * Each word of either side that can be matched is in a passage; a passage that one side repeats is
 * given once for each of its places there. Time: linear in seeds and words that match. */
stm_shared stm_passages_find(stm_arena *arena, stm_passage_bench *bench, const stm_speech *a,
                             const stm_speech *b, const stm_seed *seeds, size_t count);

#endif
