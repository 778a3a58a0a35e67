/* entities.h - character references of HTML ("&amp;", "&#8212;"). */
#ifndef STM_READ_ENTITIES_H
#define STM_READ_ENTITIES_H

#include "base/slice.h"

/* The character reference at text.data[at], which is '&' (WHATWG 13.2.5.72 and on). Returns how
 * many bytes it takes, 0 where the '&' stands for itself. runes[1] is 0 for most. in_attribute:
 * "&copy=" stands for itself there. */
size_t stm_entity_read(stm_slice text, size_t at, bool in_attribute, uint32_t runes[2]);

#endif
