/* fuzz_collate.c - a few reports, parted by the byte 0x1E, through the whole path: what is collated
 * must hold against the same reports. */
#include "stemma.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>

enum { SEPARATOR = 0x1E, MOST_REPORTS = 8 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int take(void *context, const char *bytes, size_t len) {
    stm_buf_put(context, (stm_slice){bytes, len});
    return 0;
}

static void on_problem(void *context, const stemma_problem *problem) {
    (void)context;
    for (const char *at = problem->message; *at; at++)
        if ((unsigned char)*at < ' ') abort();
    if (problem->status == STEMMA_DIFFERS) fprintf(stderr, "%s\n", problem->message);
}

static void add_reports(stemma *run, const char *bytes, size_t size) {
    for (int i = 0; i < MOST_REPORTS; i++) {
        const char *end = size ? memchr(bytes, SEPARATOR, size) : NULL;
        size_t len = end && i + 1 < MOST_REPORTS ? (size_t)(end - bytes) : size;
        char source[] = {'r', (char)('a' + i), '\0'};
        stemma_add(run, source, bytes, len);
        if (len == size) return;
        bytes += len + 1;
        size -= len + 1;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    stemma *run = stemma_new(&(stemma_options){.problem = on_problem});
    add_reports(run, (const char *)data, size);
    stm_buf result, brief;
    stm_buf_init(&result, 0);
    stm_buf_init(&brief, 0);
    stemma_brief_options options = {.width = 20 + (unsigned)(size % 100), .full = size % 2 == 0};
    if (stemma_put_collation(run, take, &result) != STEMMA_OK) abort();
    if (stemma_put_brief(run, &options, take, &brief) != STEMMA_OK) abort();
    if (stm_utf8_valid(stm_buf_get(&brief)) != brief.len) abort();
    if (stemma_verify(run, "result", result.data, result.len) != STEMMA_OK) abort();
    stm_buf_release(&result);
    stm_buf_release(&brief);
    stemma_free(run);
    return 0;
}
