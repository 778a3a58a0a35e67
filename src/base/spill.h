/* spill.h - bytes put one behind another, in memory up to a budget and on disk beyond it. */
#ifndef STM_BASE_SPILL_H
#define STM_BASE_SPILL_H

#include "base/error.h"
#include "base/slice.h"

/* What passes the budget lies in a temporary file in $TMPDIR, or else /tmp, that has no name: it
 * vanishes with the process, however that ends. It is made when it is first needed. */
typedef struct stm_spill stm_spill;

/* budget: bytes held in memory, rounded up to whole MiB; SIZE_MAX: all. 1 MiB more where there is a
 * file. */
stm_spill *stm_spill_new(size_t budget);

/* NULL is allowed. */
void stm_spill_free(stm_spill *spill);

/* Puts the bytes behind those that are there; offset: where they begin. STM_IO where the file
 * cannot be made or written; then the spill serves for nothing but to be freed. */
stm_status stm_spill_put(stm_spill *spill, stm_slice bytes, uint64_t *offset, stm_error *error);

/* Copies len bytes from the offset on, which were put before. Several threads may do so at once,
 * while none puts. STM_IO where the file cannot be read. */
stm_status stm_spill_get(const stm_spill *spill, uint64_t offset, size_t len, void *bytes,
                         stm_error *error);

/* All bytes that were put. */
uint64_t stm_spill_size(const stm_spill *spill);

#endif
