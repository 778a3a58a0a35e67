/* all.h - what the reports of a flow give together: copies, groups, stories. */
#ifndef STM_API_ALL_H
#define STM_API_ALL_H

#include "api/run.h"

typedef struct stm_all stm_all;

/* How it is found. Functions that fail do so with STM_IO, where a temporary file does. */
typedef struct {
    const char *name; /* of the command: the source of its problems */
    /* memory: bytes held before temporary files are used. */
    void *(*begin)(stemma_lines lines, size_t memory);
    void (*end)(void *work);
    /* Appends what is needed of one report. On any thread. */
    void (*put)(void *work, stm_arena *arena, const stm_report *report, stm_buf *out);
    /* Takes what was put, of reports that follow each other. */
    stm_status (*take)(void *work, stm_slice packed, stm_error *error);
    /* Once all are taken: finds what there is and pours it. */
    stm_status (*write)(void *work, stm_all *all, stm_error *error);
} stm_all_kind;

extern const stm_all_kind stm_all_copies, stm_all_groups, stm_all_stories;

/* The run's threads. */
unsigned stm_all_jobs(const stm_all *all);

/* Writes whole lines; false: no more are wanted. */
bool stm_all_pour(stm_all *all, const stm_buf *lines);

/* Tells of a report that is left out, since another has its id: a stm_roll_left whose context is
 * all. */
void stm_all_left(void *all, stm_slice source, uint64_t offset);

/* Reads all reports that flow by, and writes what they give together. Nothing is written where
 * stream->progress ends the flow, whole lines where it does so later. A temporary file that fails
 * is told to the run's problem function. */
stemma_status stm_all_stream(const stm_all_kind *kind, stemma *run,
                             const stemma_stream_options *stream, stemma_sink *sink, void *context);

/* The same for the run's own reports. */
stemma_status stm_all_held(const stm_all_kind *kind, stemma_lines lines, stemma *run,
                           stemma_sink *sink, void *context);

#endif
