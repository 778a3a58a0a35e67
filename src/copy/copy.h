/* copy.h - shared passages of reports, and which report took them from which. */
#ifndef STM_COPY_COPY_H
#define STM_COPY_COPY_H

#include "text/marks.h"

typedef enum { STM_NARRATION, STM_QUOTATION } stm_passage_kind;

/* A passage that two reports share, edits allowed. similarity: matching words over the longer
 * side's words, 0 to 1. kind: STM_QUOTATION where most of the shared words are somebody else's in
 * one report or both: between marks, in a block quotation, in a speaker's turn of a transcript. A
 * passage that mixes both is not split; what narration it holds is counted in the pair. */
typedef struct {
    stm_span a, b;
    uint32_t tokens;    /* matching words; notes but repeats are no part */
    uint32_t narration; /* those in clauses of narration that no passage before it has in a */
    double similarity;
    stm_passage_kind kind;
} stm_passage;

typedef enum {
    STM_COPY, /* a and b are one text */
    STM_A_FROM_B,
    STM_B_FROM_A,
    STM_COMMON_SOURCE, /* both took from a third, seen or unseen */
    STM_UNKNOWN        /* they share, and nothing tells why */
} stm_relation;

enum { STM_REASON_SIDES = 4 };

#define STM_SLIP_NONE UINT32_MAX

/* words: such as "b credits Northwire"; sides: the bytes of words that name the reports of the pair
 * by the letter a or b, for those who know them by another name. */
typedef struct {
    stm_slice words;
    uint32_t sides[STM_REASON_SIDES], side_count;
} stm_reason;

/* a and b index the documents, a < b. why: the reasons of the relation. */
typedef struct {
    uint32_t a, b;
    STM_VEC(stm_passage) passages;   /* by place in a */
    double overlap_a, overlap_b;     /* the share of each report's words inside passages */
    double narration_a, narration_b; /* the share of each report's narration that matches */
    uint32_t narration; /* words of narration that match, on the side where they are fewer; scraps
                           below a clause of 8 words do not count */
    uint32_t recurring; /* matching words of a frame (copy/meeting.h); no narration */
    uint32_t slip;      /* of a's, one that both make in narration; STM_SLIP_NONE */
    stm_relation relation;
    STM_VEC(stm_reason) why;
} stm_pair;

typedef struct {
    stm_pair *items;
    uint32_t count;
} stm_pairs;

/* All pairs that share a passage, sorted by a, then b. Exact: every run of 16 equal words or more
 * that no note cuts is found, shorter ones only where they continue such a run over a small edit;
 * but a passage that stands more than 8 times in one report is looked for at 8 of its places, and
 * where hundreds of reports print one passage and all pairs would be too many, it joins each to the
 * next 7 (copy/meeting.h). What an outlet puts round many of its reports, above or below them, is
 * no finding: it is part of a passage only where one goes on over it, and two reports that share
 * nothing else are no pair.
 * All is held in memory; copy/search.h takes any number of reports.
 * docs must be sorted by id for the result not to depend on their order. marks[i] belongs to
 * docs[i]. jobs: threads, at least 1; the result does not depend on them.
 *
 * Relations rest on narration alone, and on the reasons given in why, the decisive one first; the
 * thresholds stand in relation.h. */
stm_pairs stm_pairs_find(stm_arena *arena, const stm_document *const *docs, const stm_marks *marks,
                         uint32_t count, unsigned jobs);

/* One report's place in the family: origin is the index of the report that stands for its origin,
 * the first in time (then the longest) of its tree; itself where it is independent.
 *
 * A report is of one origin with another where most of its narration stands there, or a good part
 * of both where both carry one agency, or it is an outlet's later version of its own report; but
 * not with a later report that merely holds it. It is joined to the one report that holds most of
 * it, so that edges make a forest in which every report but the roots has the edge that accounts
 * for it: count = origins + edges.len. Shared quotations make no edge. */
typedef struct {
    uint32_t *origin;          /* count numbers */
    uint32_t *parent;          /* count numbers; UINT32_MAX for a root */
    uint32_t origins;          /* how many distinct ones */
    STM_VEC(stm_pair *) edges; /* sorted by a, then b */
} stm_family;

stm_family stm_family_make(stm_arena *arena, const stm_document *const *docs, uint32_t count,
                           stm_pairs pairs);

/* The origins of the reports that were packed one behind another (copy/pack.h), sorted by id. All
 * is held in memory. */
uint32_t stm_pairs_origins(stm_slice packed);

#endif
