/* inputs.h - the files of a command line given to a run, and what went wrong told on stderr. */
#ifndef STM_CLI_INPUTS_H
#define STM_CLI_INPUTS_H

#include "base/file.h"
#include "cli/command.h"

/* What the program was given, in one order whatever the order of the words. */
typedef struct {
    const stm_arguments *arguments;
    stm_arena *arena; /* the names */
    stm_paths paths;
    size_t next;     /* the first path not yet loaded */
    size_t problems; /* files that could not be read, and what runs told */
    bool is_usage;   /* a run could not be made: wrong usage, already told */
} stm_inputs;

/* Lists the files; what cannot be listed is told and counted. */
void stm_inputs_init(stm_inputs *inputs, const stm_arguments *arguments);
void stm_inputs_release(stm_inputs *inputs);

/* A run over the next files: as many as fit about `batch` bytes, all for SIZE_MAX. NULL where none
 * are left, or on wrong usage. arena holds the bytes and must outlive the run. */
stemma *stm_inputs_next(stm_inputs *inputs, stm_arena *arena, size_t batch);

/* Sinks that write to standard output: every byte; what a terminal can show of text, the rest as
 * "?". */
int stm_inputs_print(void *context, const char *bytes, size_t len);
int stm_inputs_print_shown(void *context, const char *bytes, size_t len);

/* Tells on standard error, unless --quiet, what is wrong with the source at this byte of it. */
void stm_inputs_tell(const stm_arguments *arguments, const char *source, uint64_t offset,
                     const char *message);

/* The exit code for what happened. */
int stm_inputs_code(const stm_inputs *inputs);

/* Runs put over all files in batches of bounded size: for commands to which a report is a world of
 * its own. */
typedef stemma_status stm_put(stemma *run, stemma_sink *sink, void *context);
int stm_inputs_each(const stm_arguments *arguments, stm_put *put, stemma_sink *sink);

/* Runs put once over all files. */
int stm_inputs_all(const stm_arguments *arguments, stm_put *put);

#endif
