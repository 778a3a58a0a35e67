/* outline.h - a page read in one pass: its text in blocks, the boxes they stand in, and what its
 * head says. No tree: a box knows the box around it, and boxes stand in the order they open. */
#ifndef STM_READ_OUTLINE_H
#define STM_READ_OUTLINE_H

#include "base/buf.h"
#include "read/element.h"
#include "read/metadata.h"
#include "text/report.h"

/* An element that breaks the line, while it is or was open. */
typedef struct {
    uint32_t parent;      /* the box around it; boxes[0] is the page and its own parent */
    uint32_t first, last; /* its blocks */
    uint8_t element;      /* stm_element */
    uint8_t hints;        /* STM_HINT_..., those of the boxes around it not included */
    bool is_hidden;
} stm_box;

/* A run of text between two line breaks; span in the outline's text, white space collapsed. */
typedef struct {
    stm_span span;
    uint32_t box;
    uint32_t linked; /* bytes inside links */
    uint32_t words;
    uint8_t element; /* the nearest of h1 to h6, li, p, blockquote, pre, figcaption, tr */
} stm_outline_block;

typedef struct {
    stm_slice text;
    STM_VEC(stm_box) boxes;
    STM_VEC(stm_outline_block) blocks;
    stm_metadata metadata;
} stm_outline;

/* html must be valid UTF-8. Everything belongs to the arena. Linear; elements nested deeper than a
 * few hundred stand in the box at that depth. */
stm_outline *stm_outline_read(stm_arena *arena, stm_slice html);

#endif
