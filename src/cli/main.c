/* main.c - the way into a command of the program. */
#include "base/arena.h"
#include "cli/command.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/* What operator new calls in uchardet, which is C++ and would throw; NULL where no C++ is loaded.
 */
__attribute__((weak)) void (*stm_set_new_handler(void (*handler)(void)))(void) __asm__(
    "_ZSt15set_new_handlerPFvvE");

/* One clear line, and what stands in the buffer of standard output is not written: what was written
 * ends wherever it was. Nothing is taken from a heap that has nothing. */
_Noreturn void stm_out_of_memory(void) {
    static const char line[] = "stemma: out of memory\n";
    ssize_t written = write(STDERR_FILENO, line, sizeof line - 1);
    (void)written;
    _exit(EXIT_UNREAD);
}

static const stm_command *find_command(const char *name) {
    for (const stm_command *const *c = stm_commands; *c; c++)
        if (!strcmp((*c)->name, name)) return *c;
    return NULL;
}

/* What was written must have arrived: a full disk is not success. Who closes a pipe has read
 * enough, and needs no message. */
static int finish(int code) {
    bool failed = ferror(stdout) != 0;
    if (!fflush(stdout) && !failed) return code;
    if (errno == EPIPE) return EXIT_UNREAD;
    const char *why = errno == ENOSPC  ? ": no space left on device"
                      : errno == EFBIG ? ": larger than a file may be here"
                                       : "";
    fprintf(stderr, "stemma: standard output cannot be written%s\n", why);
    return EXIT_UNREAD;
}

static int print_version(void) {
    printf("stemma %s\n", stemma_version());
    return finish(EXIT_READ);
}

/* The memory of one report serves the next: glibc would give much of it back to the system in
 * between, and the system clear it each time. Larger pieces still go back at once. */
static void keep_memory(void) {
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 4 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
#endif
}

/* A ceiling on the size of files is told as a full disk is, and does not kill. */
static void prepare(void) {
    keep_memory();
    signal(SIGXFSZ, SIG_IGN);
    if (stm_set_new_handler) stm_set_new_handler(stm_out_of_memory);
}

int main(int count, char **words) {
    prepare();
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
