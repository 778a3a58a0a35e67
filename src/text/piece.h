/* piece.h - tokens taken apart at hyphens and between figures and letters, as numbers and times are
 * read: "three-year-old" has three pieces, "1990s" two, "2018-07-15" three. */
#ifndef STM_TEXT_PIECE_H
#define STM_TEXT_PIECE_H

#include "text/document.h"

#define STM_FIGURE_MOST 1e18 /* what is more is read as this, for nothing is counted so far */

typedef enum {
    STM_PIECE_WORD,
    STM_PIECE_FIGURE,   /* a whole number in figures, thousands marked or not: "22", "1,200" */
    STM_PIECE_DECIMAL,  /* "1.5" */
    STM_PIECE_COMPOUND, /* figures with other inner marks: "9:30", "1/2", "7/15/2018" */
    STM_PIECE_MARK
} stm_piece_kind;

typedef enum {
    STM_APART,    /* white space or another mark stands before it, or nothing does */
    STM_HYPHENED, /* a hyphen without white space stands before it */
    STM_GLUED     /* nothing stands between it and the piece before */
} stm_piece_join;

typedef struct {
    stm_span span; /* without a possessive ending */
    uint64_t word; /* stm_word_hash of the piece */
    uint64_t lex;  /* stm_lexicon_classes of word */
    double value;  /* of a figure or a decimal */
    uint32_t token;
    uint32_t rune; /* of a mark */
    uint8_t kind, join, shape;
    uint8_t digits; /* of a figure: how many, at most 255; thousands marked: 0 */
    bool possessive;
} stm_piece;

/* words[i] is items[i].word: what stm_lexicon_match reads. */
typedef struct {
    const stm_piece *items;
    const uint64_t *words;
    uint32_t count;
} stm_pieces;

/* The pieces of the whole document, in the order of the text. Linear. */
stm_pieces stm_pieces_make(stm_arena *arena, const stm_document *doc);

/* Writes the pieces of tokens [first, last) until `room` are written, and returns how many. */
uint32_t stm_pieces_cut(const stm_document *doc, uint32_t first, uint32_t last, stm_piece *out,
                        uint32_t room);

static inline bool stm_piece_in(const stm_piece *piece, enum stm_lex_class class) {
    return piece->lex >> class & 1;
}

#endif
