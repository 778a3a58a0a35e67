/* progress.c - how far a long run is, on a terminal. */
#include "cli/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

void stm_progress_begin(stm_progress *progress, uint64_t total, bool quiet) {
    bool shown = !quiet && isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO);
    *progress = (stm_progress){.shown = shown, .total = total, .begun = now()};
}

static void print_left(double seconds) {
    uint64_t left = (uint64_t)seconds + 1;
    if (left < 60)
        fprintf(stderr, ", %ju s left", (uintmax_t)left);
    else if (left < 3600)
        fprintf(stderr, ", %ju min left", (uintmax_t)(left / 60 + 1));
    else
        fprintf(stderr, ", %ju h %ju min left", (uintmax_t)(left / 3600),
                (uintmax_t)(left % 3600 / 60));
}

void stm_progress_show(stm_progress *progress, uint64_t reports, uint64_t bytes) {
    static const double BETWEEN = .25, SOON = 1, MB = 1e6;
    if (!progress->shown) return;
    double time = now(), passed = time - progress->begun;
    if (passed < SOON || time - progress->last < BETWEEN) return;
    progress->last = time;
    double read = (double)bytes, total = (double)progress->total, rate = read / passed;
    fprintf(stderr, "\r\033[K%ju reports, %.1f", (uintmax_t)reports, read / MB);
    if (progress->total) fprintf(stderr, " of %.1f", total / MB);
    fprintf(stderr, " MB, %.1f MB/s", rate / MB);
    if (total > read && rate > 0) print_left((total - read) / rate);
    fflush(stderr);
}

void stm_progress_clear(stm_progress *progress) {
    if (progress->last > 0) fputs("\r\033[K", stderr);
    progress->last = 0;
}
