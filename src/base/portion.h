/* portion.h - output made of many items, portion by portion on several threads, in order. */
#ifndef STM_BASE_PORTION_H
#define STM_BASE_PORTION_H

#include "base/buf.h"
#include "base/error.h"

/* Items are numbered from 0. */
typedef struct {
    /* The item behind the portion that begins with `first`; first itself: there is no more. */
    size_t (*end)(void *context, size_t first);
    /* Appends what the items [first, last) give to out; may fail. On any thread. */
    stm_status (*put)(void *context, size_t first, size_t last, stm_buf *out, stm_error *error);
    /* What a portion has put, in the order of portions, on the thread that calls; false: no more is
     * wanted. */
    bool (*take)(void *context, const stm_buf *out);
} stm_portions;

/* Up to `jobs` threads, this one among them (0 and 1: this one alone). Ends with the first portion
 * that fails, or that is the last one wanted, which is STM_OK; what later ones gave is not taken.
 */
stm_status stm_portions_put(const stm_portions *portions, void *context, unsigned jobs,
                            stm_error *error);

#endif
