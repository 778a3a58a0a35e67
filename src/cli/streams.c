/* streams.c - the files of a command line read as they flow by. */
#include "cli/streams.h"

#include "cli/progress.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

/* The signal that asked for an end; 0: none did. */
static volatile sig_atomic_t interrupted;

static const int ending[] = {SIGINT, SIGTERM, SIGHUP};
enum { ENDINGS = sizeof ending / sizeof *ending };

/* Who reads the output may have stopped to, and a report may be large. */
enum { GRACE = 2 /* seconds */ };

static void on_signal(int number) {
    interrupted = number;
    alarm(GRACE);
}

static void on_alarm(int number) {
    (void)number;
    raise(interrupted);
}

/* What is ignored stays so: that is how nohup does its work. */
static void catch_signals(struct sigaction *before) {
    signal(SIGALRM, on_alarm);
    for (int i = 0; i < ENDINGS; i++) {
        struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
        sigemptyset(&action.sa_mask);
        sigaction(ending[i], NULL, &before[i]);
        if (before[i].sa_handler != SIG_IGN) sigaction(ending[i], &action, NULL);
    }
}

static void release_signals(const struct sigaction *before) {
    for (int i = 0; i < ENDINGS; i++) sigaction(ending[i], &before[i], NULL);
    signal(SIGALRM, SIG_DFL);
}

typedef struct {
    stm_inputs inputs;
    int file; /* that is open; -1: none is */
    stm_progress progress;
    uint64_t reports;
    bool together; /* nothing is written until all is read */
} streaming;

static void close_file(streaming *s) {
    if (s->file > STDIN_FILENO) close(s->file);
    s->file = -1;
}

static ptrdiff_t pull(void *context, char *bytes, size_t most) {
    const streaming *s = context;
    ssize_t got;
    do got = read(s->file, bytes, most);
    while (got < 0 && errno == EINTR && !interrupted);
    return got;
}

static int next(void *context, stemma_input *input) {
    streaming *s = context;
    close_file(s);
    while (s->inputs.next < s->inputs.paths.len && !interrupted) {
        const char *path = s->inputs.paths.items[s->inputs.next++].data;
        stm_error error;
        if (stm_file_open(path, &s->file, &error) == STM_OK) {
            *input = (stemma_input){path, pull, s};
            return 1;
        }
        stm_progress_clear(&s->progress);
        stm_inputs_blame(&s->inputs, path, error.offset, error.message);
    }
    return 0;
}

static int on_progress(void *context, uint64_t reports, uint64_t bytes) {
    streaming *s = context;
    s->reports = reports;
    stm_progress_show(&s->progress, reports, bytes);
    return interrupted != 0;
}

static void on_problem(void *context, const stemma_problem *problem) {
    streaming *s = context;
    stm_progress_clear(&s->progress);
    stm_inputs_blame(&s->inputs, problem->source, problem->offset, problem->message);
}

static uint64_t total_size(const stm_paths *paths) {
    uint64_t total = 0;
    for (size_t i = 0; i < paths->len; i++) {
        uint64_t size = stm_file_size(paths->items[i].data);
        if (!size) return 0;
        total += size;
    }
    return total;
}

/* Ends as the signal would have, once what was written has arrived. */
static void end_by_signal(const streaming *s) {
    if (fflush(stdout)) return;
    if (!s->inputs.arguments->quiet && !s->together)
        fprintf(stderr, "stemma: ended behind %ju reports; --skip %ju goes on there\n",
                (uintmax_t)s->reports, (uintmax_t)s->reports);
    raise(interrupted);
}

int stm_streams_put(const stm_arguments *arguments, stemma_lines lines, stemma_sink *sink) {
    streaming s = {.file = -1, .together = lines > STEMMA_LINES_DATES};
    struct sigaction before[ENDINGS];
    stm_inputs_init(&s.inputs, arguments);
    stm_progress_begin(&s.progress, total_size(&s.inputs.paths), arguments->quiet);
    catch_signals(before);
    stemma_options options = {.jobs = arguments->jobs,
                              .published = arguments->published,
                              .problem = on_problem,
                              .context = &s};
    stemma_stream_options stream = {.lines = lines,
                                    .skip = arguments->skip,
                                    .memory = (size_t)arguments->memory << 20,
                                    .next = next,
                                    .progress = on_progress,
                                    .context = &s};
    stemma_status status = stemma_stream(&options, &stream, sink, NULL);
    if (status == STEMMA_USAGE) stm_inputs_refuse_date(&s.inputs);
    close_file(&s);
    stm_progress_clear(&s.progress);
    release_signals(before);
    if (interrupted && status == STEMMA_OK) end_by_signal(&s);
    int code = stm_inputs_code(&s.inputs);
    stm_inputs_release(&s.inputs);
    return code;
}
