/* bins.h - records of one size sorted into bins as they come, any number of them. */
#ifndef STM_BASE_BINS_H
#define STM_BASE_BINS_H

#include "base/spill.h"

/* The order of records in a bin is that in which they were put. */
typedef struct stm_bins stm_bins;

/* count: of bins; size: of a record. budget: as of a spill; 32 KiB more for each bin in use. */
stm_bins *stm_bins_new(uint32_t count, size_t size, size_t budget);

/* NULL is allowed. */
void stm_bins_free(stm_bins *bins);

/* One thread at a time. STM_IO as stm_spill_put. */
stm_status stm_bins_put(stm_bins *bins, uint32_t bin, const void *record, stm_error *error);

/* How many bins there are, and how many records are in one. */
uint32_t stm_bins_count(const stm_bins *bins);
size_t stm_bins_len(const stm_bins *bins, uint32_t bin);

/* Copies all records of a bin. Several threads may do so at once, while none puts. */
stm_status stm_bins_get(const stm_bins *bins, uint32_t bin, void *records, stm_error *error);

#endif
