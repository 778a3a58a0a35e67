/* chain.h - runs of equal words of two reports, and the chains they make over edits. */
#ifndef STM_COPY_CHAIN_H
#define STM_COPY_CHAIN_H

#include "copy/meeting.h"

/* len equal words, from word a of the one stream and word b of the other. */
typedef struct {
    uint32_t a, b, len;
} stm_run;

/* Runs in the order of both reports, not overlapping in either. */
typedef STM_VEC(stm_run) stm_chain;

/* By matching words, most first, then by place: long ones may claim their words first. */
typedef STM_VEC(stm_chain) stm_chains;

/* seeds: sorted by diagonal, then by a. */
stm_chains stm_chains_make(stm_arena *arena, const stm_speech *a, const stm_speech *b,
                           const stm_seed *seeds, size_t count);

/* The matching words. */
uint32_t stm_chain_words(const stm_chain *chain);

#endif
