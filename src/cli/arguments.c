/* arguments.c - the option table, reading a command line by it, and the help made from it. */
#include "cli/command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const stm_option options[] = {
    {"published", "DATE", "the date (YYYY-MM-DD) of reports that carry none"},
    {"json", NULL, "print the result as JSON"},
    {"html", "OUT", "write the account as a page to the file OUT"},
    {"full", NULL, "leave nothing out of the brief"},
    {"width", "COLUMNS", "wrap at this width (default: the terminal's, else 100)"},
    {"plain", NULL, "print only the text"},
    {"skip", "N", "leave out the first N reports"},
    {"groups", NULL, "print groups of copies, and which report of each to keep"},
    {"passages", NULL, "with --groups: print which spans to cut, too"},
    {"memory", "N", "hold N MiB before using temporary files (default: 1024)"},
    {"jobs", "N", "use N threads (default: one a core)"},
    {"quiet", NULL, "no messages on stderr but for usage"},
    {"help", NULL, "print this help"},
    {"version", NULL, "print the version"},
};
static const char *const common[] = {"jobs", "quiet", "help", "version", NULL};

enum { OPTIONS = sizeof options / sizeof *options };

static bool is_among(const char *name, const char *const *names) {
    for (; names && *names; names++)
        if (!strcmp(*names, name)) return true;
    return false;
}

static bool takes(const stm_command *command, const char *name) {
    return is_among(name, common) || is_among(name, command->options);
}

const stm_option *stm_command_option(const stm_command *command, size_t i) {
    for (size_t at = 0; at < OPTIONS; at++)
        if (takes(command, options[at].name) && !i--) return &options[at];
    return NULL;
}

static const stm_option *find_option(const stm_command *command, const char *name, size_t len) {
    for (size_t i = 0; i < OPTIONS; i++)
        if (strlen(options[i].name) == len && !memcmp(options[i].name, name, len) &&
            takes(command, options[i].name))
            return &options[i];
    return NULL;
}

static bool complain(const stm_command *command, const char *word, const char *what) {
    fprintf(stderr, "stemma %s: %s %s (see stemma %s --help)\n", command->name, word, what,
            command->name);
    return false;
}

static bool read_number(const char *value, uint64_t *out) {
    char *end;
    errno = 0;
    *out = strtoull(value, &end, 10);
    return *value >= '0' && *value <= '9' && !*end && !errno;
}

enum { COUNT_MOST = 1000000 };

static bool read_count(const char *value, unsigned *out) {
    uint64_t number;
    if (!read_number(value, &number) || number < 1 || number > COUNT_MOST) return false;
    *out = (unsigned)number;
    return true;
}

static bool apply(const stm_command *command, const stm_option *option, const char *value,
                  stm_arguments *arguments, bool *help) {
    const char *name = option->name;
    if (!strcmp(name, "help"))
        *help = true;
    else if (!strcmp(name, "version"))
        arguments->version = true;
    else if (!strcmp(name, "quiet"))
        arguments->quiet = true;
    else if (!strcmp(name, "json"))
        arguments->json = true;
    else if (!strcmp(name, "full"))
        arguments->full = true;
    else if (!strcmp(name, "plain"))
        arguments->plain = true;
    else if (!strcmp(name, "groups"))
        arguments->groups = true;
    else if (!strcmp(name, "passages"))
        arguments->passages = true;
    else if (!strcmp(name, "html"))
        arguments->html = value;
    else if (!strcmp(name, "published"))
        arguments->published = value;
    else if (!strcmp(name, "skip")) {
        if (!read_number(value, &arguments->skip)) return complain(command, name, "takes a number");
    } else if (!read_count(value, !strcmp(name, "jobs")     ? &arguments->jobs
                                  : !strcmp(name, "memory") ? &arguments->memory
                                                            : &arguments->width))
        return complain(command, option->name, "takes a number from 1 to 1000000");
    return true;
}

/* words[*at] begins with "--". */
static bool read_option(const stm_command *command, char **words, int count, int *at,
                        stm_arguments *arguments, bool *help) {
    const char *word = words[*at], *equals = strchr(word, '=');
    size_t len = equals ? (size_t)(equals - word) : strlen(word);
    const stm_option *option = find_option(command, word + 2, len - 2);
    if (!option) return complain(command, word, "is no option of it");
    const char *value = equals ? equals + 1 : NULL;
    if (!option->argument && value) return complain(command, word, "takes no value");
    if (option->argument && !value) {
        if (*at + 1 >= count) return complain(command, word, "needs a value");
        value = words[++*at];
    }
    return apply(command, option, value, arguments, help);
}

bool stm_arguments_parse(const stm_command *command, int count, char **words,
                         stm_arguments *arguments, bool *help) {
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    *arguments = (stm_arguments){.files = words, .jobs = cores > 0 ? (unsigned)cores : 1};
    *help = false;
    bool only_files = false;
    for (int at = 0; at < count; at++) {
        const char *word = words[at];
        if (!only_files && !strcmp(word, "--")) {
            only_files = true;
        } else if (!only_files && word[0] == '-' && word[1]) {
            if (word[1] != '-') return complain(command, word, "is no option of it");
            if (!read_option(command, words, count, &at, arguments, help)) return false;
        } else {
            words[arguments->file_count++] = words[at];
        }
    }
    if (*help || arguments->version || arguments->file_count) return true;
    return complain(command, "FILE", "is missing");
}

const char stm_help_files[] =
    "FILE may be a file, a folder (all files below it) or - for standard input. Plain text, HTML,\n"
    "feeds, JSON lines and web archives are told apart by their content; each may be packed with\n"
    "gzip or zstd.";

const char *const stm_help_exits[] = {"all was read", "some input could not be read", "wrong usage",
                                      NULL};

static void print_option(const stm_option *option) {
    char left[40];
    snprintf(left, sizeof left, "--%s%s%s", option->name, option->argument ? " " : "",
             option->argument ? option->argument : "");
    printf("  %-18s %s\n", left, option->help);
}

void stm_help_command(const stm_command *command) {
    printf("stemma %s - %s\n\nusage: stemma %s [OPTION...] %s\n\n%s\n\n", command->name,
           command->summary, command->name, command->operands, command->help);
    const stm_option *option;
    for (size_t i = 0; (option = stm_command_option(command, i)); i++) print_option(option);
    printf("\n%s\n\nexit:", stm_help_files);
    for (int code = 0; stm_help_exits[code]; code++)
        printf("%s %d %s", code ? "," : "", code, stm_help_exits[code]);
    putchar('\n');
}

void stm_help_program(void) {
    puts("stemma - many news reports in, one cited account out\n\nusage: stemma COMMAND "
         "[OPTION...] FILE...\n");
    for (const stm_command *const *c = stm_commands; *c; c++)
        printf("  %-10s %s\n", (*c)->name, (*c)->summary);
    puts("\nstemma COMMAND --help tells more.");
}
