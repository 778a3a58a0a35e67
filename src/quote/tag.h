/* tag.h - reporting clauses behind or inside what they report: “...,” she said; ..., according to.
 */
#ifndef STM_QUOTE_TAG_H
#define STM_QUOTE_TAG_H

#include "quote/scene.h"

/* Adds the drafts of the frame whose content begins before the cue, and those of phrases such as
 * "according to". */
void stm_tag_read(stm_scene *scene, size_t frame);

#endif
