/* kinship.h - which sayings may give one utterance. */
#ifndef STM_COLLATE_KINSHIP_H
#define STM_COLLATE_KINSHIP_H

#include "collate/affinity.h"

/* Sayings of the same words and speaker, who is sure in all or in none: they are joined from the
 * start, and compared once. members: indexes of sayings, in order. */
typedef struct {
    const uint32_t *members;
    uint32_t count;
    uint32_t speaker;
    bool is_sure;
    stm_wording wording;
} stm_form;

/* Two forms, a < b, that may give one utterance. */
typedef struct {
    uint32_t a, b;
    stm_affinity affinity;
} stm_kin;

/* Forms are sorted by speaker, then by a key of their words, so that their order does not depend on
 * that of the reports; kin by a, then b. */
typedef struct {
    stm_sayings sayings;
    stm_form *forms;
    uint32_t form_count;
    uint32_t bits;     /* log2 of the number of forms, as a weight */
    uint32_t *form_of; /* of each saying */
    stm_kin *kin;
    uint32_t kin_count;
    uint32_t **kin_of; /* of each form: indexes of its kin */
    uint32_t *kin_counts;
} stm_kinship;

/* Compares sayings that share rare concepts; an inverted index with bounded lists finds them. arena
 * must outlive the result; aligner's arena is working memory. */
stm_kinship stm_kinship_find(stm_arena *arena, stm_aligner *aligner, stm_sayings sayings);

/* The affinity of two forms; all zero where they are no kin. */
stm_affinity stm_kinship_of(const stm_kinship *kinship, uint32_t a, uint32_t b);

#endif
