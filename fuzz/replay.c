/* replay.c - runs a fuzz target over the files of its corpus, as every test run does. */
#include "base/file.h"

#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int main(int count, char **arguments) {
    stm_arena *arena = stm_arena_new();
    stm_paths paths = {0};
    stm_error error;
    int code = count < 2;
    for (int i = 1; i < count; i++)
        code |= stm_file_list(arena, arguments[i], &paths, &error) != STM_OK;
    stm_file_sort(&paths);
    for (size_t i = 0; i < paths.len; i++) {
        stm_slice bytes;
        if (stm_file_read(arena, paths.items[i].data, 1 << 26, &bytes, &error) != STM_OK) {
            fprintf(stderr, "%s: %s\n", paths.items[i].data, error.message);
            code = 1;
            continue;
        }
        fprintf(stderr, "%s\n", paths.items[i].data);
        LLVMFuzzerTestOneInput((const uint8_t *)bytes.data, bytes.len);
    }
    if (!paths.len) fputs("no corpus\n", stderr);
    stm_arena_free(arena);
    return code || !paths.len;
}
