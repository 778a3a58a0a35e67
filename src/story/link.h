/* link.h - groups joined two by two, the likest first. */
#ifndef STM_STORY_LINK_H
#define STM_STORY_LINK_H

#include "base/arena.h"

/* Average linkage over count items. pairs[i * count + k]: the sum of likenesses between i and k, of
 * as many pairs as weights[i] * weights[k]; symmetric; changed on the way. Joins while the likest
 * two have a mean of at least `threshold`. Sets group[i] to the first item of i's group. Of equal
 * means the first two are joined. Time: the square of count as a rule, its cube at worst. */
void stm_link(stm_arena *arena, double *pairs, const uint32_t *weights, uint32_t count,
              double threshold, uint32_t *group);

#endif
