/* json_loose.h - JSON as the scripts of pages hold it, to JSON. */
#ifndef STM_READ_JSON_LOOSE_H
#define STM_READ_JSON_LOOSE_H

#include "base/arena.h"

/* One JSON array of the values in the script, in the arena. Mended are: comments, CDATA and HTML
 * comments around values, several values after each other, commas too many or missing, names
 * without quotes, line breaks and quotes inside strings, escapes that are none. What is JSON keeps
 * its meaning; what is beyond mending is left to the reader to refuse. Linear. */
stm_slice stm_json_loose_read(stm_arena *arena, stm_slice script);

#endif
