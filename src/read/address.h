/* address.h - addresses (URI references) made absolute. */
#ifndef STM_READ_ADDRESS_H
#define STM_READ_ADDRESS_H

#include "base/arena.h"

/* Bytes of a base; a longer one is none, so that it cannot make every short reference long. */
#define STM_ADDRESS_BASE_MAX 1024

/* Whether it begins with a scheme ("https:", "tag:"). */
bool stm_address_is_absolute(stm_slice address);

/* The reference seen from base (RFC 3986, 5.2). As it is where base is absent, not absolute or too
 * long. */
stm_slice stm_address_join(stm_arena *arena, stm_slice base, stm_slice reference);

#endif
