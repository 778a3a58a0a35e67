/* fill.h - what a line of a template stands for: text made from the tables of the program. */
#ifndef STM_TOOLS_FILL_H
#define STM_TOOLS_FILL_H

#include "cli/command.h"

#include <stdio.h>

/* Writes whole lines. command: the one that the template is about, or NULL. */
typedef void stm_fill(FILE *out, const stm_command *command);

/* A line "@name@", and who writes what it stands for. Tables end with a name of NULL. */
typedef struct {
    const char *name;
    stm_fill *fill;
    bool needs_command;
} stm_directive;

extern const stm_directive stm_fill_shell[], stm_fill_manual[];

/* The option of this number among all that any command takes, each once; NULL behind the last. */
const stm_option *stm_fill_option(size_t i);

/* Copies the next of the words between spaces, moving *words behind it. False behind the last. */
bool stm_fill_word(const char **words, char *word, size_t size);

#endif
