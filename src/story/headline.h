/* headline.h - what a story is called. */
#ifndef STM_STORY_HEADLINE_H
#define STM_STORY_HEADLINE_H

#include "story/rarity.h"

/* The title of a story of these reports; gather.h says which. Lies in a report, or is absent. */
stm_slice stm_headline_choose(stm_rarity *rarity, const stm_report *const *reports,
                              const stm_vector *const *vectors, uint32_t count);

#endif
