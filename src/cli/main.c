/* main.c - the way into a command of the program. */
#include "cli/command.h"

#include <stdio.h>
#include <string.h>

static const stm_command *find_command(const char *name) {
    for (const stm_command *const *c = stm_commands; *c; c++)
        if (!strcmp((*c)->name, name)) return *c;
    return NULL;
}

/* What was written must have arrived: a full disk is not success. */
static int finish(int code) {
    if (!fflush(stdout) && !ferror(stdout)) return code;
    fputs("stemma: standard output cannot be written\n", stderr);
    return EXIT_UNREAD;
}

static int print_version(void) {
    printf("stemma %s\n", stemma_version());
    return finish(EXIT_READ);
}

int main(int count, char **words) {
    if (count < 2 || !strcmp(words[1], "help") || !strcmp(words[1], "--help")) {
        stm_help_program();
        return finish(count < 2 ? EXIT_USAGE : EXIT_READ);
    }
    if (!strcmp(words[1], "--version")) return print_version();
    const stm_command *command = find_command(words[1]);
    if (!command) {
        fprintf(stderr, "stemma: no command %s (see stemma --help)\n", words[1]);
        return EXIT_USAGE;
    }
    stm_arguments arguments;
    bool help;
    if (!stm_arguments_parse(command, count - 2, words + 2, &arguments, &help)) return EXIT_USAGE;
    if (help) {
        stm_help_command(command);
        return finish(EXIT_READ);
    }
    if (arguments.version) return print_version();
    return finish(command->run(&arguments));
}
