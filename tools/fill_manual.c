/* fill_manual.c - what man pages say of commands and options, in mdoc. */
#include "fill.h"

#include <string.h>

enum { LONGEST_WORD = 100, LONGEST_LINE = 78, LONGEST_HELP = 400 };

/* Running text turned into mdoc. A macro takes a line of its own, punctuation behind it included.
 */
typedef struct {
    FILE *out;
    const char *argument; /* a word that stands for a value here, or NULL */
    size_t column;        /* how much of a line of text is written */
    bool quoted;          /* between ` and ` */
} writer;

static bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

/* Names of operands and of an option's value. */
static bool is_argument(const writer *w, const char *word) {
    return !strcmp(word, "FILE") || (w->argument && !strcmp(word, w->argument));
}

static bool is_variable(const char *word) {
    return is_capital(*word) && strchr(word, '_') &&
           word[strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_")] == 0;
}

static void end_line(writer *w) {
    if (w->column) fputc('\n', w->out);
    w->column = 0;
}

static void put_macro(writer *w, const char *macro, const char *word, const char *behind) {
    end_line(w);
    fprintf(w->out, "%s %s", macro, word);
    for (; *behind; behind++) fprintf(w->out, " %c", *behind);
    fputc('\n', w->out);
}

static void put_plain(writer *w, const char *word, const char *behind) {
    size_t len = strlen(word) + strlen(behind);
    if (w->column + 1 + len > LONGEST_LINE) end_line(w);
    if (w->column) fputc(' ', w->out);
    fprintf(w->out, "%s%s%s", *word == '.' || *word == '\'' ? "\\&" : "", word, behind);
    w->column += 1 + len;
    if (*behind && strchr(behind, '.')) end_line(w); /* mdoc wants a line to a sentence */
}

/* Cuts the punctuation off the word's end; behind gets it, without the marks of quoted commands. */
static void cut(writer *w, char *word, char *behind, bool *closes) {
    size_t len = strlen(word), keep = len;
    while (keep && strchr(".,;:)`", word[keep - 1])) keep--;
    *closes = w->quoted && strchr(word + keep, '`');
    size_t put = 0;
    for (size_t i = keep; i < len; i++)
        if (word[i] != '`') behind[put++] = word[i];
    behind[put] = 0;
    word[keep] = 0;
}

/* `stemma collate --json`: the page of the command, then its option. */
static void put_quoted(writer *w, const char *word, const char *behind) {
    if (!strcmp(word, "stemma") && !*behind) return;
    char page[LONGEST_WORD + 10];
    snprintf(page, sizeof page, "stemma-%s 1", word);
    if (*word == '-')
        put_macro(w, ".Fl", word + 1, behind);
    else
        put_macro(w, ".Xr", page, behind);
}

static void put_word(writer *w, char *word) {
    char behind[LONGEST_WORD];
    bool closes;
    if (*word == '`') w->quoted = true, word++;
    cut(w, word, behind, &closes);
    if (w->quoted)
        put_quoted(w, word, behind);
    else if (!strncmp(word, "--", 2))
        put_macro(w, ".Fl", word + 1, behind);
    else if (is_argument(w, word))
        put_macro(w, ".Ar", word, behind);
    else if (is_variable(word))
        put_macro(w, ".Ev", word, behind);
    else
        put_plain(w, word, behind);
    if (closes) w->quoted = false;
}

static void put_text(FILE *out, const char *text, const char *argument) {
    writer w = {.out = out, .argument = argument};
    char word[LONGEST_WORD];
    while (stm_fill_word(&text, word, sizeof word)) put_word(&w, word);
    end_line(&w);
}

/* What the help says in a line, as a sentence. */
static void put_sentence(FILE *out, const char *text, const char *argument) {
    char sentence[LONGEST_HELP];
    snprintf(sentence, sizeof sentence, "%s.", text);
    if (*sentence >= 'a' && *sentence <= 'z') *sentence = (char)(*sentence - 'a' + 'A');
    put_text(out, sentence, argument);
}

/* "FILE..." is "FILE ..." in mdoc. */
static void put_operands(FILE *out, const char *operands) {
    char word[LONGEST_WORD];
    while (stm_fill_word(&operands, word, sizeof word)) {
        char *dots = strstr(word, "...");
        if (dots) *dots = 0;
        fprintf(out, ".Ar %s%s\n", word, dots ? " ..." : "");
    }
}

static void fill_name(FILE *out, const stm_command *command) {
    fprintf(out, ".Sh NAME\n.Nm stemma-%s\n.Nd %s\n", command->name, command->summary);
}

static void fill_synopsis(FILE *out, const stm_command *command) {
    const stm_option *option;
    fprintf(out, ".Sh SYNOPSIS\n.Nm stemma\n.Cm %s\n", command->name);
    for (size_t i = 0; (option = stm_command_option(command, i)); i++) {
        fprintf(out, ".Op Fl -%s", option->name);
        if (option->argument) fprintf(out, " Ar %s", option->argument);
        fputc('\n', out);
    }
    put_operands(out, command->operands);
}

static void fill_description(FILE *out, const stm_command *command) {
    fputs(".Sh DESCRIPTION\n", out);
    put_text(out, command->help, NULL);
}

static void fill_options(FILE *out, const stm_command *command) {
    const stm_option *option;
    fputs(".Sh OPTIONS\n.Bl -tag -width Ds\n", out);
    for (size_t i = 0; (option = stm_command_option(command, i)); i++) {
        fprintf(out, ".It Fl -%s", option->name);
        if (option->argument) fprintf(out, " Ar %s", option->argument);
        fputc('\n', out);
        put_sentence(out, option->help, option->argument);
    }
    fputs(".El\n.Pp\n", out);
    put_text(out, stm_help_files, NULL);
}

static void fill_exit(FILE *out, const stm_command *command) {
    (void)command;
    fputs(".Sh EXIT STATUS\n.Bl -tag -width Ds\n", out);
    for (int code = 0; stm_help_exits[code]; code++) {
        fprintf(out, ".It %d\n", code);
        put_sentence(out, stm_help_exits[code], NULL);
    }
    fputs(".El\n", out);
}

static void fill_commands(FILE *out, const stm_command *command) {
    (void)command;
    fputs(".Bl -tag -width Ds\n", out);
    for (const stm_command *const *c = stm_commands; *c; c++) {
        fprintf(out, ".It Xr stemma-%s 1\n", (*c)->name);
        put_text(out, (*c)->summary, NULL);
    }
    fputs(".El\n", out);
}

const stm_directive stm_fill_manual[] = {
    {"name", fill_name, true},
    {"synopsis", fill_synopsis, true},
    {"description", fill_description, true},
    {"options", fill_options, true},
    {"exit", fill_exit, false},
    {"commands", fill_commands, false},
    {NULL, NULL, false},
};
