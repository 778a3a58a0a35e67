/* content.h - where what a cue takes begins. */
#ifndef STM_QUOTE_CONTENT_H
#define STM_QUOTE_CONTENT_H

#include "quote/scene.h"

typedef enum {
    STM_CONTENT_NONE,
    STM_CONTENT_PASSAGE, /* a passage that stands apart begins at start */
    STM_CONTENT_CLAUSE,  /* a clause or an infinitive */
    STM_CONTENT_NOUN     /* a noun phrase, or whatever completes the verb */
} stm_content_kind;

typedef struct {
    stm_content_kind kind;
    uint32_t start;
} stm_content;

/* What the cue that ends before token at, of the verb group, takes behind it. flags: STM_CUE_... */
stm_content stm_content_behind(const stm_scene *scene, stm_frame frame, uint32_t group, uint32_t at,
                               uint32_t flags);

#endif
