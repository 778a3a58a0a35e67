/* fill_shell.c - what completions for bash, zsh and fish say of commands and options. */
#include "fill.h"

#include <string.h>

/* What a shell offers for an operand or for the value of an option. */
typedef enum { A_WORD, A_DATE, A_NUMBER, A_FILE, A_RESULT } value_kind;

static value_kind kind_of(const char *word) {
    static const struct {
        const char *word;
        value_kind kind;
    } kinds[] = {{"DATE", A_DATE}, {"N", A_NUMBER},     {"COLUMNS", A_NUMBER},
                 {"OUT", A_FILE},  {"FILE...", A_FILE}, {"RESULT.json", A_RESULT}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!strcmp(word, kinds[i].word)) return kinds[i].kind;
    return A_WORD;
}

/* The text with each of the bytes that the shell would take for its own escaped. */
static void put_escaped(FILE *out, const char *text, const char *bytes) {
    for (; *text; text++) {
        if (*text == '\'' && strchr(bytes, '\''))
            fputs("'\\''", out);
        else if (strchr(bytes, *text))
            fprintf(out, "\\%c", *text);
        else
            fputc(*text, out);
    }
}

/* ---- bash ---- */

static const char *bash_kind(const char *word) {
    static const char *const names[] = {"word", "word", "word", "file", "result"};
    return names[kind_of(word)];
}

static void fill_bash_commands(FILE *out, const stm_command *command) {
    (void)command;
    fputs("    local commands='", out);
    for (const stm_command *const *c = stm_commands; *c; c++) fprintf(out, "%s ", (*c)->name);
    fputs("help --help --version'\n", out);
}

static void fill_bash_cases(FILE *out, const stm_command *command) {
    (void)command;
    for (const stm_command *const *c = stm_commands; *c; c++) {
        const stm_option *option;
        fprintf(out, "    %s)\n        options='", (*c)->name);
        for (size_t i = 0; (option = stm_command_option(*c, i)); i++)
            fprintf(out, "%s--%s", i ? " " : "", option->name);
        fputs("'\n        operands=(", out);
        char word[40];
        const char *rest = (*c)->operands;
        while (stm_fill_word(&rest, word, sizeof word))
            fprintf(out, "%s%s", bash_kind(word), *rest ? " " : "");
        fputs(")\n        ;;\n", out);
    }
}

static void fill_bash_values(FILE *out, const stm_command *command) {
    (void)command;
    const stm_option *option;
    for (size_t i = 0; (option = stm_fill_option(i)); i++)
        if (option->argument)
            fprintf(out, "    --%s) kind=%s ;;\n", option->name, bash_kind(option->argument));
}

/* ---- zsh ---- */

/* "DATE:action"; the message shows where nothing can be offered. */
static void put_zsh_value(FILE *out, const char *word) {
    static const char *const actions[] = {" ", " ", " ", "_files", "_files -g \"*.json(-.)\""};
    static const char *const messages[] = {"", " (YYYY-MM-DD)", " (a number)", "", ""};
    value_kind kind = kind_of(word);
    fprintf(out, "%s%s:%s", word, messages[kind], actions[kind]);
}

static void fill_zsh_commands(FILE *out, const stm_command *command) {
    (void)command;
    for (const stm_command *const *c = stm_commands; *c; c++) {
        fprintf(out, "        '%s:", (*c)->name);
        put_escaped(out, (*c)->summary, "'");
        fputs("'\n", out);
    }
}

static void put_zsh_option(FILE *out, const stm_option *option) {
    fprintf(out, "            '--%s%s[", option->name, option->argument ? "=" : "");
    put_escaped(out, option->help, "'[]\\");
    fputc(']', out);
    if (option->argument) {
        fputc(':', out);
        put_zsh_value(out, option->argument);
    }
    fputs("' \\\n", out);
}

static void fill_zsh_cases(FILE *out, const stm_command *command) {
    (void)command;
    for (const stm_command *const *c = stm_commands; *c; c++) {
        const stm_option *option;
        fprintf(out, "    %s)\n        _arguments -S \\\n", (*c)->name);
        for (size_t i = 0; (option = stm_command_option(*c, i)); i++) put_zsh_option(out, option);
        char word[40];
        const char *rest = (*c)->operands;
        for (int place = 1; stm_fill_word(&rest, word, sizeof word); place++) {
            if (*rest)
                fprintf(out, "            '%d:", place);
            else
                fputs("            '*:", out);
            put_zsh_value(out, word);
            fputs(*rest ? "' \\\n" : "'\n", out);
        }
        fputs("        ;;\n", out);
    }
}

/* ---- fish ---- */

static void put_fish_description(FILE *out, const char *text) {
    fputs(" -d '", out);
    for (; *text; text++) fprintf(out, *text == '\'' || *text == '\\' ? "\\%c" : "%c", *text);
    fputc('\'', out);
}

static void fill_fish_commands(FILE *out, const stm_command *command) {
    (void)command;
    for (const stm_command *const *c = stm_commands; *c; c++) {
        fprintf(out, "complete -c stemma -n __stemma_wants_command -a %s", (*c)->name);
        put_fish_description(out, (*c)->summary);
        fputc('\n', out);
    }
}

static void put_fish_option(FILE *out, const stm_command *command, const stm_option *option) {
    fprintf(out, "complete -c stemma -n '__stemma_is %s' -l %s", command->name, option->name);
    if (option->argument) fputs(kind_of(option->argument) == A_FILE ? " -r -F" : " -x", out);
    put_fish_description(out, option->help);
    fputc('\n', out);
}

static void fill_fish_options(FILE *out, const stm_command *command) {
    (void)command;
    for (const stm_command *const *c = stm_commands; *c; c++) {
        const stm_option *option;
        for (size_t i = 0; (option = stm_command_option(*c, i)); i++)
            put_fish_option(out, *c, option);
        if (!strncmp((*c)->operands, "RESULT.json", strlen("RESULT.json")))
            fprintf(out,
                    "complete -c stemma -n '__stemma_is %s; and __stemma_wants_first' -k"
                    " -a '(__fish_complete_suffix .json)'\n",
                    (*c)->name);
    }
}

const stm_directive stm_fill_shell[] = {
    {"bash-commands", fill_bash_commands, false}, {"bash-cases", fill_bash_cases, false},
    {"bash-values", fill_bash_values, false},     {"zsh-commands", fill_zsh_commands, false},
    {"zsh-cases", fill_zsh_cases, false},         {"fish-commands", fill_fish_commands, false},
    {"fish-options", fill_fish_options, false},   {NULL, NULL, false},
};
