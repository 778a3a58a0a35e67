/* roll.h - which reports there are, each told once, wherever their texts lie. */
#ifndef STM_TEXT_ROLL_H
#define STM_TEXT_ROLL_H

#include "base/vec.h"

/* offset: in the source, where the report begins; tie: a hash of what it says; number: its place
 * among all as they came. */
typedef struct {
    stm_slice id, source;
    uint64_t offset, tie;
    uint32_t number;
} stm_roll_entry;

typedef STM_VEC(stm_roll_entry) stm_roll;

/* A report that is left out, since another has its id. */
typedef void stm_roll_left(void *context, stm_slice source, uint64_t offset);

/* Puts reports in the order of their ids, so that nothing depends on that in which they came. Of
 * those with one id, the first by source, by place and by what it says stays. */
void stm_roll_sort(stm_roll *roll, stm_roll_left *left, void *context);

#endif
