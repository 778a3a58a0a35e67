/* near.h - near-copies among millions of reports: an index of sketches, asked while it grows.
 *
 * Reports that have a band in common (sketch.h) are candidates; the similarity of each pair of them
 * is then counted from their words, so that no pair is called a near-copy by chance. Which pairs
 * are missed is told by the curve in sketch.h, and by what is done with crowds: of a band that more
 * reports have in common only the last STM_NEAR_CROWD are candidates, and a report is compared with
 * no more than STM_NEAR_TRIES that turn out to be none, those with most bands in common first. So a
 * report costs the same however many there are. */
#ifndef STM_COPY_NEAR_H
#define STM_COPY_NEAR_H

#include "base/error.h"
#include "base/spill.h"
#include "copy/sketch.h"

#define STM_NEAR_LEAST 0.80 /* the similarity from which two reports are one text */

enum { STM_NEAR_CROWD = 64, STM_NEAR_TRIES = 64 };

/* Takes some 400 bytes a report, and 68 a word of the longest that was compared; the words
 * themselves are borrowed. Of a report whose words another has had, it takes 6 bytes. At most 100
 * million reports with different words; beyond, memory is said to be out. */
typedef struct stm_near stm_near;

/* least: the similarity of a near-copy, above 0, at most 1. words: where those of reports lie that
 * are added by stm_near_add_put; NULL where none is. */
stm_near *stm_near_new(double least, const stm_spill *words);
void stm_near_free(stm_near *near);

/* A report added before that is a near-copy of the one being added. */
typedef struct {
    uint32_t report;
    double similarity;
} stm_near_match;

/* What was found for a report; valid until the next is added. Of each group one match at least, not
 * all: once two reports are known to be of one group they are not compared. */
typedef struct {
    const stm_near_match *items;
    uint32_t count;
} stm_near_matches;

/* Adds a report, whose number is how many were added before it. words: as stm_scan_words has them,
 * alive and unchanged as long as the index; sketch: of these words. Reports with fewer than
 * STM_SKETCH_LEAST words are near-copies of nothing. */
stm_near_matches stm_near_add(stm_near *near, const uint32_t *words, uint32_t count,
                              const stm_sketch *sketch);

/* The same for a report whose words were put in the spill at this offset. */
stm_near_matches stm_near_add_put(stm_near *near, uint64_t words, uint32_t count,
                                  const stm_sketch *sketch);

/* STM_IO where words could not be read at any time: then nothing that was found holds. */
stm_status stm_near_status(const stm_near *near, stm_error *error);

uint32_t stm_near_count(const stm_near *near);

/* The first report of the group that the report is in: reports joined by near-copies, directly or
 * by others between them. */
uint32_t stm_near_group(stm_near *near, uint32_t report);

/* Bytes that the index has taken. */
size_t stm_near_size(const stm_near *near);

#endif
