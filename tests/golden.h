/* golden.h - outputs kept as files under tests/cases; REFRESH=1 in the environment rewrites them.
 */
#ifndef STM_GOLDEN_H
#define STM_GOLDEN_H

#include "testing.h"

#include <stdlib.h>

static inline stm_slice golden_read(const char *path, char *bytes, size_t cap) {
    FILE *file = fopen(path, "rb");
    if (!file) fail_msg("cannot open %s; REFRESH=1 makes it", path);
    size_t len = fread(bytes, 1, cap, file);
    fclose(file);
    return (stm_slice){bytes, len};
}

static inline void golden_check(const char *path, stm_slice actual) {
    if (getenv("REFRESH")) {
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        fwrite(actual.data, 1, actual.len, file);
        fclose(file);
        return;
    }
    static char bytes[1 << 20];
    stm_slice expected = golden_read(path, bytes, sizeof bytes);
    size_t line = 1, at = 0;
    while (at < actual.len && at < expected.len && actual.data[at] == expected.data[at])
        line += actual.data[at++] == '\n';
    if (!stm_slice_is(actual, expected))
        fail_msg("%s: line %zu differs; the output now is\n%.*s", path, line, (int)actual.len,
                 actual.data);
}

#endif
