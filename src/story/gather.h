/* gather.h - any number of reports gathered into stories. */
#ifndef STM_STORY_GATHER_H
#define STM_STORY_GATHER_H

#include "base/buf.h"
#include "base/error.h"
#include "text/report.h"
#include "text/roll.h"

/* Reports are packed, on any thread, and put; then they are filed, and the stories are written.
 * What grows with the words lies in memory up to a budget and in temporary files beyond it
 * (base/spill.h). In memory are some 150 bytes a report, with its id, beside what stories.h says of
 * filing, and of the stories those that are being written. */
typedef struct stm_gather stm_gather;

/* memory: bytes before anything is put on disk, for all together; SIZE_MAX: nothing is, and nothing
 * below fails. */
stm_gather *stm_gather_new(size_t memory);
void stm_gather_free(stm_gather *gather); /* NULL is allowed */

/* Appends what is needed of the report: some 1,000 bytes and 16 a word. arena: for what is made on
 * the way. */
void stm_gather_pack(stm_arena *arena, const stm_report *report, stm_buf *out);

/* Takes the reports that were packed one behind another. STM_IO: a temporary file fails. */
stm_status stm_gather_put(stm_gather *gather, stm_slice packed, stm_error *error);

/* Files the reports into stories, whatever the order in which they were put; of those with one id
 * one stays (text/roll.h). Once. */
stm_status stm_gather_file(stm_gather *gather, stm_roll_left *left, void *context,
                           stm_error *error);

/* The reports of one event, by their ids in the order of time: those without a date first, then by
 * date, then by id. title: of their titles, the one that is most like all the reports; where none
 * has one, of the sentences that they begin with; absent where no report has a word. first and
 * last: dates as reports give them, absent where none does. origins: how many of the reports are of
 * independent origin (copy/copy.h), as far as this story's reports tell; 0: not counted, for they
 * are larger than STM_GATHER_COUNTED. */
typedef struct {
    const stm_slice *reports;
    stm_slice title, first, last;
    uint32_t count, origins;
} stm_gathering;

#define STM_GATHER_COUNTED ((size_t)4 << 20) /* bytes of text of a story */

/* put: called for each story on any thread; take: with what those that follow each other have put,
 * in the order of their first reports, on the thread that calls; false ends it. The story lasts for
 * the call. */
typedef struct {
    void (*put)(void *context, const stm_gathering *story, stm_buf *out);
    bool (*take)(void *context, const stm_buf *out);
    void *context;
} stm_gather_work;

/* Behind the filing. STM_OK also where take ended it. */
stm_status stm_gather_write(const stm_gather *gather, unsigned jobs, const stm_gather_work *work,
                            stm_error *error);

#endif
