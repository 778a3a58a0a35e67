/* progress.h - how far a long run is, on a terminal. */
#ifndef STM_CLI_PROGRESS_H
#define STM_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

/* total: bytes that there are to read; 0: not known. */
typedef struct {
    bool shown; /* whether anything is shown at all */
    uint64_t total;
    double begun, last; /* seconds; last: when a line was written, 0: none stands there */
} stm_progress;

/* Shown only where standard error is a terminal and standard output is none. */
void stm_progress_begin(stm_progress *progress, uint64_t total, bool quiet);

/* Writes the line anew, a few times a second at the most: reports, bytes, rate, time left. */
void stm_progress_show(stm_progress *progress, uint64_t reports, uint64_t bytes);

/* Takes the line away, so that others may stand there. */
void stm_progress_clear(stm_progress *progress);

#endif
