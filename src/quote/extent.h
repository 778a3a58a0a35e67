/* extent.h - where what a cue takes ends. */
#ifndef STM_QUOTE_EXTENT_H
#define STM_QUOTE_EXTENT_H

#include "quote/content.h"

/* The token behind the content, whose cue is the verb group (or STM_NO_GROUP for another kind of
 * cue). */
uint32_t stm_extent_end(const stm_scene *scene, stm_frame frame, uint32_t group,
                        stm_content content);

#endif
