/* fuzz_html.c - pages: the tokenizer, the outline, the main text and the facts. */
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_reading(STM_LIT("<!doctype html>"), data, size);
    return 0;
}
