/* intern.h - one copy of strings that come again and again. */
#ifndef STM_BASE_INTERN_H
#define STM_BASE_INTERN_H

#include "base/map.h"
#include "base/vec.h"

/* Zero-initialise; memory belongs to the arena given to stm_intern_put. */
typedef struct {
    stm_map numbers; /* by hash */
    STM_VEC(stm_slice) strings;
} stm_intern;

/* The same bytes for the same string; absent for an empty one. */
stm_slice stm_intern_put(stm_arena *arena, stm_intern *intern, stm_slice string);

#endif
