/* stories.h - reports filed into stories as they come, in the order of time. */
#ifndef STM_STORY_STORIES_H
#define STM_STORY_STORIES_H

#include "story/node.h"
#include "story/rarity.h"

/* How reports are filed. In time order (those without a date first), each joins the open topic it
 * is likest to, or opens one; the index gives the few topics that share its rarest words, so that
 * its cost does not grow with the archive. A topic closes when no report has joined it for some
 * days, or when too many are open, and is divided into stories then (divide.h): what a topic says
 * of itself is known best when it is whole.
 *
 * Memory: vectors of the reports of open topics, some 1,000 bytes each, and of every other report 4
 * bytes; the words of all reports, some 20 bytes each. */
typedef struct stm_stories stm_stories;

stm_stories *stm_stories_new(void);
void stm_stories_free(stm_stories *stories);

/* Tells of a report that is about to be added. The reports of one day are told of together, before
 * the first of them is added, so that none is judged by what was not published yet, and none by
 * chance before its neighbours. */
void stm_stories_expect(stm_stories *stories, stm_vector vector);

/* Files the next report, whose time is not before that of the last; STM_UNDATED ones come first.
 * Reports are numbered from 0 as they are added. Returns the first report of the topic that it
 * joins, which is its own number where it opens one. */
uint32_t stm_stories_add(stm_stories *stories, stm_vector vector, int64_t time);

/* Closes all topics. Returns the story of each report: the number of its first report. Borrowed
 * until stm_stories_free. */
const uint32_t *stm_stories_end(stm_stories *stories);

/* How rare terms are among all reports so far. Borrowed until stm_stories_free. */
const stm_rarity *stm_stories_rarity(const stm_stories *stories);

#endif
