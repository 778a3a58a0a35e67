/* align.h - the words of two sequences put side by side. */
#ifndef STM_COLLATE_ALIGN_H
#define STM_COLLATE_ALIGN_H

#include "base/vec.h"

#define STM_ALIGN_NONE UINT32_MAX

/* What a word does, where a difference in it is more than one of wording. */
enum {
    STM_ALIGN_NUMBER = 1,
    STM_ALIGN_NEGATION = 2,
    STM_ALIGN_AUXILIARY = 4,
    STM_ALIGN_STOPWORD = 8,
    STM_ALIGN_TENSED = 16, /* a form that shows its tense: "stated", "stating" */
    STM_ALIGN_MARKED = 32, /* stands between quotation marks */
    STM_ALIGN_NAME = 64    /* a content word that begins with a capital */
};

/* A word to be aligned. word: equal where two words are printed alike but for case and typography;
 * stem: equal where they are forms of one word. concept: equal where one may stand for the other,
 * and the stem where nothing may; align does not look at it. weight: what matching it is worth, as
 * stm_weights has it. span: its bytes in whatever text the caller reads, and role, bits of the
 * above: align looks at neither. breaks: words may be missing right before it at no cost (a new run
 * of a quotation that was cut). */
typedef struct {
    uint64_t word, stem, concept;
    stm_span span;
    uint16_t weight;
    uint8_t role;
    bool breaks;
} stm_align_word;

typedef struct {
    const stm_align_word *items;
    uint32_t count;
} stm_align_words;

/* Working memory, taken from arena and used again by each alignment. Zero but for the arena. One
 * thread at a time. */
typedef struct {
    stm_arena *arena;
    uint8_t *cells;
    struct stm_align_score *rows;
    struct stm_align_column *columns;
    uint32_t *spare;
    size_t cell_cap, row_cap, column_cap, spare_cap;
} stm_aligner;

/* Room for count numbers, such as a match that is soon forgotten; valid until the next call. */
uint32_t *stm_aligner_spare(stm_aligner *aligner, uint32_t count);

/* match[i] for each word of a: the word of b that stands for it, or STM_ALIGN_NONE; increasing.
 * Equal words and words of one stem match, nothing else. Global alignment with affine gaps (Gotoh
 * 1982), gaps at either end being free, so that a part of a longer text finds its place; among
 * equally good alignments the one whose matches stand first in b. Texts whose product of lengths
 * passes STM_ALIGN_CELLS are first cut at words that each holds once (patience), and what is still
 * too large between two cuts stays unmatched, so the cost never is quadratic in a hostile text.
 * Returns how many words matched. */
uint32_t stm_align_pair(stm_aligner *aligner, stm_align_words a, stm_align_words b,
                        uint32_t *match);

#define STM_ALIGN_CELLS ((size_t)1 << 20)

#endif
