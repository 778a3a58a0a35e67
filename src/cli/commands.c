/* commands.c - the table of commands. */
#include "cli/command.h"

const stm_command *const stm_commands[] = {
    &stm_command_collate, &stm_command_text,    &stm_command_quotes, &stm_command_dates,
    &stm_command_copies,  &stm_command_stories, &stm_command_verify, NULL,
};
