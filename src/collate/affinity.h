/* affinity.h - how far two sayings give one utterance. */
#ifndef STM_COLLATE_AFFINITY_H
#define STM_COLLATE_AFFINITY_H

#include "collate/saying.h"

/* Some words of a saying: as they stand, and the concepts of the content words among them and of
 * those that a negation governs, sorted, each once. content_weight: of content. */
typedef struct {
    stm_align_words words, content, negated;
    uint32_t weight, content_weight;
} stm_phrase;

/* A saying as it is compared: all of its words, and those between quotation marks. */
typedef struct {
    stm_phrase all, marked;
    bool direct; /* all words are marked */
} stm_wording;

stm_wording stm_wording_of(stm_arena *arena, const stm_saying *saying);

/* score: 0 (apart) to 1000. contains: all but nothing of the shorter one's marked words stand
 * together in the other. verbatim: the weight of these words. equal: so do the longer one's in the
 * shorter. */
typedef struct {
    uint32_t score, verbatim;
    bool contains, equal;
} stm_affinity;

/* bits: how much must be known to tell one utterance of the story from all others: log2 of their
 * number, as a weight. Shared words have to weigh about that much. Give the two in one order
 * always: it may decide a tie. */
stm_affinity stm_affinity_of(stm_aligner *aligner, uint32_t bits, const stm_wording *a,
                             const stm_wording *b);

#endif
