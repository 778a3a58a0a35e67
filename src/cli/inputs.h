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
    size_t next;     /* the first path not yet opened */
    size_t problems; /* files that could not be read, and what runs told */
    bool is_usage;   /* a run could not be made: wrong usage, already told */
} stm_inputs;

/* Lists the files; what cannot be listed is told and counted. */
void stm_inputs_init(stm_inputs *inputs, const stm_arguments *arguments);
void stm_inputs_release(stm_inputs *inputs);

/* A run over all files; NULL where there are none, or on wrong usage. arena holds their bytes and
 * must outlive the run. */
stemma *stm_inputs_run(stm_inputs *inputs, stm_arena *arena);

/* Sinks that write to standard output: every byte; what a terminal can show of text, the rest as
 * "?". */
int stm_inputs_print(void *context, const char *bytes, size_t len);
int stm_inputs_print_shown(void *context, const char *bytes, size_t len);

/* Tells on standard error, unless --quiet, what is wrong with the source at this byte of it. */
void stm_inputs_tell(const stm_arguments *arguments, const char *source, uint64_t offset,
                     const char *message);

/* The same, counted as a problem. */
void stm_inputs_blame(stm_inputs *inputs, const char *source, uint64_t offset, const char *message);

/* Tells that what --published was given is no date. */
void stm_inputs_refuse_date(stm_inputs *inputs);

/* The exit code for what happened. */
int stm_inputs_code(const stm_inputs *inputs);

#endif
