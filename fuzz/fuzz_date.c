/* fuzz_date.c - words as a date: what comes out is one, and is read as itself; and the date of
 * reports that carry none. */
#include "read/date.h"
#include "reading.h"
#include "stemma.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    stm_arena *arena = stm_arena_new();
    stm_buf text;
    stm_buf_init(&text, 0);
    stm_slice bytes = {(const char *)data, size};
    for (size_t at = 0; at < size;) stm_buf_put_rune(&text, stm_utf8_next(bytes, &at));
    stm_slice date = stm_date_iso(arena, stm_buf_get(&text), STM_LIT("en"));
    fuzz_check_date(date);
    if (date.data) fuzz_check(stm_slice_is(stm_date_iso(arena, date, STM_LIT("en")), date));
    /* As C text the bytes end at their first NUL. */
    const char *given = stm_arena_copy(arena, bytes).data;
    stemma *run = stemma_new(&(stemma_options){.published = given});
    if (run) fuzz_check(stm_date_iso(arena, stm_slice_of(given), (stm_slice){0}).data != NULL);
    stemma_free(run);
    stm_buf_release(&text);
    stm_arena_free(arena);
    return 0;
}
