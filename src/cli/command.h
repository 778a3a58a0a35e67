/* command.h - what a command of the program is: a row of the table in commands.c and a file of its
 * own. Help, completions and man pages are made from what stands here. */
#ifndef STM_CLI_COMMAND_H
#define STM_CLI_COMMAND_H

#include "base/slice.h"
#include "stemma.h"

#include <stdbool.h>

/* Exit codes, as docs and contract promise them. */
enum { EXIT_READ = 0, EXIT_UNREAD = 1, EXIT_USAGE = 2 };

/* An option of the program. argument: the name of its value in the help; NULL: it takes none. The
 * name tells what a shell completes there: OUT a file to write, DATE a date, N and COLUMNS a
 * number, any other a word that nobody can guess. */
typedef struct {
    const char *name, *argument, *help;
} stm_option;

typedef struct {
    bool quiet, json, full, plain, groups, passages, version;
    unsigned jobs, width; /* width 0: as wide as the terminal */
    unsigned memory;      /* MiB; 0: as the library has it */
    uint64_t skip;
    const char *published, *html;
    char **files;
    int file_count;
} stm_arguments;

typedef struct stm_command {
    const char *name;
    const char *operands; /* for the help: "FILE..."; RESULT.json is a result to read */
    const char *summary;
    const char *help;
    const char *const
        *options; /* names of the options that it takes beside the common ones, then NULL */
    int (*run)(const stm_arguments *arguments);
} stm_command;

extern const stm_command stm_command_collate, stm_command_text, stm_command_quotes,
    stm_command_dates, stm_command_copies, stm_command_stories, stm_command_verify;

/* The table, ended by NULL. */
extern const stm_command *const stm_commands[];

/* The i-th of the options that the command takes, in the order of the help; NULL behind the last.
 */
const stm_option *stm_command_option(const stm_command *command, size_t i);

/* What holds of the FILEs of every command: lines, the last without its end. */
extern const char stm_help_files[];

/* What the exit codes mean, by code, ended by NULL. */
extern const char *const stm_help_exits[];

/* Parses what follows the command's name. False after a message: wrong usage. help is set where
 * --help was asked for. */
bool stm_arguments_parse(const stm_command *command, int count, char **words,
                         stm_arguments *arguments, bool *help);

/* Help for all, for one. */
void stm_help_program(void);
void stm_help_command(const stm_command *command);

#endif
