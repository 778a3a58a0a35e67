/* quotation.h - quotations of one utterance joined across reports. */
#ifndef STM_COLLATE_QUOTATION_H
#define STM_COLLATE_QUOTATION_H

#include "collate/collate.h"

/* Fills out->quotations with the utterances that the story's quotations give, each with its
 * witnesses and apparatus; an utterance of one report alone is one, too. Cannot fail.
 *
 * A quotation is cut into sayings, one a sentence. Sayings of different reports and one speaker
 * are joined by their shared words, rare ones most; never two different sayings of one report, and
 * a saying without a speaker only where its words are nearly equal. Joined sayings that stand side
 * by side wherever both are printed become one utterance again. A short marked fragment joins the
 * one utterance that holds it, and none where several do. */
void stm_quotations_join(stm_arena *arena, const stm_story *story, stm_collation *out);

#endif
