/* fuzz_plain.c - plain text: blocks, facts, notes, credits and repeats. */
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_reading(STM_LIT(""), data, size);
    return 0;
}
