/* disk.h - for tests of what spills to disk: a place for temporary files that is not there. */
#ifndef STM_TESTS_DISK_H
#define STM_TESTS_DISK_H

#include <stdlib.h>
#include <string.h>

static const char no_disk[] = "a temporary file cannot be made: No such file or directory";

/* Returns what brings the place back. */
static inline char *take_disk(void) {
    const char *before = getenv("TMPDIR");
    char *folder = before ? strdup(before) : NULL;
    setenv("TMPDIR", "/nowhere/at/all", 1);
    return folder;
}

static inline void give_disk(char *folder) {
    if (folder)
        setenv("TMPDIR", folder, 1);
    else
        unsetenv("TMPDIR");
    free(folder);
}

#endif
