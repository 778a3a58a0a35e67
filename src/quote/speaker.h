/* speaker.h - whom a source means. */
#ifndef STM_QUOTE_SPEAKER_H
#define STM_QUOTE_SPEAKER_H

#include "quote/scene.h"

/* The speakers of the scene's drafts, in their order: entities, or STM_NOBODY. A pronoun does not
 * mean somebody whom only the words quoted name; it then means the speaker shortly before, if that
 * is a person whom it fits. */
uint32_t *stm_speaker_find(const stm_scene *scene);

#endif
