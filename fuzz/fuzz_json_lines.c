/* fuzz_json_lines.c - JSON lines, with bad ones among them. */
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_reading(STM_LIT("{}\n"), data, size);
    return 0;
}
