/* search.h - all pairs that share passages, among any number of reports. */
#ifndef STM_COPY_SEARCH_H
#define STM_COPY_SEARCH_H

#include "base/error.h"
#include "copy/pack.h"
#include "text/roll.h"

/* Reports are put, then the search is run, then pairs are written. What grows with the words lies
 * in memory up to a budget and in temporary files beyond it (base/spill.h). In memory are some 300
 * bytes a report, with its id and its outlet's name; of the pairs, those of a thousand reports at a
 * time. Time: linear in words, and in meetings, which copy/meeting.h bounds. */
typedef struct stm_search stm_search;

/* memory: bytes before anything is put on disk, for all together; SIZE_MAX: nothing is, and nothing
 * below fails. */
stm_search *stm_search_new(size_t memory);
void stm_search_free(stm_search *search); /* NULL is allowed */

/* Takes the reports that were packed one behind another. STM_IO: a temporary file fails. */
stm_status stm_search_put(stm_search *search, stm_slice packed, stm_error *error);

/* Puts reports in the order of their ids (text/roll.h); else they stand in that in which they were
 * put. */
void stm_search_sort(stm_search *search, stm_roll_left *left, void *context);

/* The reports, by number: as they were put or, once they were sorted, by id. Borrowed until then.
 */
const stm_standing *stm_search_standings(const stm_search *search, uint32_t *count);

/* Finds the pairs. Once. */
stm_status stm_search_run(stm_search *search, unsigned jobs, stm_error *error);

/* put: called for each pair (copy/copy.h) on any thread, and of those that follow each other in a
 * row; take: with what they put, in the order of the pairs, on the thread that calls; false ends
 * it. standings: of all reports, by number. The pair lasts for the call. */
typedef struct {
    void (*put)(void *context, const stm_standing *standings, const stm_pair *pair, stm_buf *out);
    bool (*take)(void *context, const stm_buf *out);
    void *context;
} stm_search_work;

/* Behind the run, any number of times. STM_OK also where take ended it. */
stm_status stm_search_write(const stm_search *search, unsigned jobs, const stm_search_work *work,
                            stm_error *error);

#endif
