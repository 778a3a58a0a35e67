/* meeting.h - where reports meet: the fingerprints that two of them have, among any number. */
#ifndef STM_COPY_MEETING_H
#define STM_COPY_MEETING_H

#include "base/error.h"
#include "copy/fingerprint.h"

enum {
    /* A fingerprint is kept at so many places of one report; a passage that one report repeats more
     * often is looked for at the first of them. Bounds the cost of text that repeats itself. */
    STM_MEETING_REPEATS = 8,
    /* One that stands in more places than the crowd makes a report meet only the next
     * STM_MEETING_NEXT places, itself among them: thousands of copies of one text are found to be
     * copies in a chain, not each of each. The crowd is STM_MEETING_CROWD, or the most with which a
     * place meets no more than STM_MEETING_MEAN others in the mean, so that time and space are
     * linear; a set in which STM_MEETING_FREE meetings suffice need not go so low. */
    STM_MEETING_CROWD = 1000,
    STM_MEETING_NEXT = 8,
    STM_MEETING_MEAN = 32,
    STM_MEETING_FREE = 4 << 20,
    /* A fingerprint recurs where so many reports have it, three quarters of them or more of one
     * outlet; where no outlet is known, where three quarters have it at one distance from their
     * end, or from their beginning. What recurs in a report and is less than half of it is a frame,
     * which the outlet puts round its reports; what is more is a report that it prints in many
     * versions. A fingerprint is of a frame where it is in most of the reports that have it,
     * and makes these meet nobody: to share a frame is no finding. */
    STM_MEETING_RECURS = 10
};

/* The same fingerprint in two reports: word a of the one, word b of other. */
typedef struct {
    uint32_t other, a, b;
} stm_seed;

/* Those of the reports [first, last): those of report r are seeds[from[r - first]] to seeds[from[r
 * - first + 1] - 1]; other > r. */
typedef struct {
    stm_seed *seeds;
    size_t *from;
    uint32_t first, last;
} stm_seeds;

/* Fingerprints, and then meetings, lie in memory up to a budget and on disk beyond it. In memory
 * are 24 bytes a report, 8 a recurring fingerprint, and what one thread sorts at a time: a 256th of
 * the fingerprints. */
typedef struct stm_meetings stm_meetings;

stm_meetings *stm_meetings_new(size_t budget);
void stm_meetings_free(stm_meetings *meetings); /* NULL is allowed */

/* Takes the fingerprints of the next report; reports are numbered from 0. */
stm_status stm_meetings_put(stm_meetings *meetings, const stm_fingerprint *items, size_t count,
                            stm_error *error);

/* Once, behind all puts. ranks[i]: the rank of report i among the count that take part, UINT32_MAX
 * where it does not; from here on reports are told by rank. outlets: of each rank, 0 where unknown.
 * The result depends on neither jobs nor the order of puts. */
stm_status stm_meetings_find(stm_meetings *meetings, const uint32_t *ranks, const uint64_t *outlets,
                             uint32_t count, unsigned jobs, stm_error *error);

/* The reports are in so many parts, in order; a part is to be held in memory. */
uint32_t stm_meetings_parts(const stm_meetings *meetings);
stm_status stm_meetings_part(stm_arena *arena, const stm_meetings *meetings, uint32_t part,
                             stm_seeds *seeds, stm_error *error);

/* Sorts seeds of one report by other, then by diagonal (b - a), then by a. */
void stm_seeds_sort(stm_seed *seeds, size_t count);

/* Words at which something begins that the report's outlet prints in many reports:
 * STM_FINGERPRINT_WORDS words from each. Unsorted. */
const uint32_t *stm_meetings_recurring(const stm_meetings *meetings, uint32_t report,
                                       uint32_t *count);

#endif
