/* carry.h - marked passages without a cue of their own, joined to the quotation that they go on
 * with. */
#ifndef STM_QUOTE_CARRY_H
#define STM_QUOTE_CARRY_H

#include "quote/scene.h"

/* Gives the passages of the frame that stand apart and that no cue has taken to the quotation
 * before them, where it is certain that they belong to it. */
void stm_carry_read(stm_scene *scene, size_t frame);

#endif
