/* roll.c - which reports there are, each told once. */
#include "text/roll.h"

#include <stdlib.h>

static int by_id(const void *left, const void *right) {
    const stm_roll_entry *x = left, *y = right;
    int order = stm_slice_order(x->id, y->id);
    if (!order) order = stm_slice_order(x->source, y->source);
    if (!order) order = (x->offset > y->offset) - (x->offset < y->offset);
    return order ? order : (x->tie > y->tie) - (x->tie < y->tie);
}

void stm_roll_sort(stm_roll *roll, stm_roll_left *left, void *context) {
    size_t kept = 0;
    if (roll->len) qsort(roll->items, roll->len, sizeof *roll->items, by_id);
    for (size_t i = 0; i < roll->len; i++) {
        const stm_roll_entry *entry = &roll->items[i];
        if (kept && stm_slice_is(roll->items[kept - 1].id, entry->id))
            left(context, entry->source, entry->offset);
        else
            roll->items[kept++] = *entry;
    }
    roll->len = kept;
}
