/* headline.h - what a story is called. */
#ifndef STM_STORY_HEADLINE_H
#define STM_STORY_HEADLINE_H

#include "story/gist.h"
#include "story/rarity.h"

/* The title of a story of these reports, as gather.h has it: one of their headlines, or absent. */
stm_slice stm_headline_choose(const stm_rarity *rarity, const stm_gist *reports, uint32_t count);

#endif
