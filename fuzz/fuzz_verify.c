/* fuzz_verify.c - any bytes as a result to be checked against the story of tests/fable.c. */
#include "fable.h"
#include "report/verify.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_message(void *context, const stm_verify_failure *failure) {
    (void)context;
    for (size_t i = 0; i < failure->message.len; i++)
        if ((unsigned char)failure->message.data[i] < ' ') abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    stm_arena *arena = stm_arena_new();
    fable *f = fable_make(arena);
    const stm_report *reports[FABLE_REPORTS];
    for (int i = 0; i < FABLE_REPORTS; i++) reports[i] = &f->reports[i];
    stm_verify_tally tally;
    stm_error error;
    stm_slice result = {(const char *)data, size};
    stm_verify(result, reports, FABLE_REPORTS, read_message, NULL, &tally, &error);
    stm_arena_free(arena);
    return 0;
}
