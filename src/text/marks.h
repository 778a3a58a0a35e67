/* marks.h - quotation marks paired into quoted passages, however badly they were typed. */
#ifndef STM_TEXT_MARKS_H
#define STM_TEXT_MARKS_H

#include "text/document.h"

/* A passage between quotation marks. inner: the bytes between the marks; outer: the marks included
 * (equal at a side where the mark is missing). Passages of depth 0 are outermost and do not
 * overlap; a nested one follows the passage that holds it. */
typedef struct {
    stm_span outer, inner;
    uint32_t depth;
    bool continues; /* a multi-paragraph quotation goes on in the next passage: no closing mark here
                     */
    bool unclosed;  /* the mark that should close it is missing or faces the wrong way */
} stm_marked;

typedef struct {
    const stm_marked *items;
    uint32_t count;
} stm_marks;

/* Handles “ ” „ « » ‹ › " '' `` and single ‘ ’ ' (apostrophes told apart), marks that face the
 * wrong way, a mark that is never closed (bounded by its block), and an opening mark repeated at
 * each paragraph. Linear in the tokens. */
stm_marks stm_marks_find(stm_arena *arena, const stm_document *doc);

/* For each token whether it lies inside a passage of depth 0 (marks included); doc->token_count
 * long. */
bool *stm_marks_cover(stm_arena *arena, const stm_document *doc, stm_marks marks);

#endif
